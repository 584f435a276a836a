#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <chrono>
#include <cstdint>
#include <deque>
#include <string_view>

namespace tillwright::sandbox {

/// The oldest entries go when there are more.
inline constexpr std::size_t timelineEntriesMax = 20'000;

/// What happened in the sandbox, in order, for `GET /sandbox/state`. Never holds a secret or a card number.
class Timeline
{
public:
    /// `what`: clive.checkout_intent, clive.initialize, clive.attach_intent, clive.status, clive.webhook, stripe.load,
    /// stripe.create_intent, stripe.intent.retrieve, stripe.confirm or stripe.challenge.
    void record(std::string_view what, boost::json::object details = {});
    /// `[{n, t_ms, at_ms, what, ...details}]`: n counts on for ever, t_ms is since the start or the last clear(), at_ms Unix
    /// milliseconds of the machine's own clock. Only those with n above `after`.
    [[nodiscard]] boost::json::array toJson(std::int64_t after = 0) const;
    void clear();

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
    std::int64_t m_lastNumber = 0;
    std::deque<boost::json::object> m_entries;
};

} // namespace tillwright::sandbox
