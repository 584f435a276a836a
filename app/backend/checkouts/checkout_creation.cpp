#include "backend/checkouts/checkout_problems.h"
#include "backend/checkouts/checkout_service.h"
#include "contract/webhook_signature.h"

#include <algorithm>
#include <spdlog/spdlog.h>

namespace tillwright::backend::checkouts {

namespace asio = boost::asio;

namespace {

tl::unexpected<clive::CliveError> notAsked()
{
    return tl::unexpected(
        clive::CliveError{clive::CliveError::Kind::Unreachable, 0, "the backend is being stopped"});
}

/// The same for the same device and key, for ever, and telling neither.
std::string cliveKeyOf(const store::CheckoutKey &key)
{
    return "tillwright-" + contract::sha256Hex(key.device + '\n' + key.key);
}

} // namespace

CheckoutService::CheckoutService(asio::any_io_executor executor, SteadyTime &time, store::Store &store,
                                 clive::CliveApi &clive, store::SecretBox secretBox,
                                 contract::CliveStatusMap statuses, OrderRefresher &refresher,
                                 OrderWatch &watch, CheckoutOptions options, NowMs now)
    : m_time(time), m_store(store), m_clive(clive), m_secretBox(std::move(secretBox)),
      m_statuses(std::move(statuses)), m_refresher(refresher), m_watch(watch), m_options(std::move(options)),
      m_now(std::move(now)), m_creations(std::move(executor))
{
}

CheckoutResult<CheckoutService::Creation> CheckoutService::prepare(store::CheckoutKey key,
                                                                   domain::Sale sale) const
{
    const auto &currencies = m_options.currencies;
    if (std::find(currencies.begin(), currencies.end(), sale.amount.currency) == currencies.end()) {
        return tl::unexpected(
            problems::invalidInput({"currency", sale.amount.currency.code() + " is not charged here",
                                    "use " + currencies.front().code()}));
    }
    std::string suffix = m_options.defaultSuffix.text();
    if (sale.suffix) {
        const auto checked = domain::DescriptorSuffix::parse(*sale.suffix, m_options.descriptorPrefix);
        if (!checked)
            return tl::unexpected(problems::invalidInput(checked.error()));
        suffix = checked->text();
    }
    // Hashed as understood, not as sent: blanks and the order of the fields make no other request.
    auto requestHash = contract::sha256Hex(contract::writeCreateCheckout(sale));
    auto cliveKey = cliveKeyOf(key);
    return Creation{std::move(key), std::move(sale), std::move(suffix), std::move(requestHash),
                    std::move(cliveKey)};
}

CheckoutService::Creations::FlightPtr CheckoutService::start(Creation creation)
{
    const auto flightKey = std::make_pair(creation.key, creation.requestHash);
    return m_creations.start(flightKey,
                             [this, creation = std::move(creation)] { return carryOut(creation); });
}

asio::awaitable<CheckoutResult<contract::CheckoutAnswer>> CheckoutService::create(store::CheckoutKey key,
                                                                                  domain::Sale sale)
{
    auto creation = prepare(std::move(key), std::move(sale));
    if (!creation)
        co_return tl::unexpected(creation.error());
    auto flight = start(*std::move(creation));
    co_return co_await Creations::land(std::move(flight));
}

asio::awaitable<bool> CheckoutService::completeForNobody(store::CheckoutKey key, domain::Sale sale)
{
    auto creation = prepare(std::move(key), std::move(sale));
    if (!creation)
        co_return false;
    creation->isForNobody = true;
    auto flight = start(*std::move(creation));
    const auto answer = co_await Creations::land(std::move(flight));
    co_return answer || answer.error().type == problems::secretGone().type;
}

asio::awaitable<tl::expected<store::KeyClaim, store::StoreError>>
CheckoutService::claim(const Creation &creation)
{
    return m_store.claimKey({creation.key, creation.requestHash, creation.cliveKey,
                             creation.sale.reference.text(), m_now(), keyLeaseMs,
                             contract::writeCreateCheckout(creation.sale)});
}

asio::awaitable<CheckoutService::AnswerResult> CheckoutService::carryOut(Creation creation)
{
    auto claimed = co_await claim(creation);
    if (claimed) {
        // What stands against the reference may have ended without our hearing of it: Clive is asked before we refuse.
        if (const auto *busy = std::get_if<store::claim::ReferenceBusy>(&*claimed);
            busy && !busy->orders.empty()) {
            const auto orders = busy->orders;
            for (const auto &order : orders)
                co_await m_refresher.refresh(order);
            claimed = co_await claim(creation);
        }
    }
    if (!claimed) {
        spdlog::error("the idempotency key could not be claimed: {}", claimed.error().cause);
        co_return tl::unexpected(problems::storeUnavailable());
    }
    if (const auto *ordered = std::get_if<store::claim::Ordered>(&*claimed))
        co_return co_await replay(*ordered);
    if (const auto *answered = std::get_if<store::claim::Answered>(&*claimed)) {
        auto problem = contract::parseProblem(answered->body);
        co_return tl::unexpected(problem ? *std::move(problem) : problems::storeUnavailable());
    }
    if (std::holds_alternative<store::claim::OtherRequest>(*claimed))
        co_return tl::unexpected(problems::keyReused());
    if (std::holds_alternative<store::claim::InFlight>(*claimed))
        co_return tl::unexpected(problems::keyInFlight());
    if (std::holds_alternative<store::claim::ReferenceBusy>(*claimed))
        co_return tl::unexpected(problems::referenceInProgress(creation.sale.reference.text()));
    auto go = std::get<store::claim::Go>(*std::move(claimed));
    if (co_await anyIsBeingPaid(go.abandonedOrders)) {
        co_await release(creation.key);
        co_return tl::unexpected(problems::referenceInProgress(creation.sale.reference.text()));
    }
    co_return co_await askCliveAndStore(std::move(creation), std::move(go));
}

asio::awaitable<bool> CheckoutService::anyIsBeingPaid(std::vector<std::string> cliveTxIds)
{
    bool beingPaid = false;
    for (const auto &cliveTxId : cliveTxIds) {
        co_await m_refresher.refresh(cliveTxId);
        const auto found = co_await m_store.findOrder(cliveTxId);
        if (!found || !*found)
            continue;
        const auto &status = (*found)->order.status;
        beingPaid |= status.isPaid() || status.kind() == domain::PaymentStatus::Kind::Processing;
    }
    co_return beingPaid;
}

contract::CheckoutIntentRequest CheckoutService::intentRequest(const domain::Sale &sale,
                                                               const std::string &suffix) const
{
    return {m_options.partnerId,   m_options.clientId, sale.amount, sale.email.text(), suffix,
            sale.reference.text(), sale.meta};
}

contract::CheckoutIntentRequest CheckoutService::requestAgain(const domain::Order &order) const
{
    return intentRequest({order.reference, order.amount, order.email, order.meta, std::nullopt},
                         order.suffix);
}

clive::CliveResult<contract::CheckoutIntentAnswer>
CheckoutService::askClive(contract::CheckoutIntentRequest request, std::string cliveKey)
{
    tl::expected<contract::CheckoutIntentAnswer, clive::CliveError> answer = notAsked();
    for (const auto pause : m_options.clivePausesMs) {
        if (m_watch.isClosed())
            break;
        if (pause.count() > 0)
            co_await m_time.pause(pause);
        answer = co_await m_clive.createCheckoutIntent(request, cliveKey);
        m_refresher.noteCliveReach(answer.has_value() || answer.error().hasCliveAnswered());
        if (answer || !answer.error().isRetryable())
            break;
        spdlog::warn("Clive made no checkout for {}: {}", request.echezonaReference, answer.error().cause);
    }
    co_return answer;
}

asio::awaitable<CheckoutService::AnswerResult> CheckoutService::refuse(store::CheckoutKey key,
                                                                       clive::CliveError error)
{
    spdlog::error("no checkout could be made: {}", error.cause);
    if (error.kind != clive::CliveError::Kind::Refused) {
        co_await release(std::move(key));
        co_return tl::unexpected(problems::cliveUnavailable(error));
    }
    const auto problem = problems::cliveRefused(error);
    auto body = contract::writeProblem(problem);
    const auto stored = co_await m_store.answerKey(std::move(key), problem.status, std::move(body));
    if (!stored)
        spdlog::error("Clive's refusal could not be stored: {}", stored.error().cause);
    co_return tl::unexpected(problem);
}

asio::awaitable<void> CheckoutService::release(store::CheckoutKey key)
{
    const auto released = co_await m_store.releaseKey(std::move(key));
    if (!released)
        spdlog::error("the idempotency key could not be given back: {}", released.error().cause);
}

store::OrderRecord CheckoutService::newRecord(const Creation &creation,
                                              const contract::CheckoutIntentAnswer &answer) const
{
    const auto nowMs = m_now();
    return {domain::Order{answer.cliveTxId,
                          answer.stripePaymentIntentId,
                          creation.sale.reference,
                          creation.sale.amount,
                          creation.sale.email,
                          creation.suffix,
                          creation.sale.meta,
                          creation.key.device,
                          m_statuses.statusOf(answer.status),
                          false,
                          std::nullopt,
                          {},
                          1},
            store::SealedSecret{m_secretBox.seal(answer.clientSecret, answer.cliveTxId),
                                nowMs + m_options.secretTtlMs},
            nowMs, nowMs};
}

asio::awaitable<CheckoutService::AnswerResult> CheckoutService::askCliveAndStore(Creation creation,
                                                                                 store::claim::Go go)
{
    auto request = intentRequest(creation.sale, creation.suffix);
    const auto answer = co_await askClive(std::move(request), std::move(go.cliveKey));
    if (!answer)
        co_return co_await refuse(creation.key, answer.error());

    auto record = newRecord(creation, *answer);
    if (creation.isForNobody) {
        record.order.abandoned = true;
        record.secret.reset();
    }
    const auto stored = co_await m_store.completeKey(creation.key, std::move(record));
    if (!stored) {
        spdlog::error("order {} could not be stored: {}", answer->cliveTxId, stored.error().cause);
        co_await release(creation.key);
        co_return tl::unexpected(stored.error().isConflict ? problems::cliveConflict()
                                                           : problems::storeUnavailable());
    }
    if (creation.isForNobody)
        co_return tl::unexpected(problems::secretGone());
    if (stored->order.abandoned)
        co_return tl::unexpected(problems::referenceInProgress(creation.sale.reference.text()));
    co_return answerOf(*stored);
}

asio::awaitable<CheckoutService::AnswerResult> CheckoutService::replay(store::claim::Ordered ordered)
{
    auto found = co_await m_store.findOrder(ordered.cliveTxId);
    if (!found || !*found) {
        spdlog::error("order {} cannot be read: {}", ordered.cliveTxId,
                      found ? std::string("it is not there") : found.error().cause);
        co_return tl::unexpected(problems::storeUnavailable());
    }
    auto &record = **found;
    const auto &order = record.order;
    auto answer = answerOf(record);
    const bool mayBeAskedAgain = record.secret && record.secret->expiresAtMs > m_now();
    if (answer || !mayBeAskedAgain)
        co_return answer;
    // The secret's key went with an earlier process. Clive's idempotency hands the same transaction out again.
    auto request = requestAgain(order);
    const auto again = co_await askClive(std::move(request), ordered.cliveKey);
    if (!again)
        co_return tl::unexpected(problems::cliveUnavailable(again.error()));
    if (again->cliveTxId != order.cliveTxId) {
        spdlog::error("Clive answered the key of {} with another transaction", order.cliveTxId);
        co_return answer;
    }
    record.secret->bytes = m_secretBox.seal(again->clientSecret, order.cliveTxId);
    const auto replaced = co_await m_store.replaceSecret(order.cliveTxId, *record.secret);
    if (!replaced)
        spdlog::error("the secret of {} could not be kept: {}", order.cliveTxId, replaced.error().cause);
    co_return answerOf(record);
}

} // namespace tillwright::backend::checkouts
