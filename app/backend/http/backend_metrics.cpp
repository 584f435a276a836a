#include "backend/http/backend_metrics.h"

#include "backend/clive/measured_clive.h"
#include "backend/http/process_metrics.h"
#include "version/version.h"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/text_serializer.h>

namespace tillwright::backend::http {

namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;
using Labels = std::vector<ClientMetric::Label>;

constexpr std::string_view unknownRoute = "unknown";

/// Seconds. From a read of the store (a millisecond) to the longest held request (25 s).
const prometheus::Histogram::BucketBoundaries durationBucketsS{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                                               0.25,  0.5,    1,     2.5,  5,     10,   30};

double secondsOf(std::chrono::steady_clock::duration took)
{
    return std::chrono::duration<double>(took).count();
}

/// Methods that a route of ours takes; any other text is the client's and would make series without end.
std::string methodLabel(std::string_view method)
{
    const bool isOurs = method == "GET" || method == "POST" || method == "PUT";
    return isOurs ? std::string(method) : "other";
}

std::string statusLabel(int status)
{
    return status == 0 ? "gone" : std::to_string(status / 100) + "xx";
}

MetricFamily family(std::string name, std::string help, MetricType type)
{
    MetricFamily made;
    made.name = std::move(name);
    made.help = std::move(help);
    made.type = type;
    return made;
}

void add(MetricFamily &family, Labels labels, double value)
{
    ClientMetric metric;
    metric.label = std::move(labels);
    (family.type == MetricType::Counter ? metric.counter.value : metric.gauge.value) = value;
    family.metric.push_back(std::move(metric));
}

Labels label(std::string name, std::string_view value)
{
    return {ClientMetric::Label{std::move(name), std::string(value)}};
}

MetricFamily gauge(std::string name, std::string help, double value)
{
    auto made = family(std::move(name), std::move(help), MetricType::Gauge);
    add(made, {}, value);
    return made;
}

template<typename Map, typename Key> double countOf(const Map &counts, Key key)
{
    const auto found = counts.find(key);
    return found == counts.end() ? 0 : static_cast<double>(found->second);
}

/// Every series is there from the start, so that a rate over it is right from the first event.
void appendWebhooks(std::vector<MetricFamily> &families, const webhooks::WebhookCounters &counters)
{
    using contract::SignatureError;
    using webhooks::WebhookResult;
    auto results = family("tillwright_webhooks_total", "Webhooks by what came of them.", MetricType::Counter);
    for (const auto result : {WebhookResult::Applied, WebhookResult::Duplicate, WebhookResult::Unmatched,
                              WebhookResult::Unreadable, WebhookResult::NotStored})
        add(results, label("result", webhookResultWord(result)), countOf(counters.results, result));
    families.push_back(std::move(results));
    auto rejected = family("tillwright_webhooks_rejected_total",
                           "Webhooks that were rejected for their signature.", MetricType::Counter);
    for (const auto error : {SignatureError::Missing, SignatureError::Malformed, SignatureError::Mismatch,
                             SignatureError::Expired})
        add(rejected, label("reason", contract::signatureErrorWord(error)),
            countOf(counters.rejected, error));
    families.push_back(std::move(rejected));
}

void appendRefusals(std::vector<MetricFamily> &families, const tillwright::http::RefusalCounters &counters)
{
    auto refusals = family("tillwright_http_refusals_total",
                           "Requests and connections that were turned away before any handler saw them.",
                           MetricType::Counter);
    for (const auto refusal : tillwright::http::allRefusals)
        add(refusals, label("reason", refusalWord(refusal)), static_cast<double>(counters.of(refusal)));
    families.push_back(std::move(refusals));
}

void appendQueues(std::vector<MetricFamily> &families, const store::InboxDepth &inbox,
                  const store::OrderDepth &orders)
{
    families.push_back(gauge("tillwright_webhooks_waiting", "Webhooks that wait for their order.",
                             static_cast<double>(inbox.waiting)));
    families.push_back(gauge("tillwright_dead_letters", "Webhooks that are not tried again by themselves.",
                             static_cast<double>(inbox.deadLetters)));
    families.push_back(gauge("tillwright_orders_not_final", "Orders that Clive is asked about again.",
                             static_cast<double>(orders.notFinal)));
    families.push_back(gauge("tillwright_orders_needing_attention", "Orders that a person has to look at.",
                             static_cast<double>(orders.needingAttention)));
}

void appendCircuit(std::vector<MetricFamily> &families, const clive::Circuit &circuit)
{
    using clive::CircuitState;
    auto state = family("tillwright_clive_circuit_state", "1 for the state that the breaker is in.",
                        MetricType::Gauge);
    for (const auto each : {CircuitState::Closed, CircuitState::Open, CircuitState::HalfOpen})
        add(state, label("state", circuitStateWord(each)), circuit.state() == each ? 1 : 0);
    families.push_back(std::move(state));
    auto opened = family("tillwright_clive_circuit_opened_total",
                         "How often Clive was left alone for a while.", MetricType::Counter);
    add(opened, {}, static_cast<double>(circuit.openedCount()));
    families.push_back(std::move(opened));
    auto rejected = family("tillwright_clive_circuit_rejected_total",
                           "Calls that were not made because of that.", MetricType::Counter);
    add(rejected, {}, static_cast<double>(circuit.rejectedCount()));
    families.push_back(std::move(rejected));
}

void appendPayLinks(std::vector<MetricFamily> &families, const checkouts::PayLinkCounters &counters)
{
    auto looks =
        family("tillwright_pay_links_total",
               "Requests for the pay page by what their link was; unknown: somebody may be guessing.",
               MetricType::Counter);
    add(looks, label("result", "live"), static_cast<double>(counters.live));
    add(looks, label("result", "expired"), static_cast<double>(counters.expired));
    add(looks, label("result", "unknown"), static_cast<double>(counters.unknown));
    families.push_back(std::move(looks));
}

} // namespace

