#include "backend/checkouts/order_watch.h"
#include "backend/checkouts/shared_flights.h"

#include <QtTest>
#include <array>
#include <boost/asio/io_context.hpp>

using namespace tillwright::backend::checkouts;
namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

namespace {

asio::awaitable<void> waitForEver(OrderWatch &watch, std::string cliveTxId, int &returned)
{
    OrderWatch::Waiter waiter(watch, cliveTxId);
    co_await waiter.waitUntil(Clock::time_point::max());
    ++returned;
}

/// Reads first and waits afterwards, as a held request does.
asio::awaitable<void> wokenBeforeWaiting(OrderWatch &watch, int &returned)
{
    OrderWatch::Waiter waiter(watch, "a");
    watch.wake("a");
    co_await waiter.waitUntil(Clock::time_point::max());
    ++returned;
    // The waking was for one return only.
    co_await waiter.waitUntil(Clock::time_point::max());
    ++returned;
}

asio::awaitable<int> work(asio::steady_timer &gate, int &runs)
{
    ++runs;
    co_await gate.async_wait(asio::as_tuple(asio::use_awaitable));
    co_return runs * 10;
}

using Flights = SharedFlights<std::string, int>;

asio::awaitable<void> keep(Flights::FlightPtr flight, int &result)
{
    result = co_await Flights::land(std::move(flight));
}

} // namespace

class TestOrderWatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onlyTheOrdersOwnWaitersAreWoken()
    {
        asio::io_context context;
        AsioSteadyTime time(context.get_executor());
        OrderWatch watch(time);
        int a = 0;
        int b = 0;
        for (int i = 0; i < 3; ++i)
            asio::co_spawn(context, waitForEver(watch, "a", a), asio::detached);
        asio::co_spawn(context, waitForEver(watch, "b", b), asio::detached);
        context.poll();
        QCOMPARE(watch.heldCount(), std::size_t(4));
        watch.wake("a");
        watch.wake("nobody");
        context.poll();
        QCOMPARE(a, 3);
        QCOMPARE(b, 0);
        QCOMPARE(watch.heldCount(), std::size_t(1));
        watch.close();
        context.run();
        QCOMPARE(b, 1);
        QCOMPARE(watch.heldCount(), std::size_t(0));
    }

    void aWakingBeforeTheWaitIsNotLost()
    {
        asio::io_context context;
        AsioSteadyTime time(context.get_executor());
        OrderWatch watch(time);
        int returned = 0;
        asio::co_spawn(context, wokenBeforeWaiting(watch, returned), asio::detached);
        context.poll();
        QCOMPARE(returned, 1);
        watch.close();
        context.run();
        QCOMPARE(returned, 2);
    }

    void nobodyIsHeldAfterClosing()
    {
        asio::io_context context;
        AsioSteadyTime time(context.get_executor());
        OrderWatch watch(time);
        watch.close();
        int returned = 0;
        asio::co_spawn(context, waitForEver(watch, "a", returned), asio::detached);
        context.run();
        QCOMPARE(returned, 1);
    }

    void workIsSharedWhileItIsUnderWay()
    {
        asio::io_context context;
        Flights flights(context.get_executor());
        asio::steady_timer gate(context, Clock::time_point::max());
        int runs = 0;
        const auto start = [&](const std::string &key) {
            return flights.start(key, [&] { return work(gate, runs); });
        };
        std::array<int, 3> results{};
        asio::co_spawn(context, keep(start("a"), results[0]), asio::detached);
        asio::co_spawn(context, keep(start("a"), results[1]), asio::detached);
        context.poll();
        QCOMPARE(runs, 1);
        gate.cancel();
        context.run();
        QCOMPARE(results[0], 10);
        QCOMPARE(results[1], 10);
        // Landed: the next one is new work.
        context.restart();
        gate.expires_at(Clock::time_point::min());
        asio::co_spawn(context, keep(start("a"), results[2]), asio::detached);
        context.run();
        QCOMPARE(results[2], 20);
    }
};

QTEST_GUILESS_MAIN(TestOrderWatch)
#include "test_order_watch.moc"
