// bench_load: asks a server at a fixed rate, or as fast as it answers, and writes what it saw as one JSON object.
#include "jobs.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cstdio>
#include <exception>
#include <fstream>
#include <memory>

namespace tillwright::bench {

namespace {

namespace json = boost::json;

struct Options {
    std::string server;
    std::string job;
    std::string deviceToken;
    std::string webhookSecret;
    std::string prefix;
    std::string ordersFile;
    std::string madeFile;
    std::string target;
    std::size_t connections = 1;
    double perSecond = 0;
    double seconds = 0;
    std::size_t count = 0;
};

std::vector<std::string> targetsOf(const Options &options)
{
    if (!options.target.empty())
        return {options.target};
    std::vector<std::string> targets;
    for (const auto &order : readOrders(options.ordersFile))
        targets.push_back("/v1/checkouts/" + order.cliveTxId);
    return targets;
}

std::unique_ptr<Job> makeJob(const Options &options, std::ofstream &made)
{
    if (options.job == "create") {
        if (!options.madeFile.empty())
            made.open(options.madeFile, std::ios::app);
        return std::make_unique<CreateJob>(options.deviceToken, options.prefix,
                                           made.is_open() ? &made : nullptr);
    }
    if (options.job == "webhooks") {
        return std::make_unique<WebhookJob>(readOrders(options.ordersFile),
                                            domain::Secret(options.webhookSecret), options.prefix,
                                            static_cast<std::size_t>(options.perSecond * options.seconds));
    }
    return std::make_unique<ReadJob>(targetsOf(options), options.deviceToken);
}

json::value percentileOf(std::vector<std::int64_t> values, double share)
{
    if (values.empty())
        return nullptr;
    const auto at = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + at, values.end());
    return values[static_cast<std::size_t>(at)];
}

json::object report(const Options &options, const Outcome &outcome)
{
    json::object object{
        {"requests", outcome.latenciesUs.size()},
        {"seconds", outcome.seconds},
        {"per_second", static_cast<double>(outcome.latenciesUs.size()) / outcome.seconds},
        {"send_delay_p99_us", percentileOf(outcome.sendDelaysUs, 0.99)},
    };
    // In a closed loop the server sets the pace, and a latency says no more than the rate does.
    if (options.perSecond > 0)
        object["latencies_us"] = json::array(outcome.latenciesUs.begin(), outcome.latenciesUs.end());
    return object;
}

void run(const Options &options)
{
    Plan plan;
    plan.server = addressOf(options.server);
    plan.connections = options.connections;
    plan.perSecond = options.perSecond;
    plan.duration = std::chrono::duration<double>(options.seconds);
    plan.count = options.count;
    std::ofstream made;
    const auto job = makeJob(options, made);
    const auto outcome = runLoad(plan, *job);
    std::puts(json::serialize(report(options, outcome)).c_str());
}

} // namespace

} // namespace tillwright::bench

int main(int argc, char **argv)
{
    CLI::App app("Asks a server of the bench and says how long it took");
    tillwright::bench::Options options;
    app.add_option("--server", options.server, "127.0.0.1:PORT")->required();
    app.add_option("--job", options.job)->required()->check(CLI::IsMember({"create", "webhooks", "read"}));
    app.add_option("--device-token", options.deviceToken);
    app.add_option("--webhook-secret", options.webhookSecret);
    app.add_option("--prefix", options.prefix, "Begins the references, keys and event ids of this run");
    app.add_option("--orders", options.ordersFile, "The orders to read or to send webhooks for");
    app.add_option("--made", options.madeFile, "Where orders that were made are written, at the end");
    app.add_option("--target", options.target, "What is read instead of orders");
    app.add_option("--connections", options.connections)->check(CLI::Range(1, 10'000));
    app.add_option("--per-second", options.perSecond, "Open loop; without it a closed one");
    app.add_option("--seconds", options.seconds);
    app.add_option("--count", options.count, "Ends a closed loop, instead of --seconds");
    CLI11_PARSE(app, argc, argv);
    try {
        tillwright::bench::run(options);
    } catch (const std::exception &error) {
        std::fprintf(stderr, "bench_load: %s\n", error.what());
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
