#pragma once

#include "domain/input_error.h"

#include <boost/json/array.hpp>
#include <chrono>
#include <optional>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace tillwright::sandbox {

/// Where the sandbox can go wrong on demand (contracts: Scenario file, `at`).
enum class FaultPoint {
    CliveCheckoutIntent,
    CliveInitialize,
    CliveAttachIntent,
    CliveStatus,
    CliveWebhook,
    StripeLoad,
    StripeCreateIntent,
    StripeConfirmRequest,
    StripeConfirmResponse,
};

/// Drop, Delay, Fail and Never are for every point. Duplicate is for what arrives or leaves as a message of its own:
/// clive.checkout_intent, clive.initialize, clive.attach_intent, clive.webhook, stripe.create_intent,
/// stripe.confirm.request. Forge is for clive.webhook (a wrong signature), clive.checkout_intent and
/// stripe.create_intent (the PaymentIntent is over a hundredfold). In the older flow, which has three steps to be lost
/// between, Fail with a status from 500 comes after the step's work, as a lost answer does; below 500 instead of it.
enum class FaultAction { Drop, Delay, Fail, Duplicate, Forge, Never };

struct Fault {
    FaultPoint at = FaultPoint::CliveStatus;
    FaultAction action = FaultAction::Drop;
    /// Of Delay.
    std::chrono::milliseconds delayMs{0};
    /// Of Fail.
    int status = 500;
    /// How often it still happens; nothing: always.
    std::optional<std::int64_t> timesLeft;
};

/// Every point with what can go wrong there: `[{at, do: [...]}]`, what FaultPlan::replace() takes and nothing else.
[[nodiscard]] boost::json::array knownFaults();

/// The faults in force. Where several are for one point, the first happens until its `times` are used up, then the
/// next.
class FaultPlan
{
public:
    /// A JSON array of `{at, do, ms?, status?, times?}`; replaces all. On an error nothing changes. Error fields:
    /// "[index].name".
    [[nodiscard]] tl::expected<void, domain::InputError> replace(std::string_view json);
    void clear() { m_faults.clear(); }
    /// The fault that happens now at this point, if any; counts as one time.
    [[nodiscard]] std::optional<Fault> take(FaultPoint at);
    /// As replace() takes them, with `times` as they are left; without those that are used up.
    [[nodiscard]] boost::json::array toJson() const;

private:
    std::vector<Fault> m_faults;
};

} // namespace tillwright::sandbox
