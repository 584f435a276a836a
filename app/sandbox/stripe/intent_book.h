#pragma once

#include "domain/sale.h"
#include "domain/secret.h"
#include "sandbox/scenario/sandbox_clock.h"
#include "sandbox/stripe/test_cards.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace tillwright::sandbox {

enum class IntentStatus { RequiresPaymentMethod, RequiresAction, Succeeded };
[[nodiscard]] std::string_view intentStatusWord(IntentStatus status) noexcept;

struct Charge {
    std::string id;
    std::int64_t amountMinor = 0;
};

/// What is kept of a card.
struct PaymentMethod {
    std::string id;
    std::string brand;
    std::string lastFour;
    int expMonth = 0;
    int expYear = 0;
};

/// The bank's page is open for this intent.
struct Challenge {
    std::string token;
    /// What the charge meets once the customer is authenticated; nothing: it goes through.
    std::optional<CardError> afterwards;
};

/// Stripe's error object, and the HTTP status it comes with.
struct StripeError {
    int httpStatus = 400;
    std::string type = "invalid_request_error";
    std::string code;
    std::string declineCode;
    std::string message;
    std::string param;
    /// The intent is part of the error object.
    bool showsIntent = false;
};

struct PaymentIntent {
    std::string id;
    domain::Secret clientSecret;
    domain::Money amount;
    std::string receiptEmail;
    std::string descriptorSuffix;
    /// Its maker's; a page never sees it.
    domain::Meta metadata;
    /// Seconds since 1970.
    std::int64_t createdS = 0;
    IntentStatus status = IntentStatus::RequiresPaymentMethod;
    std::optional<PaymentMethod> method;
    std::optional<StripeError> lastError;
    std::optional<Challenge> challenge;
    /// Successful ones; at most one, ever.
    std::vector<Charge> charges;
};

/// Stripe's PaymentIntents and what may happen to them.
class IntentBook
{
public:
    /// Called after an intent's one charge went through.
    IntentBook(std::function<void(const PaymentIntent &)> whenSucceeded, const SandboxClock &clock)
        : m_whenSucceeded(std::move(whenSucceeded)), m_clock(clock)
    {
    }

    /// The reference is valid until clear().
    const PaymentIntent &create(domain::Money amount, std::string receiptEmail, std::string descriptorSuffix,
                                domain::Meta metadata = {});
    [[nodiscard]] const PaymentIntent *find(std::string_view id) const;
    /// Tries a card. A succeeded intent is not confirmed again (payment_intent_unexpected_state). An intent that waits
    /// for the bank's page takes another card; the page's answer then counts no more.
    tl::expected<void, StripeError> confirm(std::string_view id, const CardDetails &card, YearAndMonth today);
    /// The bank's page ended. The error is for the page's own request (unknown intent, old or wrong token).
    tl::expected<void, StripeError> finishChallenge(std::string_view id, std::string_view token,
                                                    bool authenticated);
    void clear() { m_intents.clear(); }

private:
    void charge(PaymentIntent &intent);
    static StripeError decline(PaymentIntent &intent, const CardError &error);
    std::function<void(const PaymentIntent &)> m_whenSucceeded;
    const SandboxClock &m_clock;
    std::map<std::string, PaymentIntent, std::less<>> m_intents;
};

} // namespace tillwright::sandbox
