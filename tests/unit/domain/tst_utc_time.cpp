#include "domain/utc_time.h"

#include <QDateTime>
#include <QTest>

using namespace tillwright::domain;

class TestUtcTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("timeMs");
        QTest::newRow("the beginning") << "1970-01-01T00:00:00Z" << qint64(0);
        QTest::newRow("a second") << "1970-01-01T00:00:01Z" << qint64(1000);
        QTest::newRow("a leap day") << "2028-02-29T23:59:59Z" << qint64(1'835'481'599'000);
        QTest::newRow("a fraction") << "1970-01-01T00:00:00.25Z" << qint64(250);
        QTest::newRow("a long fraction") << "1970-01-01T00:00:00.1239999Z" << qint64(123);
        QTest::newRow("an offset of nothing") << "1970-01-01T00:00:00+00:00" << qint64(0);
        QTest::newRow("the last year") << "9999-12-31T00:00:00Z" << qint64(253'402'214'400'000);
    }
    void accepts()
    {
        QFETCH(const QString, text);
        QFETCH(const qint64, timeMs);
        const auto time = parseUtcTime(text.toStdString());
        QVERIFY2(time, time ? "" : time.error().text().c_str());
        QCOMPARE(*time, timeMs);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("problem");
        const QString form = "it is not a date and time";
        const QString time = "there is no such time";
        const QString utc = "it is not in UTC";
        QTest::newRow("empty") << "" << form;
        QTest::newRow("a date") << "2026-12-03" << form;
        QTest::newRow("a blank") << "2026-12-03 18:30:00Z" << form;
        QTest::newRow("no seconds") << "2026-12-03T18:30Z" << form;
        QTest::newRow("a point alone") << "2026-12-03T18:30:00.Z" << form;
        QTest::newRow("a sign") << "+026-12-03T18:30:00Z" << form;
        QTest::newRow("no zone") << "2026-12-03T18:30:00" << utc;
        QTest::newRow("Lagos") << "2026-12-03T18:30:00+01:00" << utc;
        QTest::newRow("more") << "2026-12-03T18:30:00Zulu" << utc;
        QTest::newRow("no leap year") << "2026-02-29T18:30:00Z" << time;
        QTest::newRow("month 0") << "2026-00-03T18:30:00Z" << time;
        QTest::newRow("month 13") << "2026-13-03T18:30:00Z" << time;
        QTest::newRow("day 0") << "2026-12-00T18:30:00Z" << time;
        QTest::newRow("hour 24") << "2026-12-03T24:00:00Z" << time;
        QTest::newRow("minute 60") << "2026-12-03T18:60:00Z" << time;
        QTest::newRow("a leap second") << "2016-12-31T23:59:60Z" << time;
        QTest::newRow("before computers") << "1969-12-31T23:59:59Z" << time;
    }
    void refuses()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, problem);
        const auto time = parseUtcTime(text.toStdString());
        QVERIFY(!time);
        QCOMPARE(QString::fromStdString(time.error().problem), problem);
    }

    /// Against another calendar.
    void everyDayIsWrittenAsItIsRead()
    {
        const auto first = QDateTime(QDate(1970, 1, 1), QTime(7, 8, 9), Qt::UTC);
        for (int day = 0; day < 60 * 366; ++day) {
            const auto time = first.addDays(day);
            const auto text = utcTimeText(time.toMSecsSinceEpoch() + 999);
            QCOMPARE(QString::fromStdString(text), time.toString(Qt::ISODate));
            QCOMPARE(*parseUtcTime(text), time.toMSecsSinceEpoch());
        }
    }
};

QTEST_APPLESS_MAIN(TestUtcTime)
#include "tst_utc_time.moc"
