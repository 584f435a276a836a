#include "backend/checkouts/periodic_work.h"

#include <QtTest>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>

using namespace tillwright::backend::checkouts;
namespace asio = boost::asio;

namespace {

asio::awaitable<void> behind(asio::steady_timer &gate, int &begun, int &ended)
{
    ++begun;
    co_await gate.async_wait(asio::as_tuple(asio::use_awaitable));
    ++ended;
}

asio::awaitable<void> drained(PeriodicWork &work, bool &isDrained)
{
    co_await work.drain();
    isDrained = true;
}

} // namespace

class TestPeriodicWork : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itIsDoneAtOnceAndAgain()
    {
        asio::io_context context;
        AsioSteadyTime time(context.get_executor());
        asio::steady_timer gate(context, asio::steady_timer::time_point::min());
        int begun = 0;
        int ended = 0;
        PeriodicWork work(context.get_executor(), time, std::chrono::milliseconds(0),
                          [&] { return behind(gate, begun, ended); });
        work.start();
        while (ended < 3)
            context.run_one();
        work.close();
        context.run();
        QCOMPARE(begun, ended);
    }

    void closingWaitsForTheJobAndEndsThePause()
    {
        asio::io_context context;
        AsioSteadyTime time(context.get_executor());
        asio::steady_timer gate(context, asio::steady_timer::time_point::max());
        int begun = 0;
        int ended = 0;
        PeriodicWork work(context.get_executor(), time, std::chrono::hours(1),
                          [&] { return behind(gate, begun, ended); });
        work.start();
        context.poll();
        QCOMPARE(begun, 1);
        work.close();
        bool isDrained = false;
        asio::co_spawn(context, drained(work, isDrained), asio::detached);
        context.poll();
        QVERIFY(!isDrained);
        gate.cancel();
        // Ends: nothing waits for the hour.
        context.run();
        QVERIFY(isDrained);
        QCOMPARE(begun, 1);
        QCOMPARE(ended, 1);
    }

    void drainingWhatNeverBeganIsOver()
    {
        asio::io_context context;
        AsioSteadyTime time(context.get_executor());
        PeriodicWork work(context.get_executor(), time, std::chrono::hours(1), nullptr);
        work.close();
        bool isDrained = false;
        asio::co_spawn(context, drained(work, isDrained), asio::detached);
        context.run();
        QVERIFY(isDrained);
    }
};

QTEST_GUILESS_MAIN(TestPeriodicWork)
#include "test_periodic_work.moc"
