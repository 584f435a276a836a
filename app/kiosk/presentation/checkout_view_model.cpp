#include "kiosk/presentation/checkout_view_model.h"

#include "kiosk/presentation/customer_words.h"
#include "kiosk/presentation/money_text.h"

namespace tillwright::kiosk::presentation {

namespace {

constexpr std::int64_t tickMs = 1000;
/// A wait longer than this says what it waits for (screens: Terminal).
constexpr int quietWaitMaxS = 8;

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

} // namespace

CheckoutViewModel::CheckoutViewModel(checkout::CheckoutDesk &desk, checkout::Clock &clock, QObject *parent)
    : QObject(parent), m_desk(desk), m_clock(clock)
{
    m_desk.setObserver(this);
    stateChanged(m_desk.state());
    m_backgroundCount = int(m_desk.background().size());
}

CheckoutViewModel::~CheckoutViewModel()
{
    m_clock.cancel(m_timer);
    m_desk.setObserver(nullptr);
}

CheckoutViewModel::Screen CheckoutViewModel::screen() const
{
    if (std::holds_alternative<checkout::state::Idle>(m_state))
        return Screen::Sale;
    return outcome() == Outcome::None ? Screen::Payment : Screen::Result;
}

QString CheckoutViewModel::stateName() const
{
    return toQString(checkout::stateName(m_state));
}

bool CheckoutViewModel::canCancel() const
{
    return checkout::canCancel(m_state);
}

bool CheckoutViewModel::canDismiss() const
{
    return checkout::canDismiss(m_state);
}

bool CheckoutViewModel::canRetry() const
{
    if (const auto *notPaid = std::get_if<checkout::state::NotPaid>(&m_state))
        return notPaid->reason != checkout::state::NotPaidReason::AmountMismatch;
    return std::holds_alternative<checkout::state::Refused>(m_state);
}

QString CheckoutViewModel::statusLine() const
{
    // The form does not show then, so nobody types a card.
    if (isPhoneShown() && phoneState() == PhoneState::None)
        return tr("The customer scans the code");
    if (isPhoneShown() && phoneState() == PhoneState::Opened)
        return tr("The customer has opened it on the phone");
    return presentation::statusLine(m_state);
}

QString CheckoutViewModel::waitingLine() const
{
    // Nobody waits for the card form then.
    if (isPhoneShown() && phoneState() != PhoneState::Paying)
        return {};
    return m_stateElapsedS > quietWaitMaxS ? presentation::waitingLine(m_state) : QString();
}

QString CheckoutViewModel::elapsedText() const
{
    return QStringLiteral("%1:%2").arg(m_elapsedS / 60).arg(m_elapsedS % 60, 2, 10, QLatin1Char('0'));
}

QString CheckoutViewModel::amountText() const
{
    const auto *attempt = checkout::attemptOf(m_state);
    return attempt ? moneyText(attempt->sale.amount) : QString();
}

QString CheckoutViewModel::reference() const
{
    const auto *attempt = checkout::attemptOf(m_state);
    return attempt ? toQString(attempt->sale.reference.text()) : QString();
}

QString CheckoutViewModel::email() const
{
    const auto *attempt = checkout::attemptOf(m_state);
    return attempt ? toQString(attempt->sale.email.text()) : QString();
}

QString CheckoutViewModel::outcomeTitle() const
{
    return presentation::outcomeTitle(m_state);
}

QString CheckoutViewModel::customerWords() const
{
    if (isPhoneShown() && phoneState() == PhoneState::None)
        return tr("Please scan the code with your phone.");
    if (isPhoneShown() && phoneState() == PhoneState::Opened)
        return tr("Please pay on your phone.");
    return presentation::customerWords(m_state, m_stripesWords);
}

QString CheckoutViewModel::staffWords() const
{
    return presentation::staffWords(m_state, m_declineCode);
}

qint64 CheckoutViewModel::receiptNumber() const
{
    const auto *paid = std::get_if<checkout::state::Paid>(&m_state);
    return paid ? paid->receiptNumber : 0;
}

bool CheckoutViewModel::isReceiptOnItsWay() const
{
    return checkout::isReceiptOnItsWay(m_state);
}

bool CheckoutViewModel::isPhoneShown() const
{
    return checkout::isPhoneConfirming(m_state) || (m_isPhoneWanted && isPhoneOffered());
}

void CheckoutViewModel::switchWay()
{
    if (!isPhoneOffered() || checkout::isPhoneConfirming(m_state))
        return;
    m_isPhoneWanted = !m_isPhoneWanted;
    Q_EMIT changed();
}

void CheckoutViewModel::makePhoneCode()
{
    const auto *link = checkout::payUrlOf(m_state);
    const domain::Secret url = link ? *link : domain::Secret();
    if (url == m_payUrl)
        return;
    m_payUrl = url;
    m_phoneCode = url.isEmpty() ? qr_code::QrCode() : qr_code::makeQrCode(toQString(url.reveal()));
}

QString CheckoutViewModel::backgroundText() const
{
    if (!isReady())
        return tr("Asking for open payments");
    if (m_backgroundCount == 0)
        return {};
    // Two strings rather than tr()'s plural, which says "1 payment(s)" wherever no translation is loaded.
    if (m_backgroundCount == 1)
        return tr("1 payment being checked");
    return tr("%1 payments being checked").arg(m_backgroundCount);
}

void CheckoutViewModel::cancel()
{
    m_desk.cancel();
}

void CheckoutViewModel::dismiss()
{
    m_desk.dismiss();
}

void CheckoutViewModel::stateChanged(const checkout::State &state)
{
    if (state.index() != m_state.index())
        m_stateElapsedS = 0;
    m_state = state;
    const auto *attempt = checkout::attemptOf(m_state);
    const std::string attemptId = attempt ? attempt->id : std::string();
    if (attemptId != m_attemptId) {
        m_attemptId = attemptId;
        m_cliveId.clear();
        m_statementSuffix.clear();
        m_stripesWords.clear();
        m_declineCode.clear();
        m_isPhoneWanted = false;
        m_elapsedS = 0;
    }
    rememberDetails();
    makePhoneCode();

    const bool shouldTick = screen() == Screen::Payment;
    if (shouldTick && !m_ticking) {
        m_ticking = true;
        scheduleTick();
    } else if (!shouldTick && m_ticking) {
        m_ticking = false;
        m_clock.cancel(m_timer);
    }
    Q_EMIT changed();
    Q_EMIT elapsedChanged();
}

/// The final states forget what support asks for, so it is kept here for as long as the sale is on the screen.
void CheckoutViewModel::rememberDetails()
{
    const std::string cliveId = checkout::cliveTxIdOf(m_state);
    if (!cliveId.empty())
        m_cliveId = toQString(cliveId);
    std::visit(
        [this](const auto &concrete) {
            if constexpr (requires { concrete.ids.statementDescriptorSuffix; })
                m_statementSuffix = toQString(concrete.ids.statementDescriptorSuffix);
            else if constexpr (requires { concrete.checkout.statementDescriptorSuffix; })
                m_statementSuffix = toQString(concrete.checkout.statementDescriptorSuffix);
            if constexpr (requires { concrete.lastFailure; }) {
                if (concrete.lastFailure) {
                    const auto &failure = *concrete.lastFailure;
                    m_stripesWords = toQString(failure.message);
                    m_declineCode =
                        toQString(failure.declineCode.empty() ? failure.code : failure.declineCode);
                }
            }
        },
        m_state);
}

void CheckoutViewModel::backgroundChanged()
{
    m_backgroundCount = int(m_desk.background().size());
    Q_EMIT backgroundCountChanged();
}

void CheckoutViewModel::alarm(const std::string &text)
{
    Q_EMIT alarmRaised(toQString(text));
}

void CheckoutViewModel::timeline(const std::string &event)
{
    Q_EMIT timelineEvent(toQString(event));
}

void CheckoutViewModel::scheduleTick()
{
    m_timer = m_clock.after(tickMs, [this] { tick(); });
}

void CheckoutViewModel::tick()
{
    ++m_elapsedS;
    ++m_stateElapsedS;
    scheduleTick();
    Q_EMIT elapsedChanged();
}

} // namespace tillwright::kiosk::presentation
