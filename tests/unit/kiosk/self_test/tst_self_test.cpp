#include "../../../support/fake_ports.h"

#include "kiosk/self_test/report.h"
#include "kiosk/self_test/self_test.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tillwright;
using namespace tillwright::kiosk::self_test;
namespace presentation = tillwright::kiosk::presentation;

namespace {

/// A machine on which all is well, until a test breaks one thing.
struct Machine {
    presentation::Engine engine{u"132.0.1.2"_s, 130, false};
    DisplayFacts display{{{u"HDMI-1"_s, {1280, 800}}}};
    InputFacts input{{{u"ELO"_s}, {u"Zebra"_s}, {u"Zebra"_s}}, true};
    PrinterFacts printer{u"tcp printer:9100"_s, true, false, u"Printer ready"_s, false};
    SpeechFacts speech{true, true, {}};
    NetworkFacts network{true, false};
    BackendFacts backend{
        u"https://pay.example"_s, BackendFacts::Trouble::None, {}, contract::CliveReach::Reached, 10};
    DiskFacts disk{u"/data"_s, 5LL * 1024 * 1024 * 1024, {}, 3};
    /// The printer's answer waits for this.
    std::function<void(const PrinterFacts &)> late;
    bool isPrinterLate = false;

    Ports ports()
    {
        const auto atOnce = [](auto &facts) { return [&facts](auto tell) { tell(facts); }; };
        return {atOnce(engine),  atOnce(display),
                atOnce(input),   [this](auto tell) { isPrinterLate ? void(late = tell) : tell(printer); },
                atOnce(speech),  atOnce(network),
                atOnce(backend), atOnce(disk)};
    }
};

QStringList failedOnes(const QList<Result> &results)
{
    QStringList names;
    for (const auto &result : results) {
        if (result.verdict == Verdict::Failed)
            names.append(result.name);
    }
    return names;
}

} // namespace

/// All checks together: their order, what one that fails makes of the exit code, and one that never answers.
class TestSelfTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allIsWell()
    {
        Machine machine;
        testing::FakeClock clock;
        SelfTest test(machine.ports(), clock);
        QSignalSpy finished(&test, &SelfTest::finished);
        test.start();
        QCOMPARE(finished.size(), 1);
        QVERIFY(!test.isRunning());
        QCOMPARE(clock.timerCount(), std::size_t(0));
        QStringList names;
        for (const auto &result : test.results())
            names.append(result.name);
        QCOMPARE(names.join(u' '),
                 u"engine display touch printer scanner speech network backend clock disk"_s);
        QCOMPARE(exitCodeOf(test.results()), 0);
        const auto lines = reportText(test.results()).split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 10);
        QCOMPARE(lines[3], u"ok              printer  tcp printer:9100: Printer ready"_s);
    }

    void oneThatFailsFailsTheWhole_data()
    {
        QTest::addColumn<std::function<void(Machine &)>>("breakIt");
        QTest::addColumn<QString>("failed");
        const auto row = [](const char *name, std::function<void(Machine &)> breakIt) {
            QTest::newRow(name) << std::move(breakIt) << QString::fromLatin1(name);
        };
        row("engine", [](Machine &m) { m.engine.version = u"108.0.1.1"_s; });
        row("display", [](Machine &m) { m.display.screens.clear(); });
        row("touch", [](Machine &m) { m.input.devices.touchScreens.clear(); });
        row("printer", [](Machine &m) { m.printer.canPrint = false; });
        row("scanner", [](Machine &m) { m.input = {{}, false}; });
        row("speech", [](Machine &m) { m.speech.canSpeak = false; });
        row("network", [](Machine &m) { m.network.hasConnection = false; });
        row("backend", [](Machine &m) { m.backend.trouble = BackendFacts::Trouble::Unreachable; });
        row("clock", [](Machine &m) { m.backend.clockAheadMs = 3'600'000; });
        row("disk", [](Machine &m) { m.disk.trouble = u"No space left on device"_s; });
    }
    void oneThatFailsFailsTheWhole()
    {
        QFETCH(std::function<void(Machine &)>, breakIt);
        Machine machine;
        breakIt(machine);
        testing::FakeClock clock;
        SelfTest test(machine.ports(), clock);
        test.start();
        QCOMPARE(test.results().size(), 10);
        QTEST(failedOnes(test.results()).join(u' '), "failed");
        QCOMPARE(exitCodeOf(test.results()), 1);
        QCOMPARE(reportText(test.results()).count(u"failed          "_s), 1);
    }

    void warningsAreNoFailure()
    {
        Machine machine;
        machine.printer.isPaperLow = true;
        testing::FakeClock clock;
        SelfTest test(machine.ports(), clock);
        test.start();
        QCOMPARE(exitCodeOf(test.results()), 0);
        QVERIFY(reportText(test.results()).contains(u"warning         printer  "_s));
        const auto lines = reportLines(test.results());
        QCOMPARE(lines[3].name, u"Printer"_s);
        QCOMPARE(lines[3].tone, presentation::FactTone::Warning);
    }

    void whoeverSaysNothingHasFailed()
    {
        Machine machine;
        machine.isPrinterLate = true;
        testing::FakeClock clock;
        SelfTest test(machine.ports(), clock);
        QSignalSpy finished(&test, &SelfTest::finished);
        test.start();
        clock.advance(SelfTest::checkLimitMs - 1);
        QVERIFY(finished.isEmpty() && test.isRunning());
        clock.advance(1);
        QCOMPARE(finished.size(), 1);
        QCOMPARE(failedOnes(test.results()), QStringList{u"printer"_s});
        QVERIFY(test.results()[3].words.contains(u"no answer within 20 s"_s));

        // An answer to the run before does not count for the next one.
        const auto answer = machine.late;
        test.start();
        answer(machine.printer);
        QVERIFY(test.isRunning());
        machine.late(machine.printer);
        QCOMPARE(finished.size(), 2);
        QVERIFY(failedOnes(test.results()).isEmpty());
        // Nor does one that comes when it is all over.
        machine.late(machine.printer);
        QCOMPARE(finished.size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestSelfTest)
#include "tst_self_test.moc"
