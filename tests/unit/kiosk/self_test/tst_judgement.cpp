#include "kiosk/presentation/diagnostics.h"
#include "kiosk/self_test/judgement.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tillwright;
using namespace tillwright::kiosk::self_test;
using Trouble = BackendFacts::Trouble;

namespace {

BackendFacts backend(Trouble trouble, contract::CliveReach clive = contract::CliveReach::Reached)
{
    BackendFacts facts{u"https://pay.example"_s, trouble, u"the cause"_s, clive, {}};
    return facts;
}

BackendFacts clock(std::optional<std::int64_t> aheadMs)
{
    auto facts = backend(Trouble::None);
    facts.clockAheadMs = aheadMs;
    return facts;
}

PrinterFacts printer(bool canPrint, bool isPaperLow = false, bool isInUse = false)
{
    return {u"tcp printer:9100"_s, canPrint, isPaperLow, u"its words"_s, isInUse};
}

InputFacts input(InputDevices devices, bool isTerminal = false)
{
    return {std::move(devices), isTerminal};
}

} // namespace

/// What each check thinks of what it is told: every verdict, the words and the way out.
class TestJudgement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyVerdict_data()
    {
        QTest::addColumn<Result>("result");
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("verdict");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *title, const Result &result, const char *name, Verdict verdict,
                            const char *words) {
            QTest::newRow(title) << result << QString::fromLatin1(name) << int(verdict)
                                 << QString::fromLatin1(words);
        };
        using V = Verdict;
        row("engine fine", judgeEngine({u"132.0.1.2"_s, 130, false}), "engine", V::Ok, "132.0.1.2");
        row("engine old", judgeEngine({u"108.0.1.2"_s, 130, false}), "engine", V::Failed, "no card is taken");
        row("engine old, taken", judgeEngine({u"108.0.1.2"_s, 130, true}), "engine", V::Warning, "108.0.1.2");
        row("no engine", judgeEngine({{}, 0, true}), "engine", V::Failed, "no browser engine");

        row("display fine", judgeDisplay({{{u"HDMI-1"_s, {1280, 800}}}}), "display", V::Ok,
            "HDMI-1 1280x800");
        row("upright", judgeDisplay({{{u"HDMI-1"_s, {1080, 1920}}}}), "display", V::Ok, "1080x1920");
        row("no display", judgeDisplay({}), "display", V::Failed, "no display can be opened");
        row("small", judgeDisplay({{{u"DP-1"_s, {800, 600}}}}), "display", V::Warning, "less than 1024x720");
        row("no second screen", judgeDisplay({{{u"DP-1"_s, {1280, 800}}}, u"auto"_s}), "display", V::Failed,
            "customer_display");
        row("two screens", judgeDisplay({{{u"A"_s, {1280, 800}}, {u"B"_s, {1280, 800}}}, u"auto"_s}),
            "display", V::Ok, "B 1280x800");
        row("another name", judgeDisplay({{{u"A"_s, {1280, 800}}, {u"B"_s, {1280, 800}}}, u"C"_s}), "display",
            V::Failed, "(C)");
        row("that name", judgeDisplay({{{u"A"_s, {1280, 800}}, {u"B"_s, {1280, 800}}}, u"B"_s}), "display",
            V::Ok, "A 1280x800");

        row("touch", judgeTouch(input({{u"ELO"_s}, {}, {}}, true)), "touch", V::Ok, "ELO");
        row("no touch, terminal", judgeTouch(input({}, true)), "touch", V::Failed, "USB cable");
        row("no touch, register", judgeTouch(input({})), "touch", V::NotConfigured, "keyboard and mouse");

        row("printer fine", judgePrinter(printer(true)), "printer", V::Ok, "tcp printer:9100: its words");
        row("paper low", judgePrinter(printer(true, true)), "printer", V::Warning, "new roll");
        row("printer bad", judgePrinter(printer(false)), "printer", V::Failed, "its words");
        row("printer in use", judgePrinter(printer(false, false, true)), "printer", V::Warning,
            "running register");
        row("no printer", judgePrinter({}), "printer", V::NotConfigured, "[printer]");

        row("scanner", judgeScanner(input({{}, {u"Zebra"_s}, {u"Zebra"_s}})), "scanner", V::Ok, "Zebra");
        row("keyboard", judgeScanner(input({{}, {u"AT keyboard"_s}, {}})), "scanner", V::NotConfigured,
            "AT keyboard");
        row("nothing to type with", judgeScanner(input({})), "scanner", V::Failed, "HID");
        row("touch alone", judgeScanner(input({{u"ELO"_s}, {}, {}})), "scanner", V::NotConfigured, "typed");
        row("terminal without", judgeScanner(input({}, true)), "scanner", V::NotConfigured, "type");

        row("speaks", judgeSpeech({true, true, {}}), "speech", V::Ok, "ready");
        row("mute terminal", judgeSpeech({true, false, u"no socket"_s}), "speech", V::Failed, "no socket");
        row("mute register", judgeSpeech({false, false, u"no socket"_s}), "speech", V::NotConfigured,
            "registers do not speak");

        row("network", judgeNetwork({true, false}), "network", V::Ok, "connected");
        row("no network", judgeNetwork({false, false}), "network", V::Failed, "no connection");
        row("not needed", judgeNetwork({false, true}), "network", V::Ok, "on this machine");

        row("backend", judgeBackend(backend(Trouble::None)), "backend", V::Ok, "https://pay.example");
        row("no token", judgeBackend(backend(Trouble::NoToken)), "backend", V::Failed, "--enroll CODE");
        row("unreachable", judgeBackend(backend(Trouble::Unreachable)), "backend", V::Failed, "the cause");
        row("tls", judgeBackend(backend(Trouble::Tls)), "backend", V::Failed, "ca_file");
        row("refused", judgeBackend(backend(Trouble::Refused)), "backend", V::Failed, "enrol it again");
        row("other", judgeBackend(backend(Trouble::Other)), "backend", V::Failed, "operator");
        row("no Clive", judgeBackend(backend(Trouble::None, contract::CliveReach::NotReached)), "backend",
            V::Warning, "cannot reach Clive");

        row("clock", judgeClock(clock(900)), "clock", V::Ok, "0 s ahead");
        row("clock unknown", judgeClock(clock({})), "clock", V::Warning, "not compared");
        row("clock off", judgeClock(clock(-31'000)), "clock", V::Warning, "31 s behind");
        row("clock at the limit", judgeClock(clock(30'000)), "clock", V::Ok, "30 s ahead");
        row("clock wrong", judgeClock(clock(301'000)), "clock", V::Failed, "timesyncd");

        constexpr auto gib = 1024LL * 1024 * 1024;
        row("disk", judgeDisk({u"/d"_s, 5 * gib, {}, 3}), "disk", V::Ok, "5.0 GB free");
        row("disk unknown", judgeDisk({u"/d"_s, -1, {}, 3}), "disk", V::Ok, "written durably in 3 ms");
        row("disk little", judgeDisk({u"/d"_s, gib - 1, {}, 3}), "disk", V::Warning, "make room");
        row("disk full", judgeDisk({u"/d"_s, gib / 20, {}, 3}), "disk", V::Failed, "make room");
        row("disk slow", judgeDisk({u"/d"_s, 5 * gib, {}, 501}), "disk", V::Warning, "slow");
        row("disk read-only", judgeDisk({u"/d"_s, 5 * gib, u"Read-only file system"_s, 0}), "disk", V::Failed,
            "/d: Read-only file system");
    }
    void everyVerdict()
    {
        QFETCH(Result, result);
        QFETCH(QString, words);
        QTEST(result.name, "name");
        QTEST(int(result.verdict), "verdict");
        const QString all = result.words + u" -> "_s + result.advice;
        QVERIFY2(all.contains(words), qPrintable(all));
        // Whoever is told that something is wrong is told what to do.
        if (result.verdict == Verdict::Failed || result.verdict == Verdict::Warning)
            QVERIFY(!result.advice.isEmpty());
    }

    void linuxTellsItsInputDevices()
    {
        const auto devices = inputDevicesIn(
            "I: Bus=0019 Vendor=0000 Product=0001 Version=0000\nN: Name=\"Power Button\"\n"
            "H: Handlers=kbd event0\nB: PROP=0\nB: EV=3\nB: KEY=10000000000000 0\n\n"
            "I: Bus=0011\nN: Name=\"AT Translated Set 2 keyboard\"\nB: PROP=0\nB: EV=120013\nB: LED=7\n\n"
            "I: Bus=0003\nN: Name=\"Honeywell Imaging & Mobility 1900\"\nB: PROP=0\nB: EV=120013\n\n"
            "I: Bus=0003\nN: Name=\"ELAN Touchscreen\"\nB: PROP=2\nB: EV=b\nB: ABS=260800000000003\n\n"
            "I: Bus=0018\nN: Name=\"Synaptics TouchPad\"\nB: PROP=5\nB: EV=b\n");
        QCOMPARE(devices.touchScreens, QStringList{u"ELAN Touchscreen"_s});
        QCOMPARE(devices.keyboards,
                 (QStringList{u"AT Translated Set 2 keyboard"_s, u"Honeywell Imaging & Mobility 1900"_s}));
        QCOMPARE(devices.scanners, QStringList{u"Honeywell Imaging & Mobility 1900"_s});
        QVERIFY(inputDevicesIn({}).keyboards.isEmpty());
        QVERIFY(inputDevicesIn("nonsense\nB: EV=\nB: PROP=zz").touchScreens.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestJudgement)
#include "tst_judgement.moc"
