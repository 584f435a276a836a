#include "clive.h"

#include <algorithm>

namespace tillwright::simulation {

namespace {

/// An open transaction is ended by Clive after a while.
constexpr Ms openMinMs = 20 * 60'000;
constexpr Ms openMaxMs = 90 * 60'000;
constexpr Ms endAgainMs = 60'000;
constexpr Ms hearMinMs = 20;
constexpr Ms hearMaxMs = 1'500;
constexpr Ms hearLateMaxMs = 400'000;
constexpr std::int64_t feesPerMille = 29;

using backend::clive::CliveError;

tl::unexpected<CliveError> failed(CliveError::Kind kind, int status)
{
    return tl::unexpected(CliveError{kind, status, "as the weather wants"});
}

} // namespace

bool Clive::Transaction::isFinal() const
{
    return told.status == "succeeded" || told.status == "failed" || told.status == "cancelled";
}

Clive::Clive(World &world, Stripe &stripe) : m_world(world), m_stripe(stripe)
{
    m_stripe.setOnChange([this](const Intent &intent) { hear(intent); });
}

const Clive::Transaction *Clive::find(const std::string &cliveTxId) const
{
    const auto found = m_transactions.find(cliveTxId);
    return found == m_transactions.end() ? nullptr : &found->second;
}

Clive::Answer Clive::create(const contract::CheckoutIntentRequest &request, const std::string &key)
{
    if (m_world.strikes(Fault::CliveFailsBeforeTheWork))
        return failed(CliveError::Kind::Server, 503);
    // A refusal belongs to its key as an answer does: a repeated request gets it again.
    if (m_refusedKeys.contains(key) || (!m_idByKey.contains(key) && m_world.strikes(Fault::CliveRefuses))) {
        m_refusedKeys.insert(key);
        return failed(CliveError::Kind::Refused, 422);
    }
    auto &id = m_idByKey[key];
    if (id.empty()) {
        id = "ctx_" + std::to_string(m_idByKey.size());
        const auto intentId = "pi_" + std::to_string(m_idByKey.size());
        auto charged = request.amount;
        if (m_world.strikes(Fault::CliveMakesAnotherAmount))
            charged.minor *= 100;
        auto told = request.amount;
        if (m_world.strikes(Fault::CliveTellsAnotherAmount))
            told.minor += 100;
        m_stripe.create(intentId, request.echezonaReference, charged);
        m_idByIntent[intentId] = id;
        m_transactions[id] = {{id, intentId, request.partnerId, request.clientId, told, request.email,
                               request.statementDescriptorSuffix, request.echezonaReference, request.meta,
                               "pending", std::nullopt, "2026-01-01T00:00:00Z"},
                              intentId,
                              false};
        m_world.note("clive", "made " + id + " for " + request.echezonaReference);
        m_world.after(m_world.random().between(openMinMs, openMaxMs), [this, made = id] { endUnpaid(made); });
    }
    if (m_world.strikes(Fault::CliveFailsAfterTheWork))
        return failed(CliveError::Kind::Server, 500);
    if (m_world.strikes(Fault::CliveNotUnderstood))
        return failed(CliveError::Kind::NotUnderstood, 200);
    const auto &intentId = m_transactions[id].intentId;
    return contract::CheckoutIntentAnswer{id, intentId, domain::Secret(intentId + "_secret_simulated"),
                                          "pending"};
}

Clive::Status Clive::fetch(const std::string &cliveTxId)
{
    if (m_world.strikes(Fault::CliveFailsBeforeTheWork))
        return failed(CliveError::Kind::Server, 503);
    const auto *transaction = find(cliveTxId);
    if (!transaction)
        return failed(CliveError::Kind::Setup, 404);
    auto told = transaction->told;
    if (told.status == "pending" && m_world.strikes(Fault::CliveUnknownStatus))
        told.status = "on_hold";
    return told;
}

void Clive::hear(const Intent &intent)
{
    Ms delayMs = m_world.random().between(hearMinMs, hearMaxMs);
    if (m_world.strikes(Fault::CliveHearsStripeLate))
        delayMs += m_world.random().between(hearMaxMs, hearLateMaxMs);
    const bool endsDeclined =
        intent.status == Intent::Status::RequiresPaymentMethod && m_world.strikes(Fault::CliveEndsDeclined);
    m_world.after(delayMs, [this, id = intent.id, endsDeclined] { learn(id, endsDeclined); });
}

void Clive::learn(const std::string &intentId, bool endsDeclined)
{
    auto &transaction = m_transactions.at(m_idByIntent.at(intentId));
    if (transaction.isFinal())
        return;
    switch (m_stripe.intent(intentId).status) {
    case Intent::Status::Succeeded:
        transaction.told.feesMinor = transaction.told.amount.minor * feesPerMille / 1000;
        setStatus(transaction, "succeeded");
        break;
    case Intent::Status::Processing:
        transaction.wasProcessing = true;
        if (transaction.told.status != "processing")
            setStatus(transaction, "processing");
        break;
    case Intent::Status::Cancelled:
        setStatus(transaction, "cancelled");
        break;
    case Intent::Status::RequiresPaymentMethod:
        // Failed is final, so the intent is closed before it is said.
        if ((endsDeclined || transaction.wasProcessing) && m_stripe.cancel(intentId))
            setStatus(transaction, "failed");
        break;
    case Intent::Status::RequiresAction:
        break;
    }
}

void Clive::setStatus(Transaction &transaction, std::string status)
{
    transaction.told.status = std::move(status);
    m_world.note("clive", transaction.told.cliveTxId + " " + transaction.told.status);
    if (m_publish)
        m_publish({"evt_" + std::to_string(++m_lastEvent), "transaction.updated", m_world.nowMs() / 1000,
                   transaction.told});
}

void Clive::endUnpaid(const std::string &cliveTxId)
{
    auto &transaction = m_transactions.at(cliveTxId);
    if (transaction.isFinal())
        return;
    if (m_stripe.cancel(transaction.intentId))
        setStatus(transaction, "cancelled");
    else
        m_world.after(endAgainMs, [this, cliveTxId] { endUnpaid(cliveTxId); });
}

} // namespace tillwright::simulation
