#pragma once

#include "kiosk/payment_page/bridge.h"
#include "kiosk/payment_page/heartbeat.h"
#include "kiosk/payment_page/message_gate.h"
#include "kiosk/payment_page/request_gate.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QTimer>
#include <functional>

class QWebEnginePage;
class QWebEngineProfile;

namespace tillwright::kiosk::payment_page {

class LockedPage;

struct FreshPageOptions {
    QByteArray sandboxSpkiSha256;
    QString everyFrameScript;
    quint32 everyFrameWorldId = 0;
    int readyLimitMs = 0;
    int readyAfterLoadLimitMs = 0;
    HeartbeatLimits heartbeat;
};

/// One loaded page with all that belongs to it: its gates, channel, bridge and relay. It is never loaded twice; a
/// lost page and a new customer get another one.
class FreshPage : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<bool(const contract::PageMessage &)>;

    /// Starts loading. `handler` is asked for every message the gate admits.
    FreshPage(QWebEngineProfile *profile, const FreshPageOptions &options, Handler handler, QObject *parent);
    ~FreshPage() override;

    [[nodiscard]] QWebEnginePage *page() const;
    [[nodiscard]] bool isReady() const { return m_gate.isPageReady(); }
    [[nodiscard]] quint64 dropped() const { return m_gate.dropped(); }
    [[nodiscard]] quint64 blocked() const { return m_gates.blocked; }
    /// Only when isReady().
    void deliver(const contract::CheckoutReady &checkout);

Q_SIGNALS:
    /// The renderer is gone, never became ready, does not answer any more or floods. Comes once; the renderer has
    /// been ended by then, so that nothing goes on behind.
    void lost(const QString &cause);
    /// It has become ready, or answered a ping.
    void answered();
    void returned();

private:
    void load();
    void openChannel();
    bool receive(const QString &json);
    void loadFinished(bool isLoaded);
    void becomeReady();
    void beat();
    void reportLost(const QString &cause);

    FreshPageOptions m_options;
    Handler m_handler;
    GateState m_gates;
    MessageGate m_gate;
    QElapsedTimer m_clock;
    QTimer m_readyLimit;
    QTimer m_beatTimer;
    Heartbeat m_heartbeat;
    /// From a checkout's way to the page until the Element is up, or said not to come.
    bool m_isMounting = false;
    bool m_isLost = false;
    bool m_isRendererGone = false;
    LockedPage *m_page;
    Bridge *m_bridge;
};

} // namespace tillwright::kiosk::payment_page
