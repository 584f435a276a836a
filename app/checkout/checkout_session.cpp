#include "checkout/checkout_session.h"

namespace tillwright::checkout {

CheckoutSession::CheckoutSession(Ports ports, const DeskOptions &options, Listener listener)
    : m_ports(ports), m_options(options), m_listener(std::move(listener))
{
}

CheckoutSession::~CheckoutSession()
{
    run(effect::StopTimers{});
}

template<typename Callback> auto CheckoutSession::whileAlive(Callback callback)
{
    return [alive = std::weak_ptr<bool>(m_alive), callback = std::move(callback)](auto &&...arguments) {
        if (!alive.expired())
            callback(std::forward<decltype(arguments)>(arguments)...);
    };
}

namespace {

/// What the customer's phone does with the sale, for the timeline; empty where nobody asks.
std::string_view phoneWordOf(const State &state)
{
    const auto *awaiting = std::get_if<state::AwaitingPayment>(&state);
    return awaiting ? domain::phoneStageWord(awaiting->phone) : std::string_view();
}

} // namespace

bool CheckoutSession::handle(const Event &event)
{
    if (const auto *restored = std::get_if<event::Restore>(&event))
        m_startedAtMs = restored->record.startedAtMs;
    if (std::holds_alternative<event::Start>(event))
        m_startedAtMs = m_ports.clock.nowMs();

    const auto before = stateName(m_state);
    const auto phoneBefore = phoneWordOf(m_state);
    auto next = transition(m_state, event);
    m_state = std::move(next.state);
    if (stateName(m_state) != before)
        m_listener.timeline("state:" + std::string(stateName(m_state)));
    if (const auto phone = phoneWordOf(m_state);
        !phone.empty() && phone != phoneBefore && !phoneBefore.empty())
        m_listener.timeline("phone:" + std::string(phone));
    bool accepted = next.accepted;
    for (const auto &effect : next.effects) {
        // An effect that fails (only the journal can) has already led on to another state; what was planned after
        // it must not happen.
        if (!std::visit([this](const auto &concrete) { return run(concrete); }, effect)) {
            accepted = false;
            break;
        }
    }
    m_listener.changed();
    return accepted;
}

bool CheckoutSession::run(const effect::WriteJournal &effect)
{
    const auto *attempt = attemptOf(m_state);
    AttemptRecord record{
        *attempt,         effect.phase,  effect.ids,           effect.reason, 0, effect.receiptIssued,
        effect.feesMinor, m_startedAtMs, m_ports.clock.nowMs()};
    if (const auto *paid = std::get_if<state::Paid>(&m_state))
        record.receiptNumber = paid->receiptNumber;
    const auto attemptId = attempt->id;
    const auto saved = m_ports.journal.save(record);
    if (!saved) {
        handle(event::JournalFailed{attemptId, saved.error().cause});
        return false;
    }
    if (effect.phase == Phase::Paid && !effect.receiptIssued)
        handle(event::ReceiptNumbered{attemptId, saved->receiptNumber});
    return true;
}

bool CheckoutSession::run(const effect::RequestCheckout &)
{
    const auto attempt = *attemptOf(m_state);
    m_listener.timeline("backend:create");
    m_ports.backend.createCheckout(
        attempt,
        whileAlive([this, id = attempt.id](tl::expected<contract::CheckoutAnswer, BackendError> answer) {
            if (answer)
                handle(event::CheckoutCreated{id, *std::move(answer)});
            else
                handle(event::CreateFailed{id, answer.error()});
        }));
    return true;
}

bool CheckoutSession::run(const effect::RequestStatus &effect)
{
    m_ports.backend.fetchStatus(
        effect.query,
        whileAlive([this, id = attemptOf(m_state)->id, question = ++m_statusQuestions](
                       tl::expected<contract::CheckoutState, BackendError> status) {
            const bool isLatest = question == m_statusQuestions;
            if (status) {
                m_listener.timeline("clive:" + status->status.word());
                handle(event::StatusKnown{id, *std::move(status), m_ports.clock.nowMs(), isLatest});
            } else if (isLatest) {
                handle(event::StatusFailed{id, status.error()});
            }
        }));
    return true;
}

bool CheckoutSession::run(const effect::RequestResume &effect)
{
    m_listener.timeline("backend:resume");
    m_ports.backend.resumeCheckout(
        effect.cliveTxId,
        whileAlive(
            [this, id = attemptOf(m_state)->id](tl::expected<contract::CheckoutAnswer, BackendError> answer) {
                if (answer)
                    handle(event::CheckoutResumed{id, *std::move(answer)});
                else
                    handle(event::ResumeFailed{id, answer.error()});
            }));
    return true;
}

bool CheckoutSession::run(const effect::RequestAbandon &effect)
{
    m_listener.timeline("backend:abandon");
    m_ports.backend.abandonCheckout(
        effect.cliveTxId,
        whileAlive(
            [this, id = attemptOf(m_state)->id](tl::expected<contract::CheckoutState, BackendError> status) {
                if (status)
                    handle(event::AbandonAnswered{id, *std::move(status), m_ports.clock.nowMs()});
                else
                    handle(event::AbandonFailed{id, status.error()});
            }));
    return true;
}

bool CheckoutSession::run(const effect::ShowPage &effect)
{
    if (!m_ownsPage)
        return true;
    const auto &checkout = effect.checkout;
    m_ports.page.show({checkout.clientSecret, checkout.stripePublishableKey, checkout.cliveTxId,
                       checkout.amount, m_options.locale, m_options.returnUrl, m_options.theme});
    return true;
}

bool CheckoutSession::run(const effect::ResetPage &)
{
    if (m_ownsPage)
        m_ports.page.reset();
    return true;
}

bool CheckoutSession::run(const effect::StartTimer &effect)
{
    if (const auto running = m_timers.find(effect.kind); running != m_timers.end())
        m_ports.clock.cancel(running->second);
    m_timers[effect.kind] = m_ports.clock.after(
        effect.delayMs, whileAlive([this, id = attemptOf(m_state)->id, kind = effect.kind] {
            m_timers.erase(kind);
            handle(event::TimerFired{id, kind});
        }));
    return true;
}

bool CheckoutSession::run(const effect::StopTimers &)
{
    for (const auto &[kind, timer] : m_timers)
        m_ports.clock.cancel(timer);
    m_timers.clear();
    return true;
}

bool CheckoutSession::run(const effect::IssueReceipt &effect)
{
    const auto id = attemptOf(m_state)->id;
    m_listener.timeline("receipt:" + std::to_string(effect.receipt.receiptNumber));
    m_ports.receipts.issue(effect.receipt, whileAlive([this, id](tl::expected<void, ReceiptError> made) {
                               if (made)
                                   handle(event::ReceiptMade{id});
                               else
                                   handle(event::ReceiptFailed{id, made.error().cause});
                           }));
    return true;
}

bool CheckoutSession::run(const effect::RaiseAlarm &effect)
{
    m_listener.alarm(effect.text);
    return true;
}

} // namespace tillwright::checkout
