#pragma once

#include "checkout/ports.h"
#include "kiosk/payment_page/heartbeat.h"

#include <QtCore/QByteArray>
#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <optional>

class QWebEngineProfile;
class QWidget;

namespace tillwright::kiosk::payment_page {

class FreshPage;
class LockedView;

/// From the start of a page to its pageReady; a slow kiosk takes one or two seconds.
inline constexpr int pageReadyLimitMs = 8'000;
/// From the end of its loading, when its script has run or was stopped, to its pageReady.
inline constexpr int pageReadyAfterLoadLimitMs = 3'000;
/// How often the page is asked whether it is still there, and how long it may leave that unanswered. Together with a
/// fresh page (0.4 s) this stays below two seconds; what is counted as silence is said in heartbeat.h.
inline constexpr int pageHeartbeatIntervalMs = 250;
inline constexpr int pageSilenceMaxMs = 1'000;
/// While it mounts the Element: Stripe.js is compiled then, and the page drawn for the first time.
inline constexpr int pageBusySilenceMaxMs = 4'000;
/// A page that is lost more often than this in one checkout is not replaced any more: a page that crashes for a
/// reason would crash for ever.
inline constexpr int pageRecoveriesMax = 3;

/// From reset() to the making of the fresh page, which keeps the thread busy: what the customer is to see comes first.
inline constexpr int freshPageDelayMs = 50;

struct PaymentPageOptions {
    /// Base64 of the SHA-256 of the sandbox's public key (its ready line has it); empty: certificates as usual.
    QByteArray sandboxSpkiSha256;
    /// Run at the start of every frame, nested and cross-origin ones included, in a world of its own; empty: none.
    /// For the autopilot, which has to know where things are.
    QString everyFrameScript;
    quint32 everyFrameWorldId = 0;
    int readyLimitMs = pageReadyLimitMs;
    int readyAfterLoadLimitMs = pageReadyAfterLoadLimitMs;
    HeartbeatLimits heartbeat{pageHeartbeatIntervalMs, pageSilenceMaxMs, pageBusySilenceMaxMs};
    /// How much larger than at a counter everything on the page is.
    qreal zoom = 1;
};

/// The payment page over QtWebEngine: locked, off the record, always one warm page ahead. Stripe.js runs in its main
/// world, so everything it says passes the MessageGate and is a hint at most. Call prepareEngine() once before.
class PaymentPage : public QObject, public checkout::PaymentPagePort
{
    Q_OBJECT

public:
    explicit PaymentPage(PaymentPageOptions options, QObject *parent = nullptr);
    ~PaymentPage() override;

    /// The view (a QWebEngineView), to be put into a layout. Belongs to this object unless the layout takes it over.
    [[nodiscard]] QWidget *widget() const;
    /// Messages that were not heard, and navigations, windows and requests that were stopped, since the start.
    [[nodiscard]] quint64 droppedMessages() const;
    [[nodiscard]] quint64 blockedRequests() const;

    void setListener(checkout::PaymentPageListener *listener) override;
    /// After a page was lost the checkout is not shown by itself: whether it may be is for the flow to decide.
    void show(const contract::CheckoutReady &checkout) override;
    /// The page goes at once; a fresh one in a fresh profile follows. Cookies, storage and cache of the old one are
    /// gone with it.
    void reset() override;

Q_SIGNALS:
    /// The page is alive: it has become ready, or answered a ping (pageHeartbeatIntervalMs).
    void answered();

private:
    void loadFreshPage();
    void replaceProfile();
    void discardPage();
    bool hear(const contract::PageMessage &message);
    void recover(const QString &cause);
    void giveUp(const QString &cause);
    void tellUnavailable();
    void tellReturned();

    PaymentPageOptions m_options;
    QPointer<LockedView> m_view;
    QWebEngineProfile *m_profile = nullptr;
    /// Null from reset() until the fresh page is made.
    FreshPage *m_current = nullptr;
    QTimer m_freshPage;
    checkout::PaymentPageListener *m_listener = nullptr;
    /// Waits for pageReady; gone once delivered, so that the secret is not kept here.
    std::optional<contract::CheckoutReady> m_waiting;
    std::string m_cliveTxId;
    bool m_isReturnTold = false;
    /// Why no other page is put in place of the lost one; empty while there is one.
    QString m_gaveUpBecause;
    int m_recoveries = 0;
    quint64 m_droppedBefore = 0;
    quint64 m_blockedBefore = 0;
};

} // namespace tillwright::kiosk::payment_page
