#include "kiosk/scenario_report/html_report.h"
#include "kiosk/scenario_report/junit_report.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;
using namespace tillwright::kiosk::scenario_report;

namespace {

void write(const QDir &folder, const QString &name, const QByteArray &bytes)
{
    QFile file(folder.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

PlayedFolder twoPlayed()
{
    PlayedScenario paid{u"paid"_s, u"paid"_s, u"The plain way."_s, 12'345, true, {}, {}, {}, {}};
    paid.result = {{u"outcome"_s, u"paid"_s},
                   {u"charges"_s, 1},
                   {u"receipts"_s, 1},
                   {u"timeline"_s, QJsonArray{QJsonObject{{u"t_ms"_s, 40}, {u"event"_s, u"state:Paid"_s}}}}};
    paid.pictures = {u"sale.png"_s, u"result.png"_s};
    PlayedScenario lost{u"lost"_s,
                        u"a <b>bold</b> & \"quoted\" name"_s,
                        {},
                        2'000,
                        false,
                        {u"charges is 2, expected 1"_s, u"%1 <none>"_s},
                        {},
                        {},
                        u"last line\x01 & <tag>"_s};
    return {u"tillwright 0.1.0 (101cbd0c0ffe, 2026-11-26)"_s,
            u"Debian GNU/Linux 12"_s,
            u"2026-11-26T13:00:00Z"_s,
            {paid, lost}};
}

} // namespace

/// What a run left is looked at, and told to people and to build servers.
class TestScenarioReport : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QDir artifacts(const QString &name)
    {
        QDir folder(m_folder.filePath(name));
        folder.mkpath(u"."_s);
        return folder;
    }

private Q_SLOTS:
    void aRunThatPassed()
    {
        const auto folder = artifacts(u"passed"_s);
        write(folder, u"result.json"_s, R"({"passed": true, "problems": [], "outcome": "paid"})");
        write(folder, u"sale.png"_s, "x");
        write(folder, u"output.log"_s, "a log\n");
        const auto played = lookAt(u"passed"_s, u"title"_s, {}, folder, 0, 10);
        QVERIFY(played.hasPassed && played.problems.isEmpty() && played.logEnd.isEmpty());
        QCOMPARE(played.pictures, QStringList{u"sale.png"_s});
    }

    void runsThatDidNot_data()
    {
        QTest::addColumn<QByteArray>("result");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("problem");
        QTest::newRow("otherwise") << QByteArray(R"({"passed": false, "problems": ["charges is 2"]})") << 1
                                   << u"charges is 2"_s;
        QTest::newRow("no result") << QByteArray() << 1 << u"it left no result"_s;
        QTest::newRow("killed") << QByteArray(R"({"passed": true, "problems": []})") << -1
                                << u"the program did not end by itself"_s;
        QTest::newRow("exit code") << QByteArray(R"({"passed": true, "problems": []})") << 3
                                   << u"the program ended with exit code 3"_s;
        QTest::newRow("says nothing")
            << QByteArray(R"({"outcome": "paid"})") << 0 << u"its result does not say that it has passed"_s;
    }
    void runsThatDidNot()
    {
        QFETCH(QByteArray, result);
        QFETCH(int, exitCode);
        const auto folder = artifacts(QString::fromLatin1(QTest::currentDataTag()));
        if (!result.isEmpty())
            write(folder, u"result.json"_s, result);
        write(folder, u"output.log"_s, QByteArray("line\n").repeated(100) + "the last\n");
        const auto played = lookAt(u"x"_s, u"x"_s, {}, folder, exitCode, 10);
        QVERIFY(!played.hasPassed);
        QTEST(played.problems.join(u'\n'), "problem");
        QVERIFY(played.logEnd.endsWith(u"line\nthe last"_s));
        QCOMPARE(played.logEnd.count(u'\n'), 39);
    }

    void buildServersReadIt()
    {
        QXmlStreamReader xml(junitReport(twoPlayed()));
        QStringList cases;
        QString failure;
        QString failureText;
        while (!xml.atEnd()) {
            xml.readNext();
            if (!xml.isStartElement())
                continue;
            const auto attributes = xml.attributes();
            if (xml.name() == "testsuite"_L1) {
                QCOMPARE(attributes.value("tests"_L1), u"2"_s);
                QCOMPARE(attributes.value("failures"_L1), u"1"_s);
                QCOMPARE(attributes.value("time"_L1), u"14.345"_s);
            } else if (xml.name() == "testcase"_L1) {
                cases.append(u"%1 %2"_s.arg(attributes.value("name"_L1), attributes.value("time"_L1)));
            } else if (xml.name() == "failure"_L1) {
                failure = attributes.value("message"_L1).toString();
                failureText = xml.readElementText();
            } else if (xml.name() == "system-out"_L1 && cases.size() == 1) {
                QCOMPARE(xml.readElementText(), u"The plain way.\n\n     40 ms state:Paid\n"_s);
            }
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(cases, (QStringList{u"paid 12.345"_s, u"lost 2.000"_s}));
        QCOMPARE(failure, u"charges is 2, expected 1; %1 <none>"_s);
        QCOMPARE(failureText, u"last line? & <tag>"_s);
    }

    void peopleReadIt()
    {
        const auto html = QString::fromUtf8(htmlReport(twoPlayed()));
        QVERIFY(html.contains(u"<h1>1 of 2 scenarios passed</h1>"_s));
        QVERIFY(html.contains(u"tillwright 0.1.0 (101cbd0c0ffe, 2026-11-26), Debian GNU/Linux 12"_s));
        // What failed stands first.
        QVERIFY(html.indexOf(u"id=\"lost\""_s) < html.indexOf(u"id=\"paid\""_s));
        QVERIFY(html.contains(u"a &lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot; name"_s));
        QVERIFY(html.contains(u"%1 &lt;none&gt;"_s));
        QVERIFY(html.contains(u"<img src=\"paid/sale.png\" alt=\"Screen: sale\""_s));
        QVERIFY(html.contains(u"     40 ms  state:Paid"_s));
        QVERIFY(!html.contains(u"<b>bold"_s) && !html.contains(u"<tag>"_s) && !html.contains(u"<script"_s));
    }
};

QTEST_GUILESS_MAIN(TestScenarioReport)
#include "tst_scenario_report.moc"
