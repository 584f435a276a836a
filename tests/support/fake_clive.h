#pragma once

#include "contract/clive_messages.h"
#include "http/router.h"
#include "http/server.h"

#include <QtGlobal>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <deque>
#include <map>
#include <string>
#include <vector>

namespace tillwright::test {

/// A small Clive for the backend's tests: idempotent by key, on the test's own io thread, with answers that the test
/// decides. It has no faults of its own; tillwright-sandbox has those.
class FakeClive
{
public:
    inline static const std::string apiToken = "clive-token";

    explicit FakeClive(boost::asio::io_context &context)
        : m_gate(context, boost::asio::steady_timer::time_point::min()),
          m_fetchGate(context, boost::asio::steady_timer::time_point::max()),
          m_server(context.get_executor(), {},
                   [this](http::Request request) { return m_router.handle(std::move(request)); })
    {
        m_router.add("POST", "/transactions/checkout-intent",
                     [this](http::Request request) { return createIntent(std::move(request)); });
        m_router.add("GET", "/transactions/{clive_tx_id}",
                     [this](http::Request request) { return fetch(std::move(request)); });
        if (auto started = m_server.start(); !started)
            qFatal("%s", started.error().c_str());
    }

    [[nodiscard]] std::string url() const { return "http://" + m_server.listenAddress(); }
    boost::asio::awaitable<void> stop() { return m_server.stop(); }

    /// The answers of the next checkout-intent calls: a status other than 200 is answered without doing the work,
    /// `dropAnswer` does the work and closes the connection, `badAnswer` sends something that is not JSON.
    static constexpr int dropAnswer = -1;
    static constexpr int badAnswer = -2;
    std::deque<int> nextCreateAnswers;
    std::deque<int> nextFetchAnswers;
    /// When set, checkout-intent answers with this transaction, whatever the key.
    std::string answerWith;
    /// While it is closed, calls of checkout-intent wait behind it.
    void closeGate() { m_gate.expires_at(boost::asio::steady_timer::time_point::max()); }
    void openGate() { m_gate.expires_at(boost::asio::steady_timer::time_point::min()); }

    /// While it is set, status calls wait for releaseFetches().
    bool holdFetches = false;
    void releaseFetches()
    {
        holdFetches = false;
        m_fetchGate.cancel();
    }

    struct Call {
        std::string idempotencyKey;
        contract::CheckoutIntentRequest request;
    };
    std::vector<Call> createCalls;
    int fetchCalls = 0;
    std::vector<std::string> unauthorized;
    /// By clive_tx_id. Tests change the status here.
    std::map<std::string, contract::Transaction> transactions;

    [[nodiscard]] contract::CliveWebhook webhook(const std::string &cliveTxId, const std::string &status,
                                                 const std::string &eventId) const
    {
        auto transaction = transactions.at(cliveTxId);
        transaction.status = status;
        return {eventId, "transaction.updated", 1'700'000'000, transaction};
    }

private:
    static int next(std::deque<int> &answers)
    {
        if (answers.empty())
            return 200;
        const int answer = answers.front();
        answers.pop_front();
        return answer;
    }

    static http::Response answer(int status, std::string body)
    {
        if (status == badAnswer)
            return http::textResponse(200, "<html>it works</html>", "text/html");
        if (status == dropAnswer) {
            http::Response dropped;
            dropped.drop = true;
            return dropped;
        }
        return http::jsonResponse(200, std::move(body));
    }

    bool isAuthorized(const http::Request &request)
    {
        if (request.bearerToken() == apiToken)
            return true;
        unauthorized.push_back(request.path);
        return false;
    }

    boost::asio::awaitable<http::Response> createIntent(http::Request request)
    {
        if (!isAuthorized(request))
            co_return http::problemResponse({401, {}, "who?", {}, {}});
        const auto parsed = contract::parseCheckoutIntentRequest(request.body, contract::AmountUnit::Major);
        if (!parsed)
            co_return http::problemResponse({400, {}, parsed.error().text(), {}, {}});
        const std::string key(request.headers.value("idempotency-key"));
        createCalls.push_back({key, *parsed});
        const int status = next(nextCreateAnswers);
        co_await m_gate.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
        if (status > 200)
            co_return http::problemResponse({status, {}, "as the test wants", {}, {}});
        if (!answerWith.empty())
            m_transactionByKey[key] = answerWith;
        auto &cliveTxId = m_transactionByKey[key];
        if (cliveTxId.empty()) {
            cliveTxId = "ctx_" + std::to_string(++m_lastNumber);
            transactions[cliveTxId] = {cliveTxId,
                                       "pi_" + cliveTxId,
                                       parsed->partnerId,
                                       parsed->clientId,
                                       parsed->amount,
                                       parsed->email,
                                       parsed->statementDescriptorSuffix,
                                       parsed->echezonaReference,
                                       parsed->meta,
                                       "pending",
                                       std::nullopt,
                                       "2026-01-01T00:00:00Z"};
        }
        co_return answer(
            status,
            contract::writeCheckoutIntentAnswer(
                {cliveTxId, "pi_" + cliveTxId, domain::Secret("pi_" + cliveTxId + "_secret_x"), "pending"}));
    }

    boost::asio::awaitable<http::Response> fetch(http::Request request)
    {
        ++fetchCalls;
        if (!isAuthorized(request))
            co_return http::problemResponse({401, {}, "who?", {}, {}});
        const int status = next(nextFetchAnswers);
        if (holdFetches)
            co_await m_fetchGate.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
        if (status > 200)
            co_return http::problemResponse({status, {}, "as the test wants", {}, {}});
        const auto found = transactions.find(std::string(request.parameter("clive_tx_id")));
        if (found == transactions.end())
            co_return http::problemResponse({404, {}, "no such transaction", {}, {}});
        co_return answer(status, contract::writeTransaction(found->second, contract::AmountUnit::Major));
    }

    boost::asio::steady_timer m_gate;
    boost::asio::steady_timer m_fetchGate;
    http::Router m_router;
    std::map<std::string, std::string> m_transactionByKey;
    int m_lastNumber = 0;
    /// Last, so that no request comes in before the rest is there.
    http::Server m_server;
};

} // namespace tillwright::test
