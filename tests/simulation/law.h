#pragma once

#include <string>
#include <string_view>

namespace tillwright::simulation {

/// The laws of docs/architecture.md, and what the flow promises beside them. Law 7 is checked as far as it goes without
/// a screen: the page. Clipboard, language and volume are the faces' own tests' business; so are core files (law 6).
enum class Law {
    Receipt = 1, ///< a receipt only after Clive's paid, for that transaction, reference, amount and currency
    OnePayment,  ///< one sale, at most one payment; a new attempt only after the last is final and unpaid
    NothingForgotten, ///< what Clive ends as paid is receipted or on the attention list
    Order,            ///< the order's final state does not depend on the order or number of its events
    Webhook,          ///< a forged, altered, expired or replayed webhook changes nothing, and is counted
    Secrets,          ///< no secret in a log or on disk in clear
    NextCustomer,     ///< nothing of one customer is on the page of the next
    Durable,          ///< what is acknowledged is on disk
    Persisted,        ///< the journal has it before the step that cannot be taken back
    Charge,           ///< nobody is charged another amount than the sale's
    Liveness,         ///< every attempt and order becomes final or comes on the attention list
    Harness,          ///< the simulation itself is wrong
};

[[nodiscard]] std::string_view lawText(Law law) noexcept;

struct Violation {
    Law law = Law::Harness;
    std::string what;
};

} // namespace tillwright::simulation
