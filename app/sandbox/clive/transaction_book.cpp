#include "sandbox/clive/transaction_book.h"

#include "contract/webhook_signature.h"
#include "domain/descriptor_suffix.h"
#include "domain/email_address.h"
#include "domain/reference.h"
#include "domain/sale.h"
#include "sandbox/clive/fees.h"
#include "sandbox/random_token.h"

#include <chrono>
#include <cstdio>
#include <ctime>

namespace tillwright::sandbox {

using domain::InputError;

namespace {

constexpr std::size_t idCharacters = 20;

std::int64_t nowMs()
{
    const auto now = std::chrono::system_clock::now();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count();
}

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

} // namespace

tl::expected<contract::CheckoutIntentAnswer, std::variant<KeyReused, InputError>>
TransactionBook::create(const std::string &idempotencyKey, std::string_view body, IntentAmount intentAmount)
{
    const auto bodyHash = contract::sha256Hex(body);
    if (const auto first = m_answersByKey.find(idempotencyKey); first != m_answersByKey.end()) {
        if (first->second.bodyHash != bodyHash)
            return tl::unexpected(std::variant<KeyReused, InputError>(KeyReused{}));
        return first->second.answer;
    }
    const auto request = contract::parseCheckoutIntentRequest(body, m_unit);
    if (!request)
        return tl::unexpected(std::variant<KeyReused, InputError>(request.error()));
    if (auto problem = problemOf(*request))
        return tl::unexpected(std::variant<KeyReused, InputError>(*std::move(problem)));
    auto amount = request->amount;
    if (intentAmount == IntentAmount::Hundredfold)
        amount.minor *= 100;
    const auto &intent = m_intents.create(amount, request->email, request->statementDescriptorSuffix);
    SimulatedTransaction created;
    created.idempotencyKey = idempotencyKey;
    auto &transaction = created.transaction;
    transaction.cliveTxId = randomToken("ctx_", idCharacters);
    transaction.stripePaymentIntentId = intent.id;
    transaction.partnerId = request->partnerId;
    transaction.clientId = request->clientId;
    transaction.amount = request->amount;
    transaction.email = request->email;
    transaction.statementDescriptorSuffix = request->statementDescriptorSuffix;
    transaction.echezonaReference = request->echezonaReference;
    transaction.meta = request->meta;
    transaction.status = "pending";
    transaction.updatedAt = timeText(nowMs());
    contract::CheckoutIntentAnswer answer{transaction.cliveTxId, intent.id, intent.clientSecret,
                                          transaction.status};
    m_order.push_back(transaction.cliveTxId);
    m_idsByIntent.emplace(intent.id, transaction.cliveTxId);
    m_transactions.emplace(m_order.back(), std::move(created));
    m_answersByKey.emplace(idempotencyKey, FirstAnswer{bodyHash, answer});
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
    found.finalAtMs = nowMs();
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
}

} // namespace tillwright::sandbox
