#include "stripe.h"

namespace tillwright::simulation {

namespace {

constexpr Ms processingMinMs = 2'000;
constexpr Ms processingMaxMs = 300'000;

} // namespace

Card drawCard(World &world)
{
    if (world.strikes(Fault::CardDeclined))
        return Card::Declined;
    if (world.strikes(Fault::ThreeDSecurePassed))
        return Card::NeedsBank;
    if (world.strikes(Fault::ThreeDSecureFailed))
        return Card::BankRefuses;
    if (world.strikes(Fault::PaymentProcessing))
        return Card::Slow;
    if (world.strikes(Fault::PaymentProcessingFails))
        return Card::SlowAndFails;
    return Card::Good;
}

std::string_view intentStatusWord(Intent::Status status) noexcept
{
    switch (status) {
    case Intent::Status::RequiresPaymentMethod:
        return "requires_payment_method";
    case Intent::Status::RequiresAction:
        return "requires_action";
    case Intent::Status::Processing:
        return "processing";
    case Intent::Status::Succeeded:
        return "succeeded";
    case Intent::Status::Cancelled:
        return "canceled";
    }
    return {};
}

const Intent &Stripe::create(const std::string &id, const std::string &reference, domain::Money amount)
{
    return m_intents[id] = Intent{id, reference, amount, Intent::Status::RequiresPaymentMethod, 0, 0};
}

void Stripe::setStatus(Intent &intent, Intent::Status status)
{
    intent.status = status;
    m_world.note("stripe", intent.id + " " + std::string(intentStatusWord(status)));
    m_onChange(intent);
}

Stripe::Outcome Stripe::charge(Intent &intent)
{
    ++intent.charges;
    setStatus(intent, Intent::Status::Succeeded);
    return {Intent::Status::Succeeded, {}, {}, {}, 0, false};
}

Stripe::Outcome Stripe::confirm(const std::string &id, Card card)
{
    auto &intent = m_intents.at(id);
    using Status = Intent::Status;
    if (intent.status != Status::RequiresPaymentMethod && intent.status != Status::RequiresAction)
        return {intent.status, "invalid_request_error", "payment_intent_unexpected_state", {}, 0, false};
    switch (card) {
    case Card::Good:
        return charge(intent);
    case Card::Declined:
        setStatus(intent, Status::RequiresPaymentMethod);
        return {intent.status, "card_error", "card_declined", "insufficient_funds", 0, false};
    case Card::NeedsBank:
    case Card::BankRefuses:
        ++intent.challenge;
        setStatus(intent, Status::RequiresAction);
        return {intent.status, {}, {}, {}, intent.challenge, card == Card::BankRefuses};
    case Card::Slow:
    case Card::SlowAndFails:
        setStatus(intent, Status::Processing);
        m_world.after(m_world.random().between(processingMinMs, processingMaxMs), [this, &intent, card] {
            if (card == Card::Slow)
                charge(intent);
            else
                setStatus(intent, Status::RequiresPaymentMethod);
        });
        return {intent.status, {}, {}, {}, 0, false};
    }
    return {};
}

Stripe::Outcome Stripe::finishChallenge(const std::string &id, int challenge, bool authenticated)
{
    auto &intent = m_intents.at(id);
    if (intent.status != Intent::Status::RequiresAction || intent.challenge != challenge)
        return {intent.status, "invalid_request_error", "payment_intent_unexpected_state", {}, 0, false};
    if (authenticated)
        return charge(intent);
    setStatus(intent, Intent::Status::RequiresPaymentMethod);
    return {intent.status, "invalid_request_error", "payment_intent_authentication_failure", {}, 0, false};
}

bool Stripe::cancel(const std::string &id)
{
    auto &intent = m_intents.at(id);
    if (intent.status == Intent::Status::Succeeded || intent.status == Intent::Status::Processing)
        return false;
    if (intent.status != Intent::Status::Cancelled)
        setStatus(intent, Intent::Status::Cancelled);
    return true;
}

} // namespace tillwright::simulation
