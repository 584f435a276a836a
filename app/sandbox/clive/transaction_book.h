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
/// attach-intent for a transaction that was never initialized.
struct NoSuchTransaction {};
/// attach-intent for a transaction whose PaymentIntent is another one, or with one that is another transaction's.
struct OtherIntent {};
using CliveRefusal = std::variant<KeyReused, NoSuchTransaction, OtherIntent, domain::InputError>;

/// What the PaymentIntent is over: the amount that was asked for, or a hundredfold, as a wrong amount unit between
/// partner and Clive would make it.
enum class IntentAmount { AsAsked, Hundredfold };

/// Clive's transactions, with the PaymentIntent of each at the simulated Stripe.
class TransactionBook
{
public:
    TransactionBook(IntentBook &intents, contract::AmountUnit unit, const SandboxClock &clock)
        : m_intents(intents), m_unit(unit), m_clock(clock)
    {
    }

    /// The answer to checkout-intent. The same key and body give the first answer again.
    [[nodiscard]] tl::expected<contract::CheckoutIntentAnswer, CliveRefusal>
    create(const std::string &idempotencyKey, std::string_view body, IntentAmount intentAmount);
    /// The answer to initialize: a transaction without a PaymentIntent. Idempotent likewise.
    [[nodiscard]] tl::expected<contract::InitializeAnswer, CliveRefusal>
    initialize(const std::string &idempotencyKey, std::string_view body);
    /// The answer to attach-intent. Idempotent likewise; the same intent may be attached again under another key.
    /// That its amount is the transaction's is not looked at: a partner must not lean on it.
    [[nodiscard]] tl::expected<contract::AttachIntentAnswer, CliveRefusal>
    attach(const std::string &idempotencyKey, std::string_view body);
    [[nodiscard]] const SimulatedTransaction *find(std::string_view cliveTxId) const;
    /// Sets status and fees. Null for an intent that is not Clive's.
    const SimulatedTransaction *markSucceeded(std::string_view paymentIntentId);
    /// In the order they were created.
    [[nodiscard]] std::vector<const SimulatedTransaction *> all() const;
    void clear();

private:
    template<typename Answer> struct FirstAnswer {
        std::string bodyHash;
        Answer answer;
    };
    template<typename Answer> using AnswersByKey = std::map<std::string, FirstAnswer<Answer>, std::less<>>;

    /// Without a PaymentIntent.
    SimulatedTransaction &open(const std::string &idempotencyKey,
                               const contract::CheckoutIntentRequest &request);
    void setIntent(SimulatedTransaction &simulated, const std::string &intentId);

    IntentBook &m_intents;
    contract::AmountUnit m_unit;
    const SandboxClock &m_clock;
    std::map<std::string, SimulatedTransaction, std::less<>> m_transactions;
    std::map<std::string, std::string, std::less<>> m_idsByIntent;
    std::vector<std::string> m_order;
    AnswersByKey<contract::CheckoutIntentAnswer> m_answersByKey;
    AnswersByKey<contract::InitializeAnswer> m_initializedByKey;
    AnswersByKey<contract::AttachIntentAnswer> m_attachedByKey;
};

} // namespace tillwright::sandbox
