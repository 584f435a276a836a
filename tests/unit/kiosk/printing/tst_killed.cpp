#include "printing_fixture.h"

#include <QProcess>
#include <map>
#include <random>

using namespace tillwright::testing;

/// The law: no paper comes out twice without DUPLICATE on it, and none gets lost without somebody being asked. A real
/// process is killed at every stage of its jobs, and started again until all is settled.
class KilledTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exactlyOnce_data();
    void exactlyOnce();
};

void KilledTest::exactlyOnce_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 8; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void KilledTest::exactlyOnce()
{
    QFETCH(unsigned, seed);
    std::mt19937 random(seed);
    Behaviour behaviour;
    behaviour.msPerLine = 1;
    VirtualPrinter device(behaviour);
    PrinterServer server(device);
    QVERIFY(server.listen());
    QTemporaryDir folder;
    const QString spool = folder.filePath(QStringLiteral("spool.sqlite"));
    const QStringList ids{QStringLiteral("job-a"), QStringLiteral("job-b"), QStringLiteral("job-c"),
                          QStringLiteral("job-d")};
    const auto start = [&](QProcess &process) {
        process.start(QStringLiteral(TILLWRIGHT_KILLED_REGISTER),
                      QStringList{spool, QString::number(server.port())} + ids);
        return process.waitForStarted();
    };
    int kills = 0;
    for (int round = 0; round < 4; ++round) {
        QProcess process;
        QVERIFY(start(process));
        // After so many more lines, or so soon that it may not even have connected.
        qsizetype lines = 0;
        const qsizetype goal = qsizetype(random() % 60);
        const auto printed = [&] {
            lines = device.hanging().elements.size();
            for (const auto &slip : device.slips())
                lines += slip.elements.size();
            return lines;
        };
        const qsizetype before = printed();
        QTRY_VERIFY_WITH_TIMEOUT(printed() >= before + goal || process.state() == QProcess::NotRunning,
                                 waitMs);
        kills += process.state() != QProcess::NotRunning;
        process.kill();
        // The loop goes on meanwhile: the printer prints what it has.
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, waitMs);
    }
    QVERIFY(kills > 0);
    QProcess last;
    QVERIFY(start(last));
    QTRY_COMPARE_WITH_TIMEOUT(last.state(), QProcess::NotRunning, waitMs);
    QCOMPARE(last.exitCode(), 0);

    std::map<QString, int> papers;
    for (const auto &slip : device.slips()) {
        for (const QString &line : textOf(slip, 42)) {
            if (ids.contains(line))
                ++papers[line];
            QVERIFY2(!line.contains(QStringLiteral("DUPLICATE")), qPrintable(line));
        }
    }
    const auto store = SpoolStore::open(spool);
    QVERIFY(store);
    for (const QString &id : ids) {
        const Job job = **(*store)->find(id);
        QVERIFY2(papers[id] <= 1, qPrintable(id + QStringLiteral(" came out twice")));
        QVERIFY2(job.state == JobState::Printed || job.state == JobState::Uncertain,
                 qPrintable(textOf(job.state)));
        if (job.state == JobState::Printed)
            QCOMPARE(papers[id], 1);
        QCOMPARE(job.tries, 1);
    }
}

QTEST_GUILESS_MAIN(KilledTest)
#include "tst_killed.moc"
