#pragma once

#include "domain/secret.h"
#include "load_loop.h"

#include <ostream>
#include <set>
#include <string>
#include <vector>

namespace tillwright::bench {

/// An order that a server has made for us.
struct BenchOrder {
    std::string cliveTxId;
    std::string reference;
};
/// One a line, "CLIVE_TX_ID REFERENCE".
[[nodiscard]] std::vector<BenchOrder> readOrders(const std::string &file);

/// A signed webhook as Clive sends it, ready for the wire.
[[nodiscard]] std::string webhookRequest(const BenchOrder &order, std::string_view status,
                                         std::string_view eventId, const domain::Secret &secret);

/// `POST /v1/checkouts`, every one a new sale with a new key. bench_clive says in the PaymentIntent's id how long it
/// had the request; that is not the server's time.
class CreateJob final : public Job
{
public:
    /// `prefix` begins every reference and key, so that runs on one store do not meet. The orders go to `made`.
    CreateJob(std::string deviceToken, std::string prefix, std::ostream *made);
    [[nodiscard]] std::string request(std::size_t number) override;
    std::chrono::microseconds take(std::size_t number, const Answer &answer) override;

private:
    [[nodiscard]] std::string referenceOf(std::size_t number) const;
    std::string m_deviceToken;
    std::string m_prefix;
    std::ostream *m_made;
};

/// `POST /webhooks/clive`: `processing` for each order, then `succeeded` for each, and among them every eleventh request
/// is one of the requests before it once more, which has to be found out.
class WebhookJob final : public Job
{
public:
    WebhookJob(std::vector<BenchOrder> orders, domain::Secret secret, std::string prefix, std::size_t total);
    [[nodiscard]] std::string request(std::size_t number) override;
    std::chrono::microseconds take(std::size_t number, const Answer &answer) override;
    void finish() override;

private:
    std::vector<BenchOrder> m_orders;
    domain::Secret m_secret;
    std::string m_prefix;
    std::size_t m_events = 0;
    std::size_t m_repeated = 0;
    std::size_t m_duplicates = 0;
};

/// `GET` of the given targets in turn.
class ReadJob final : public Job
{
public:
    ReadJob(std::vector<std::string> targets, const std::string &deviceToken);
    [[nodiscard]] std::string request(std::size_t number) override;
    std::chrono::microseconds take(std::size_t number, const Answer &answer) override;

private:
    std::vector<std::string> m_requests;
};

} // namespace tillwright::bench
