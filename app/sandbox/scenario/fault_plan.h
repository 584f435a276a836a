#pragma once

#include "domain/input_error.h"

#include <chrono>
#include <optional>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace tillwright::sandbox {

/// Where the sandbox can go wrong on demand (contracts: Scenario file, `at`).
enum class FaultPoint {
    CliveCheckoutIntent,
    CliveStatus,
    CliveWebhook,
    StripeLoad,
    StripeConfirmRequest,
    StripeConfirmResponse,
};

/// Drop, Delay, Fail and Never are for every point. Duplicate is for what arrives or leaves as a message of its own:
/// clive.checkout_intent, clive.webhook, stripe.confirm.request. Forge is for clive.webhook (a wrong signature)
/// and clive.checkout_intent (the PaymentIntent is over a hundredfold).
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

private:
    std::vector<Fault> m_faults;
};

} // namespace tillwright::sandbox