BackendMetrics::BackendMetrics()
    : m_requests(
        prometheus::BuildCounter()
            .Name("tillwright_http_requests_total")
            .Help("Requests by method, route and class of the answer's status; gone: the client left before.")
            .Register(m_registry)),
      m_requestDurations(
          prometheus::BuildHistogram()
              .Name("tillwright_http_request_duration_seconds")
              .Help("From the whole request to its answer; status requests may be held for 25 s.")
              .Register(m_registry)),
      m_cliveCalls(prometheus::BuildCounter()
                       .Name("tillwright_clive_calls_total")
                       .Help("Calls to Clive by operation and what came of them.")
                       .Register(m_registry)),
      m_cliveDurations(prometheus::BuildHistogram()
                           .Name("tillwright_clive_call_duration_seconds")
                           .Help("How long Clive took, whatever came of it.")
                           .Register(m_registry)),
      m_storeCalls(prometheus::BuildCounter()
                       .Name("tillwright_store_calls_total")
                       .Help("Transactions by operation and whether they succeeded.")
                       .Register(m_registry)),
      m_storeDurations(prometheus::BuildHistogram()
                           .Name("tillwright_store_call_duration_seconds")
                           .Help("From asking the store to its answer, its queue and the commit included.")
                           .Register(m_registry))
{
    using Kind = clive::CliveError::Kind;
    for (const auto operation : {clive::createOperation, clive::fetchOperation}) {
        m_cliveDurations.Add({{"operation", std::string(operation)}}, durationBucketsS);
        m_cliveCalls.Add(
            {{"operation", std::string(operation)}, {"result", std::string(clive::cliveOkWord)}});
        for (const auto kind : {Kind::Unreachable, Kind::Timeout, Kind::NotUnderstood, Kind::Server,
                                Kind::Setup, Kind::Refused, Kind::Conflict})
            m_cliveCalls.Add({{"operation", std::string(operation)},
                              {"result", std::string(clive::cliveErrorWord(kind))}});
    }
}

BackendMetrics::~BackendMetrics() = default;

void BackendMetrics::countRequest(std::string_view method, std::string_view route, int status,
                                  std::chrono::steady_clock::duration took)
{
    const std::string routeLabel(route.empty() ? unknownRoute : route);
    m_requests.Add({{"method", methodLabel(method)}, {"route", routeLabel}, {"status", statusLabel(status)}})
        .Increment();
    m_requestDurations.Add({{"method", methodLabel(method)}, {"route", routeLabel}}, durationBucketsS)
        .Observe(secondsOf(took));
}

void BackendMetrics::countCliveCall(std::string_view operation, std::string_view result,
                                    std::chrono::steady_clock::duration took)
{
    m_cliveCalls.Add({{"operation", std::string(operation)}, {"result", std::string(result)}}).Increment();
    m_cliveDurations.Add({{"operation", std::string(operation)}}, durationBucketsS).Observe(secondsOf(took));
}

void BackendMetrics::countStoreCall(std::string_view operation, bool succeeded,
                                    std::chrono::steady_clock::duration took)
{
    m_storeCalls.Add({{"operation", std::string(operation)}, {"result", succeeded ? "ok" : "failed"}})
        .Increment();
    m_storeDurations.Add({{"operation", std::string(operation)}}, durationBucketsS).Observe(secondsOf(took));
}

std::string BackendMetrics::text(const Reading &reading) const
{
    auto families = m_registry.Collect();
    families.push_back(gauge("tillwright_held_requests", "Status requests that are held at this moment.",
                             static_cast<double>(reading.heldRequests)));
    families.push_back(
        gauge("tillwright_http_connections", "Open connections.", static_cast<double>(reading.connections)));
    if (reading.refusals)
        appendRefusals(families, *reading.refusals);
    appendWebhooks(families, reading.webhooks);
    appendQueues(families, reading.inbox, reading.orders);
    if (reading.circuit)
        appendCircuit(families, *reading.circuit);
    appendPayLinks(families, reading.payLinks);
    auto build = family("tillwright_build_info", "Which version runs; always 1.", MetricType::Gauge);
    Labels which;
    for (const auto &[name, value] : {std::pair("version", version::number),
                                      std::pair("commit", version::commit), std::pair("date", version::date)})
        which.push_back(label(name, value).front());
    add(build, std::move(which), 1);
    families.push_back(std::move(build));
    for (auto &process : processMetrics())
        families.push_back(std::move(process));
    return prometheus::TextSerializer().Serialize(families);
}

} // namespace tillwright::backend::http
