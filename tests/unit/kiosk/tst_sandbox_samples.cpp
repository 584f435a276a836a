#include "kiosk/sandbox_samples.h"

#include "contract/bookings_import.h"

#include <QDateTime>
#include <QFile>
#include <QTest>
#include <QTimeZone>

using namespace tillwright;

namespace {

QByteArray sampleBookings()
{
    QFile file(QStringLiteral(TILLWRIGHT_SOURCE_DIR "/resources/catalogue/bookings.csv"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

qint64 noonOf(int year, int month, int day)
{
    return QDateTime(QDate(year, month, day), QTime(12, 0), QTimeZone::utc()).toMSecsSinceEpoch();
}

} // namespace

/// What a sandbox's backend has to sell, whenever it is started.
class SandboxSamplesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noBookingHasExpired_data()
    {
        QTest::addColumn<qint64>("nowMs");
        QTest::newRow("before they were written") << noonOf(2025, 1, 1);
        QTest::newRow("when they were written") << noonOf(2026, 11, 26);
        QTest::newRow("in a leap year") << noonOf(2028, 2, 28);
        QTest::newRow("years after") << noonOf(2041, 12, 31);
    }
    void noBookingHasExpired()
    {
        QFETCH(const qint64, nowMs);
        const QByteArray moved = kiosk::movedToNow(sampleBookings(), nowMs);
        const auto bookings = contract::parseBookings(contract::ImportFormat::Csv, moved.toStdString(),
                                                      {{domain::Currency::usd()}});
        QVERIFY(bookings);
        QVERIFY(bookings->size() > 3);
        for (const auto &booking : *bookings)
            QVERIFY2(!booking.payByMs || *booking.payByMs > nowMs, booking.reference.text().c_str());
        // Nothing else is touched.
        QCOMPARE(moved.size(), sampleBookings().size());
        QVERIFY(moved.contains("Lagos - London, 3 Dec"));
    }
};

QTEST_APPLESS_MAIN(SandboxSamplesTest)
#include "tst_sandbox_samples.moc"
