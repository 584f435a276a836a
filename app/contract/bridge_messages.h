#pragma once

#include "domain/money.h"
#include "domain/secret.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

/// Kiosk ⇄ payment page over QWebChannel (contracts: Bridge). The schema both sides are checked against is
/// resources/bridge.schema.json. What the page says is a hint, never a proof.
namespace tillwright::contract {

inline constexpr std::size_t pageMessageMaxBytes = 16 * 1024;

/// Kiosk → page: `checkoutReady`.
struct CheckoutReady {
    domain::Secret clientSecret;
    std::string publishableKey;
    std::string cliveTxId;
    domain::Money amount;
    /// BCP 47, for the page and for Stripe: en, fr, es, ar.
    std::string locale;
    std::string returnUrl;
    /// `light` or `dark`: the scheme of resources/tokens.json.
    std::string theme = "light";
};
[[nodiscard]] std::string writeCheckoutReady(const CheckoutReady &message);
/// Kiosk → page: `reset`.
[[nodiscard]] std::string writeReset();
/// Kiosk → page: `ping`. `count` ≥ 1, another one each time.
[[nodiscard]] std::string writePing(std::int64_t count);

namespace page {
struct PageReady {
    friend bool operator==(const PageReady &, const PageReady &) = default;
};
struct ElementReady {
    std::string cliveTxId;
    friend bool operator==(const ElementReady &, const ElementReady &) = default;
};
/// The PaymentIntent as Stripe tells the page, before Pay becomes pressable.
struct IntentSeen {
    std::string cliveTxId;
    std::int64_t amountMinor = 0;
    std::string currency; ///< ISO 4217, upper case
    std::string status;
    friend bool operator==(const IntentSeen &, const IntentSeen &) = default;
};
struct Changed {
    std::string cliveTxId;
    bool complete = false;
    friend bool operator==(const Changed &, const Changed &) = default;
};
/// elements.submit() passed; confirmPayment is called once this is accepted.
struct Confirming {
    std::string cliveTxId;
    friend bool operator==(const Confirming &, const Confirming &) = default;
};
struct Confirmed {
    std::string cliveTxId;
    std::string status;
    friend bool operator==(const Confirmed &, const Confirmed &) = default;
};
/// Stripe's error, its own words. `errorType` is Stripe's `type` (decision 002: the envelope's `type` has the name).
struct Failed {
    std::string cliveTxId;
    std::string errorType;
    std::string code;
    std::string declineCode;
    std::string message;
    friend bool operator==(const Failed &, const Failed &) = default;
};
struct LoadFailed {
    std::string cliveTxId;
    std::string message;
    friend bool operator==(const LoadFailed &, const LoadFailed &) = default;
};
/// The answer to the ping of this count.
struct Pong {
    std::int64_t count = 0;
    friend bool operator==(const Pong &, const Pong &) = default;
};
} // namespace page

using PageMessage =
    std::variant<page::PageReady, page::ElementReady, page::IntentSeen, page::Changed, page::Confirming,
                 page::Confirmed, page::Failed, page::LoadFailed, page::Pong>;

/// Anything that is not exactly one of the messages is an error: unknown type, missing or wrongly typed field,
/// unknown field, too long.
[[nodiscard]] tl::expected<PageMessage, domain::InputError> parsePageMessage(std::string_view json);
/// The `type` word of a message.
[[nodiscard]] std::string_view pageMessageType(const PageMessage &message) noexcept;
/// Empty for PageReady and Pong.
[[nodiscard]] std::string_view pageMessageCliveTxId(const PageMessage &message) noexcept;

} // namespace tillwright::contract
