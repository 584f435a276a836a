#include "sandbox/clive/transaction_book.h"

#include "contract/webhook_signature.h"
#include "domain/descriptor_suffix.h"
#include "domain/email_address.h"
#include "domain/reference.h"
#include "domain/sale.h"
#include "sandbox/clive/fees.h"
#include "sandbox/random_token.h"

#include <cstdio>
#include <ctime>

namespace tillwright::sandbox {

using domain::InputError;

namespace {

constexpr std::size_t idCharacters = 20;

/// RFC 3339, UTC, with milliseconds.
std::string timeText(std::int64_t sinceEpoch)
{
    const std::time_t seconds = sinceEpoch / 1000;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
    char milliseconds[8];
    std::snprintf(milliseconds, sizeof milliseconds, ".%03dZ", static_cast<int>(sinceEpoch % 1000));
    return std::string(text) + milliseconds;
}

/// What Clive would have to refuse, because Stripe does.
std::optional<InputError> problemOf(const contract::CheckoutIntentRequest &request)
{
    // The shortest prefix there is: Clive knows the real one, the sandbox only Stripe's outer limits.
    const auto prefix = domain::DescriptorPrefix::parse("CL");
    if (const auto amount = domain::checkChargeable(request.amount); !amount)
        return amount.error();
    if (const auto email = domain::EmailAddress::parse(request.email); !email)
        return email.error();
    if (const auto suffix = domain::DescriptorSuffix::parse(request.statementDescriptorSuffix, *prefix);
        !suffix)
        return suffix.error();
    if (const auto reference = domain::Reference::parse(request.echezonaReference); !reference)
        return InputError{"echezona_reference", reference.error().problem, reference.error().wayOut};
    if (const auto meta = domain::checkMeta(request.meta); !meta)
        return meta.error();
    return std::nullopt;
}

tl::unexpected<CliveRefusal> refused(CliveRefusal refusal)
{
    return tl::unexpected(std::move(refusal));
}

/// What the key was answered first, a refusal for another body, or nothing for a new key.
template<typename Answer, typename Answers>
std::optional<tl::expected<Answer, CliveRefusal>> firstAnswer(const Answers &answers, const std::string &key,
                                                              const std::string &bodyHash)
{
    const auto first = answers.find(key);
    if (first == answers.end())
        return std::nullopt;
    if (first->second.bodyHash != bodyHash)
        return refused(KeyReused{});
    return first->second.answer;
}

tl::expected<contract::CheckoutIntentRequest, CliveRefusal> readTransaction(std::string_view body,
                                                                            contract::AmountUnit unit)
{
    auto request = contract::parseCheckoutIntentRequest(body, unit);
    if (!request)
        return refused(request.error());
    if (auto problem = problemOf(*request))
        return refused(*std::move(problem));
    return *std::move(request);
}

} // namespace

SimulatedTransaction &TransactionBook::open(const std::string &idempotencyKey,
                                            const contract::CheckoutIntentRequest &request)
{
    SimulatedTransaction created;
    created.idempotencyKey = idempotencyKey;
    auto &transaction = created.transaction;
    transaction.cliveTxId = randomToken("ctx_", idCharacters);
    transaction.partnerId = request.partnerId;
    transaction.clientId = request.clientId;
    transaction.amount = request.amount;
    transaction.email = request.email;
    transaction.statementDescriptorSuffix = request.statementDescriptorSuffix;
    transaction.echezonaReference = request.echezonaReference;
    transaction.meta = request.meta;
    transaction.status = contract::InitializeAnswer().status;
    transaction.updatedAt = timeText(m_clock.nowMs());
    m_order.push_back(transaction.cliveTxId);
    return m_transactions.emplace(m_order.back(), std::move(created)).first->second;
}

void TransactionBook::setIntent(SimulatedTransaction &simulated, const std::string &intentId)
{
    simulated.transaction.stripePaymentIntentId = intentId;
    simulated.transaction.status = "pending";
    simulated.transaction.updatedAt = timeText(m_clock.nowMs());
    m_idsByIntent.emplace(intentId, simulated.transaction.cliveTxId);
}

tl::expected<contract::CheckoutIntentAnswer, CliveRefusal>
TransactionBook::create(const std::string &idempotencyKey, std::string_view body, IntentAmount intentAmount)
{
    const auto bodyHash = contract::sha256Hex(body);
    if (auto first = firstAnswer<contract::CheckoutIntentAnswer>(m_answersByKey, idempotencyKey, bodyHash))
        return *std::move(first);
    const auto request = readTransaction(body, m_unit);
    if (!request)
        return tl::unexpected(request.error());
    auto amount = request->amount;
    if (intentAmount == IntentAmount::Hundredfold)
        amount.minor *= 100;
    const auto &intent = m_intents.create(amount, request->email, request->statementDescriptorSuffix);
    auto &created = open(idempotencyKey, *request);
    setIntent(created, intent.id);
    contract::CheckoutIntentAnswer answer{created.transaction.cliveTxId, intent.id, intent.clientSecret,
                                          created.transaction.status};
    m_answersByKey.insert_or_assign(idempotencyKey,
                                    FirstAnswer<contract::CheckoutIntentAnswer>{bodyHash, answer});
    return answer;
}

tl::expected<contract::InitializeAnswer, CliveRefusal>
TransactionBook::initialize(const std::string &idempotencyKey, std::string_view body)
{
    const auto bodyHash = contract::sha256Hex(body);
    if (auto first = firstAnswer<contract::InitializeAnswer>(m_initializedByKey, idempotencyKey, bodyHash))
        return *std::move(first);
    const auto request = readTransaction(body, m_unit);
    if (!request)
        return tl::unexpected(request.error());
    const auto &created = open(idempotencyKey, *request);
    const contract::InitializeAnswer answer{created.transaction.cliveTxId, created.transaction.status};
    m_initializedByKey.insert_or_assign(idempotencyKey,
                                        FirstAnswer<contract::InitializeAnswer>{bodyHash, answer});
    return answer;
}

tl::expected<contract::AttachIntentAnswer, CliveRefusal>
TransactionBook::attach(const std::string &idempotencyKey, std::string_view body)
{
    const auto bodyHash = contract::sha256Hex(body);
    if (auto first = firstAnswer<contract::AttachIntentAnswer>(m_attachedByKey, idempotencyKey, bodyHash))
        return *std::move(first);
    const auto request = contract::parseAttachIntentRequest(body);
    if (!request)
        return refused(request.error());
    const auto found = m_transactions.find(request->cliveTxId);
    if (found == m_transactions.end())
        return refused(NoSuchTransaction{});
    const auto &intentId = request->stripePaymentIntentId;
    if (!m_intents.find(intentId))
        return refused(
            InputError{"stripe_payment_intent_id", "Stripe knows no such PaymentIntent", "create it first"});
    auto &transaction = found->second.transaction;
    const auto owner = m_idsByIntent.find(intentId);
    if (owner != m_idsByIntent.end() ? owner->second != transaction.cliveTxId
                                     : !transaction.stripePaymentIntentId.empty())
        return refused(OtherIntent{});
    if (owner == m_idsByIntent.end())
        setIntent(found->second, intentId);
    const contract::AttachIntentAnswer answer{transaction.cliveTxId, intentId, transaction.status};
    m_attachedByKey.insert_or_assign(idempotencyKey,
                                     FirstAnswer<contract::AttachIntentAnswer>{bodyHash, answer});
    return answer;
}

const SimulatedTransaction *TransactionBook::find(std::string_view cliveTxId) const
{
    const auto found = m_transactions.find(cliveTxId);
    return found == m_transactions.end() ? nullptr : &found->second;
}

const SimulatedTransaction *TransactionBook::markSucceeded(std::string_view paymentIntentId)
{
    const auto id = m_idsByIntent.find(paymentIntentId);
    if (id == m_idsByIntent.end())
        return nullptr;
    auto &found = m_transactions.at(id->second);
    found.transaction.status = "succeeded";
    found.transaction.feesMinor = feesMinor(found.transaction.amount.minor);
    found.finalAtMs = m_clock.nowMs();
    found.transaction.updatedAt = timeText(found.finalAtMs);
    return &found;
}

std::vector<const SimulatedTransaction *> TransactionBook::all() const
{
    std::vector<const SimulatedTransaction *> transactions;
    for (const auto &id : m_order)
        transactions.push_back(find(id));
    return transactions;
}

void TransactionBook::clear()
{
    m_transactions.clear();
    m_idsByIntent.clear();
    m_order.clear();
    m_answersByKey.clear();
    m_initializedByKey.clear();
    m_attachedByKey.clear();
}

} // namespace tillwright::sandbox
