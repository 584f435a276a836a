#include "kiosk/autopilot/faulty_backend.h"
#include "support/fake_ports.h"

#include <QTest>

using namespace tillwright;
using namespace tillwright::kiosk::autopilot;
using namespace Qt::StringLiterals;
using checkout::BackendError;

class TestFaultyBackend : public QObject
{
    Q_OBJECT

private:
    testing::FakeBackend m_backend;
    testing::FakeClock m_clock;
    std::vector<tl::expected<contract::CheckoutState, BackendError>> m_answers;

    void ask(FaultyBackend &backend)
    {
        backend.fetchStatus({"ct_1", true, 0, 0},
                            [this](auto answer) { m_answers.push_back(std::move(answer)); });
    }

private Q_SLOTS:
    void init()
    {
        m_backend = {};
        m_answers.clear();
    }

    void passesOnWithoutFaults()
    {
        FaultyBackend backend(m_backend, m_clock, {});
        ask(backend);
        QCOMPARE(m_backend.status.asked.size(), 1u);
        m_backend.status.answer(contract::CheckoutState{});
        QCOMPARE(m_answers.size(), 1u);
        QVERIFY(m_answers.front());
    }

    void droppedRequestNeverLeaves()
    {
        FaultyBackend backend(m_backend, m_clock, {{u"backend.request"_s, u"drop"_s, 0, 500, 1}});
        ask(backend);
        QVERIFY(m_answers.empty()); // never from within the call
        m_clock.advance(0);
        QCOMPARE(m_backend.status.asked.size(), 0u);
        QCOMPARE(m_answers.size(), 1u);
        QCOMPARE(m_answers.front().error().kind, BackendError::Kind::Unreachable);
        ask(backend); // once only
        QCOMPARE(m_backend.status.asked.size(), 1u);
    }

    void droppedResponseIsLostAfterTheWork()
    {
        FaultyBackend backend(m_backend, m_clock, {{u"backend.response"_s, u"drop"_s, 0, 500, 1}});
        ask(backend);
        QCOMPARE(m_backend.status.asked.size(), 1u);
        m_backend.status.answer(contract::CheckoutState{});
        QCOMPARE(m_answers.front().error().kind, BackendError::Kind::Unreachable);
    }

    void failsWithTheStatus()
    {
        FaultyBackend backend(m_backend, m_clock, {{u"backend.request"_s, u"fail"_s, 0, 503, 1}});
        ask(backend);
        m_clock.advance(0);
        QCOMPARE(m_answers.front().error().httpStatus, 503);
        QVERIFY(m_answers.front().error().isRetryable());
    }

    void delaysRequestAndResponse()
    {
        FaultyBackend backend(m_backend, m_clock,
                              {{u"backend.request"_s, u"delay"_s, 100, 500, 1},
                               {u"backend.response"_s, u"delay"_s, 50, 500, 1}});
        ask(backend);
        m_clock.advance(99);
        QCOMPARE(m_backend.status.asked.size(), 0u);
        m_clock.advance(1);
        QCOMPARE(m_backend.status.asked.size(), 1u);
        m_backend.status.answer(contract::CheckoutState{});
        m_clock.advance(49);
        QVERIFY(m_answers.empty());
        m_clock.advance(1);
        QCOMPARE(m_answers.size(), 1u);
        QVERIFY(m_answers.front());
    }

    void duplicateAsksTwiceAndAnswersOnce()
    {
        FaultyBackend backend(m_backend, m_clock, {{u"backend.request"_s, u"duplicate"_s, 0, 500, 1}});
        ask(backend);
        QCOMPARE(m_backend.status.asked.size(), 2u);
        m_backend.status.answer(contract::CheckoutState{});
        m_backend.status.answer(contract::CheckoutState{});
        QCOMPARE(m_answers.size(), 1u);
    }
};

QTEST_GUILESS_MAIN(TestFaultyBackend)
#include "tst_faulty_backend.moc"
