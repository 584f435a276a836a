#pragma once

#include "checkout/checkout_desk.h"
#include "kiosk/presentation/state_words.h"
#include "kiosk/qr_code/qr_code.h"

#include <QObject>
#include <QString>

namespace tillwright::kiosk::presentation {

/// The sale at the desk as a face shows it. It is the desk's one observer; whoever else has to watch (autopilot,
/// logs) listens to its signals. Lives on the desk's thread and must not outlive desk and clock.
class CheckoutViewModel : public QObject, private checkout::DeskObserver
{
    Q_OBJECT
    Q_PROPERTY(Screen screen READ screen NOTIFY changed)
    Q_PROPERTY(QString stateName READ stateName NOTIFY changed)
    Q_PROPERTY(bool canCancel READ canCancel NOTIFY changed)
    Q_PROPERTY(bool canDismiss READ canDismiss NOTIFY changed)
    Q_PROPERTY(bool canRetry READ canRetry NOTIFY changed)
    Q_PROPERTY(int step READ step NOTIFY changed)
    Q_PROPERTY(QString statusLine READ statusLine NOTIFY changed)
    Q_PROPERTY(QString waitingLine READ waitingLine NOTIFY elapsedChanged)
    Q_PROPERTY(int elapsedS READ elapsedS NOTIFY elapsedChanged)
    Q_PROPERTY(QString elapsedText READ elapsedText NOTIFY elapsedChanged)
    Q_PROPERTY(QString amountText READ amountText NOTIFY changed)
    Q_PROPERTY(QString reference READ reference NOTIFY changed)
    Q_PROPERTY(QString email READ email NOTIFY changed)
    Q_PROPERTY(QString cliveId READ cliveId NOTIFY changed)
    Q_PROPERTY(QString statementSuffix READ statementSuffix NOTIFY changed)
    Q_PROPERTY(QString outcomeTitle READ outcomeTitle NOTIFY changed)
    Q_PROPERTY(QString customerWords READ customerWords NOTIFY changed)
    Q_PROPERTY(QString staffWords READ staffWords NOTIFY changed)
    Q_PROPERTY(bool phoneOffered READ isPhoneOffered NOTIFY changed)
    Q_PROPERTY(bool phoneShown READ isPhoneShown NOTIFY changed)
    Q_PROPERTY(QString phoneTitle READ phoneTitle NOTIFY changed)
    Q_PROPERTY(QString phoneWords READ phoneWords NOTIFY changed)
    Q_PROPERTY(qint64 receiptNumber READ receiptNumber NOTIFY changed)
    Q_PROPERTY(int backgroundCount READ backgroundCount NOTIFY backgroundCountChanged)
    Q_PROPERTY(QString backgroundText READ backgroundText NOTIFY backgroundCountChanged)

public:
    enum class Screen { Sale, Payment, Result };
    Q_ENUM(Screen)

    /// Becomes the desk's observer until it is destroyed.
    CheckoutViewModel(checkout::CheckoutDesk &desk, checkout::Clock &clock, QObject *parent = nullptr);
    ~CheckoutViewModel() override;

    [[nodiscard]] Screen screen() const;
    [[nodiscard]] QString stateName() const;
    [[nodiscard]] bool canCancel() const;
    [[nodiscard]] bool canDismiss() const;
    /// It ended without a charge, for a reason that trying again can mend.
    [[nodiscard]] bool canRetry() const;
    /// 0..stepCount-1, the value of Step.
    [[nodiscard]] int step() const { return int(stepOf(m_state)); }
    [[nodiscard]] QString statusLine() const;
    /// Empty until the state has lasted longer than a customer waits without a word (8 s).
    [[nodiscard]] QString waitingLine() const;
    /// Whole seconds since the sale came to the desk; stands still once it has ended.
    [[nodiscard]] int elapsedS() const { return m_elapsedS; }
    /// `0:07`
    [[nodiscard]] QString elapsedText() const;
    [[nodiscard]] QString amountText() const;
    [[nodiscard]] QString reference() const;
    [[nodiscard]] QString email() const;
    /// Empty while Clive has not answered.
    [[nodiscard]] QString cliveId() const { return m_cliveId; }
    /// As the backend made it; empty while it has not answered.
    [[nodiscard]] QString statementSuffix() const { return m_statementSuffix; }
    [[nodiscard]] Outcome outcome() const { return outcomeOf(m_state); }
    [[nodiscard]] QString outcomeTitle() const;
    [[nodiscard]] QString customerWords() const;
    [[nodiscard]] QString staffWords() const;
    /// The customer may pay this checkout on their own phone.
    [[nodiscard]] bool isPhoneOffered() const { return !m_phoneCode.isEmpty(); }
    /// The phone takes the card form's place: it was asked for, or it is paying.
    [[nodiscard]] bool isPhoneShown() const;
    [[nodiscard]] PhoneState phoneState() const { return phoneStateOf(m_state); }
    [[nodiscard]] QString phoneTitle() const { return presentation::phoneTitle(m_state); }
    [[nodiscard]] QString phoneWords() const { return presentation::phoneWords(m_state); }
    /// The link to the pay page, to be looked at by a phone's camera only: whoever has it may pay and cancel. Empty where it
    /// cannot be paid on a phone.
    [[nodiscard]] const qr_code::QrCode &phoneCode() const { return m_phoneCode; }
    /// 0: none.
    [[nodiscard]] qint64 receiptNumber() const;
    /// It can be seen already; its files are still being written.
    [[nodiscard]] bool isReceiptOnItsWay() const;
    /// Unresolved sales that are checked while the desk goes on.
    [[nodiscard]] int backgroundCount() const { return m_backgroundCount; }
    /// False while the backend is asked for what the journal does not know: no sale starts then.
    [[nodiscard]] bool isReady() const { return !m_desk.isRecovering(); }
    /// "1 payment being checked", or what the desk is waiting for before it is ready; empty for none.
    [[nodiscard]] QString backgroundText() const;

    /// Walks away from the sale, where canCancel.
    Q_INVOKABLE void cancel();
    /// Between the card form and the phone's code in its place, where that is offered.
    Q_INVOKABLE void switchWay();
    /// Goes on to the next sale, where canDismiss.
    Q_INVOKABLE void dismiss();

Q_SIGNALS:
    void changed();
    void elapsedChanged();
    void backgroundCountChanged();
    /// Staff have to look: technical text, no secret.
    void alarmRaised(const QString &text);
    /// One line of the timeline, for autopilot, QA and support.
    void timelineEvent(const QString &event);

private:
    void stateChanged(const checkout::State &state) override;
    void backgroundChanged() override;
    void alarm(const std::string &text) override;
    void timeline(const std::string &event) override;
    void rememberDetails();
    void makePhoneCode();
    void scheduleTick();
    void tick();

    checkout::CheckoutDesk &m_desk;
    checkout::Clock &m_clock;
    checkout::State m_state;
    std::string m_attemptId;
    QString m_cliveId;
    QString m_statementSuffix;
    QString m_stripesWords;
    QString m_declineCode;
    /// What m_phoneCode was made from.
    domain::Secret m_payUrl;
    qr_code::QrCode m_phoneCode;
    bool m_isPhoneWanted = false;
    // Counted in ticks, because the wall clock may jump while a customer stands there.
    int m_elapsedS = 0;
    int m_stateElapsedS = 0;
    bool m_ticking = false;
    checkout::TimerId m_timer = 0;
    int m_backgroundCount = 0;
};

} // namespace tillwright::kiosk::presentation
