#include "domain/booking.h"

#include <QTest>
#include <limits>

using namespace tillwright::domain;

class TestBooking : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itsStateFollowsMoneyThenTime_data()
    {
        QTest::addColumn<bool>("isPaid");
        QTest::addColumn<bool>("isInProgress");
        QTest::addColumn<qint64>("nowMs");
        QTest::addColumn<QString>("word");
        QTest::newRow("nothing yet") << false << false << qint64(99) << "open";
        QTest::newRow("the last moment") << false << false << qint64(100) << "open";
        QTest::newRow("too late") << false << false << qint64(101) << "expired";
        QTest::newRow("being paid") << false << true << qint64(99) << "in_progress";
        QTest::newRow("being paid, and late") << false << true << qint64(101) << "in_progress";
        QTest::newRow("paid") << true << false << qint64(99) << "paid";
        QTest::newRow("paid, and late") << true << false << qint64(101) << "paid";
        QTest::newRow("paid, and another one open") << true << true << qint64(101) << "paid";
    }
    void itsStateFollowsMoneyThenTime()
    {
        QFETCH(const bool, isPaid);
        QFETCH(const bool, isInProgress);
        QFETCH(const qint64, nowMs);
        QFETCH(const QString, word);
        const Booking booking{*Reference::parse("EZ1"), {500, Currency::usd()}, {}, std::nullopt, 100, {}};
        const auto state = bookingState(booking, {isPaid, isInProgress}, nowMs);
        QCOMPARE(QString::fromUtf8(bookingStateWord(state).data()), word);
    }

    void withoutATimeItNeverExpires()
    {
        const Booking booking{
            *Reference::parse("EZ1"), {500, Currency::usd()}, {}, std::nullopt, std::nullopt, {}};
        QVERIFY(bookingState(booking, {}, std::numeric_limits<std::int64_t>::max()) == BookingState::Open);
    }
};

QTEST_APPLESS_MAIN(TestBooking)
#include "tst_booking.moc"
