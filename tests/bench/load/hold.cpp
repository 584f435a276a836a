// bench_hold: keeps very many status requests waiting at once, and says how long it takes from the moment an order's
// webhook is due to the answer that its waiting request gets. Speaks with its driver line by line: it says "held" when
// all requests are sent, and goes on when it is told "wake".
#include "jobs.h"
#include "poller.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cstdio>
#include <exception>
#include <iostream>
#include <memory>
#include <stdexcept>

namespace tillwright::bench {

namespace {

using Clock = Poller::Clock;

constexpr std::size_t wakersMax = 16;
constexpr std::uint64_t wakerTag = std::uint64_t(1) << 32;

struct Options {
    std::string server;
    std::string ordersFile;
    std::string deviceToken;
    std::string webhookSecret;
    std::string prefix;
    std::size_t held = 0;
    std::size_t wokenBefore = 0;
    std::size_t wakes = 0;
    double wakesPerSecond = 100;
    bool isPlain = false;
};

class Holder
{
public:
    explicit Holder(const Options &options) : m_options(options), m_orders(readOrders(options.ordersFile))
    {
        if (m_orders.size() < options.held || options.wokenBefore + options.wakes > options.held)
            throw std::runtime_error("there are not enough orders");
    }

    void hold()
    {
        const auto server = addressOf(m_options.server);
        for (std::size_t i = 0; i < m_options.held; ++i) {
            m_held.push_back(std::make_unique<ClientConnection>(server));
            m_poller.watch(m_held.back()->descriptor(), i);
            // The version after the creation, or after the webhook that an earlier run sent for this order.
            const auto version = i < m_options.wokenBefore ? "2" : "1";
            m_held.back()->send(
                httpRequest("/v1/checkouts/" + m_orders[i].cliveTxId + "?wait=25&after=" + version,
                            "Authorization: Bearer " + m_options.deviceToken + "\r\n"));
        }
        for (std::size_t i = 0; i < wakersMax; ++i) {
            m_wakers.push_back(std::make_unique<ClientConnection>(server));
            m_poller.watch(m_wakers.back()->descriptor(), wakerTag + i);
            m_freeWakers.push_back(i);
        }
    }

    std::vector<std::int64_t> wake()
    {
        m_start = Clock::now();
        sendWhatIsDue();
        while (m_wakesUs.size() < m_options.wakes || m_freeWakers.size() < wakersMax) {
            for (const auto tag : m_poller.wait()) {
                if (tag >= wakerTag)
                    takeReceipt(static_cast<std::size_t>(tag - wakerTag));
                else
                    takeAnswer(static_cast<std::size_t>(tag));
            }
            sendWhatIsDue();
        }
        return m_wakesUs;
    }

private:
    [[nodiscard]] Clock::time_point dueTime(std::size_t wake) const
    {
        const std::chrono::duration<double> after(static_cast<double>(wake) / m_options.wakesPerSecond);
        return m_start + std::chrono::duration_cast<Clock::duration>(after);
    }

    [[nodiscard]] std::string wakeRequest(std::size_t wake) const
    {
        const auto &order = m_orders[m_options.wokenBefore + wake];
        if (m_options.isPlain)
            return httpRequest("/wake/" + order.cliveTxId, {}, "{}");
        return webhookRequest(order, "succeeded", "evt-" + m_options.prefix + "-" + std::to_string(wake),
                              domain::Secret(m_options.webhookSecret));
    }

    void sendWhatIsDue()
    {
        while (m_sent < m_options.wakes && !m_freeWakers.empty()) {
            const auto due = dueTime(m_sent);
            if (due > Clock::now()) {
                m_poller.wakeAt(due);
                return;
            }
            auto &waker = *m_wakers[m_freeWakers.back()];
            m_freeWakers.pop_back();
            waker.send(wakeRequest(m_sent));
            ++m_sent;
        }
    }

    void takeReceipt(std::size_t index)
    {
        const auto answer = m_wakers[index]->receive();
        if (!answer)
            return;
        if (answer->status != 200)
            throw std::runtime_error("a webhook was answered " + std::to_string(answer->status) + ": "
                                     + std::string(answer->body));
        m_freeWakers.push_back(index);
    }

    void takeAnswer(std::size_t index)
    {
        const auto answer = m_held[index]->receive();
        if (!answer)
            return;
        const bool isWoken = index >= m_options.wokenBefore && index < m_options.wokenBefore + m_sent;
        if (answer->status != 200 || !isWoken)
            throw std::runtime_error("a request was not held, but answered " + std::to_string(answer->status)
                                     + ": " + std::string(answer->body));
        const auto took = Clock::now() - dueTime(index - m_options.wokenBefore);
        m_wakesUs.push_back(std::chrono::duration_cast<std::chrono::microseconds>(took).count());
    }

    const Options &m_options;
    std::vector<BenchOrder> m_orders;
    Poller m_poller;
    std::vector<std::unique_ptr<ClientConnection>> m_held;
    std::vector<std::unique_ptr<ClientConnection>> m_wakers;
    std::vector<std::size_t> m_freeWakers;
    std::size_t m_sent = 0;
    Clock::time_point m_start;
    std::vector<std::int64_t> m_wakesUs;
};

void run(const Options &options)
{
    Holder holder(options);
    holder.hold();
    std::puts("held");
    std::fflush(stdout);
    std::string word;
    if (!std::getline(std::cin, word) || word != "wake")
        throw std::runtime_error("nobody said \"wake\"");
    const auto wakes = holder.wake();
    const boost::json::object object{{"wakes_us", boost::json::array(wakes.begin(), wakes.end())}};
    std::puts(boost::json::serialize(object).c_str());
}

} // namespace

} // namespace tillwright::bench

int main(int argc, char **argv)
{
    CLI::App app("Keeps status requests waiting and wakes some of them");
    tillwright::bench::Options options;
    app.add_option("--server", options.server, "127.0.0.1:PORT")->required();
    app.add_option("--orders", options.ordersFile, "One for each held request")->required();
    app.add_option("--held", options.held)->required();
    app.add_option("--device-token", options.deviceToken);
    app.add_option("--webhook-secret", options.webhookSecret);
    app.add_option("--prefix", options.prefix, "Begins the event ids of this run");
    app.add_option("--woken-before", options.wokenBefore, "How many of the first orders had their webhook");
    app.add_option("--wakes", options.wakes, "How many of the next ones are woken")->required();
    app.add_option("--wakes-per-second", options.wakesPerSecond);
    app.add_flag("--plain", options.isPlain, "POST /wake/ID takes the place of webhooks");
    CLI11_PARSE(app, argc, argv);
    try {
        tillwright::bench::run(options);
    } catch (const std::exception &error) {
        std::fprintf(stderr, "bench_hold: %s\n", error.what());
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
