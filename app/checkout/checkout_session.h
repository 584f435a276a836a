#pragma once

#include "checkout/checkout_desk.h"
#include "checkout/transition.h"

#include <functional>
#include <map>

namespace tillwright::checkout {

/// Runs the effects of one attempt through the ports and feeds what comes back into transition(). One session per
/// attempt; the desk owns it.
class CheckoutSession
{
public:
    /// What the desk hears of its sessions.
    struct Listener {
        std::function<void()> changed;
        std::function<void(const std::string &)> alarm;
        std::function<void(const std::string &)> timeline;
    };

    CheckoutSession(Ports ports, const DeskOptions &options, Listener listener);
    CheckoutSession(const CheckoutSession &) = delete;
    CheckoutSession &operator=(const CheckoutSession &) = delete;
    ~CheckoutSession();

    /// Returns whether the event belonged here (Transition::accepted) and what had to be kept for it was kept.
    bool handle(const Event &event);
    /// From now on the page belongs to another sale.
    void leavePage() { m_ownsPage = false; }

    [[nodiscard]] const State &state() const noexcept { return m_state; }

private:
    bool run(const effect::WriteJournal &effect);
    bool run(const effect::RequestCheckout &effect);
    bool run(const effect::RequestStatus &effect);
    bool run(const effect::RequestResume &effect);
    bool run(const effect::RequestAbandon &effect);
    bool run(const effect::ShowPage &effect);
    bool run(const effect::ResetPage &effect);
    bool run(const effect::StartTimer &effect);
    bool run(const effect::StopTimers &effect);
    bool run(const effect::IssueReceipt &effect);
    bool run(const effect::RaiseAlarm &effect);
    /// Wraps a callback so that it does nothing once this session is gone.
    template<typename Callback> auto whileAlive(Callback callback);

    Ports m_ports;
    DeskOptions m_options;
    Listener m_listener;
    State m_state;
    bool m_ownsPage = true;
    std::int64_t m_startedAtMs = 0;
    std::map<TimerKind, TimerId> m_timers;
    std::uint64_t m_statusQuestions = 0;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace tillwright::checkout
