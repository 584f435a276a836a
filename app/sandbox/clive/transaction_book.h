#pragma once

#include "contract/clive_messages.h"
#include "domain/input_error.h"
#include "sandbox/stripe/intent_book.h"

#include <map>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

namespace tillwright::sandbox {

struct SimulatedTransaction {
    contract::Transaction transaction;
    std::string idempotencyKey;
    /// When its status became a final one, in Unix milliseconds; 0 before.
    std::int64_t finalAtMs = 0;
};

/// The key was used for another body.
struct KeyReused {};

/// What the PaymentIntent is over: the amount that was asked for, or a hundredfold, as a wrong amount unit between
/// partner and Clive would make it.
enum class IntentAmount { AsAsked, Hundredfold };

/// Clive's transactions, with the PaymentIntent of each at the simulated Stripe.
class TransactionBook
{
public:
    explicit TransactionBook(IntentBook &intents, contract::AmountUnit unit)
        : m_intents(intents), m_unit(unit)
    {
    }

    /// The answer to checkout-intent. The same key and body give the first answer again.
    [[nodiscard]] tl::expected<contract::CheckoutIntentAnswer, std::variant<KeyReused, domain::InputError>>
    create(const std::string &idempotencyKey, std::string_view body, IntentAmount intentAmount);
    [[nodiscard]] const SimulatedTransaction *find(std::string_view cliveTxId) const;
    /// Sets status and fees. Null for an intent that is not Clive's.
    const SimulatedTransaction *markSucceeded(std::string_view paymentIntentId);
    /// In the order they were created.
    [[nodiscard]] std::vector<const SimulatedTransaction *> all() const;
    void clear();

private:
    struct FirstAnswer {
        std::string bodyHash;
        contract::CheckoutIntentAnswer answer;
    };
    IntentBook &m_intents;
    contract::AmountUnit m_unit;
    std::map<std::string, SimulatedTransaction, std::less<>> m_transactions;
    std::map<std::string, std::string, std::less<>> m_idsByIntent;
    std::vector<std::string> m_order;
    std::map<std::string, FirstAnswer, std::less<>> m_answersByKey;
};

} // namespace tillwright::sandbox
