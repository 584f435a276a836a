#include "sandbox/stripe/intent_book.h"

#include "sandbox/random_token.h"

namespace tillwright::sandbox {

namespace {

constexpr std::size_t idCharacters = 24;
constexpr std::size_t secretCharacters = 25;
constexpr int cardErrorStatus = 402;

StripeError noSuchIntent(std::string_view id)
{
    StripeError error;
    error.httpStatus = 404;
    error.code = "resource_missing";
    error.message = "No such payment_intent: '" + std::string(id) + "'";
    error.param = "intent";
    return error;
}

StripeError toStripeError(const CardError &card)
{
    StripeError error;
    error.httpStatus = cardErrorStatus;
    error.type = "card_error";
    error.code = card.code;
    error.declineCode = card.declineCode;
    error.message = card.message;
    error.param = card.param;
    error.showsIntent = !card.isInput;
    return error;
}

} // namespace

std::string_view intentStatusWord(IntentStatus status) noexcept
{
    switch (status) {
    case IntentStatus::RequiresPaymentMethod:
        return "requires_payment_method";
    case IntentStatus::RequiresAction:
        return "requires_action";
    case IntentStatus::Succeeded:
        return "succeeded";
    }
    return "requires_payment_method";
}

const PaymentIntent &IntentBook::create(domain::Money amount, std::string receiptEmail,
                                        std::string descriptorSuffix, domain::Meta metadata)
{
    PaymentIntent intent;
    intent.id = randomToken("pi_", idCharacters);
    intent.clientSecret = domain::Secret(randomToken(intent.id + "_secret_", secretCharacters));
    intent.amount = amount;
    intent.receiptEmail = std::move(receiptEmail);
    intent.descriptorSuffix = std::move(descriptorSuffix);
    intent.metadata = std::move(metadata);
    intent.createdS = m_clock.nowS();
    const std::string id = intent.id;
    return m_intents.emplace(id, std::move(intent)).first->second;
}

const PaymentIntent *IntentBook::find(std::string_view id) const
{
    const auto found = m_intents.find(id);
    return found == m_intents.end() ? nullptr : &found->second;
}

tl::expected<void, StripeError> IntentBook::confirm(std::string_view id, const CardDetails &card,
                                                    YearAndMonth today)
{
    const auto found = m_intents.find(id);
    if (found == m_intents.end())
        return tl::unexpected(noSuchIntent(id));
    auto &intent = found->second;
    if (intent.status == IntentStatus::Succeeded) {
        StripeError error;
        error.code = "payment_intent_unexpected_state";
        error.message =
            "You cannot confirm this PaymentIntent because it has already succeeded after being previously "
            "confirmed.";
        error.showsIntent = true;
        return tl::unexpected(std::move(error));
    }
    const auto verdict = judgeCard(card, today);
    if (verdict.error && verdict.error->isInput)
        return tl::unexpected(toStripeError(*verdict.error));
    intent.method = PaymentMethod{randomToken("pm_", idCharacters), verdict.brand, verdict.lastFour,
                                  verdict.expMonth, verdict.expYear};
    intent.challenge.reset();
    intent.lastError.reset();
    if (verdict.isChallenged) {
        intent.status = IntentStatus::RequiresAction;
        intent.challenge = Challenge{randomToken("3ds_", idCharacters), verdict.error};
        return {};
    }
    if (verdict.error)
        return tl::unexpected(decline(intent, *verdict.error));
    charge(intent);
    return {};
}

tl::expected<void, StripeError> IntentBook::finishChallenge(std::string_view id, std::string_view token,
                                                            bool authenticated)
{
    const auto found = m_intents.find(id);
    if (found == m_intents.end())
        return tl::unexpected(noSuchIntent(id));
    auto &intent = found->second;
    if (!intent.challenge || intent.challenge->token != token) {
        StripeError error;
        error.code = "payment_intent_unexpected_state";
        error.message = "This authentication is over, or belongs to another attempt.";
        return tl::unexpected(std::move(error));
    }
    const auto challenge = *std::exchange(intent.challenge, std::nullopt);
    if (!authenticated) {
        StripeError &error = intent.lastError.emplace();
        error.code = "payment_intent_authentication_failure";
        error.message =
            "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a "
            "new PaymentMethod to attempt to fulfill this PaymentIntent again.";
        intent.status = IntentStatus::RequiresPaymentMethod;
    } else if (challenge.afterwards) {
        static_cast<void>(decline(intent, *challenge.afterwards));
    } else {
        charge(intent);
    }
    return {};
}

void IntentBook::charge(PaymentIntent &intent)
{
    intent.status = IntentStatus::Succeeded;
    intent.charges.push_back({randomToken("ch_", idCharacters), intent.amount.minor});
    m_whenSucceeded(intent);
}

StripeError IntentBook::decline(PaymentIntent &intent, const CardError &card)
{
    auto error = toStripeError(card);
    intent.status = IntentStatus::RequiresPaymentMethod;
    intent.lastError = error;
    return error;
}

} // namespace tillwright::sandbox
