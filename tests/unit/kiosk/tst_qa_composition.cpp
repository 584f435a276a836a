#include "kiosk/autopilot/faulty_backend.h"
#include "kiosk/presentation/checkout_view_model.h"
#include "kiosk/qa_composition.h"
#include "kiosk/qa_scenario_player.h"
#include "kiosk/sandbox_printer.h"
#include "support/fake_ports.h"

#include <QApplication>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tillwright;
using namespace tillwright::kiosk;
using namespace Qt::StringLiterals;
using autopilot::Fault;

namespace {

constexpr int patienceMs = 30'000;

SandboxEndpoints endpointsAt(const QString &url)
{
    SandboxEndpoints endpoints;
    endpoints.cliveUrl = QUrl(url);
    endpoints.controlToken = "control-token";
    endpoints.deviceToken = domain::Secret("device-token");
    return endpoints;
}

QWidget *panel()
{
    for (QWidget *window : QApplication::topLevelWidgets()) {
        if (window->objectName() == "qaPanel"_L1)
            return window;
    }
    return nullptr;
}

bool isPanelVisible()
{
    return panel() && panel()->isVisible();
}

/// A kiosk, as far as QA mode is concerned.
struct Till {
    testing::FakeBackend backend;
    testing::FakeClock clock;
    testing::FakeRandom random;
    testing::FakePage page;
    testing::FakeJournal journal;
    testing::FakeReceipts receipts;
    checkout::CheckoutDesk desk{checkout::Ports{backend, page, journal, receipts, clock, random}, {}};
    presentation::CheckoutViewModel sale{desk, clock};
    QWidget window;
    QTemporaryDir reports;

    Till()
    {
        window.show();
        window.activateWindow();
    }
    QaOptions options() const { return {{}, QDir(reports.path()), false}; }
    void pressKey() { QTest::keyClick(&window, Qt::Key_Q, Qt::ControlModifier | Qt::ShiftModifier); }
};

} // namespace

void write(const QString &fileName, const QByteArray &text)
{
    QFile file(fileName);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("no place for %s", qPrintable(fileName));
}

/// This program in the place of the one that plays: `waits.json` goes on until it is ended, `fails.json` fails.
int playOne(const QStringList &arguments)
{
    const QString scenario = arguments.value(arguments.indexOf(u"--scenario"_s) + 1);
    const QString artifacts = arguments.value(arguments.indexOf(u"--artifacts"_s) + 1);
    if (scenario.endsWith(u"waits.json"_s))
        return QCoreApplication::exec();
    const bool hasPassed = !scenario.endsWith(u"fails.json"_s);
    write(artifacts + u"/result.json"_s,
          hasPassed ? R"({"passed": true, "problems": []})"
                    : R"({"passed": false, "problems": ["outcome is refused, expected paid"]})");
    return hasPassed ? 0 : 1;
}

void writeScenario(const QString &folder, const QString &name)
{
    write(folder + u'/' + name + u".json"_s,
          R"({"name": "x", "sale": {"amount": "1.00", "email": "a@b.example", "reference": "EZ1"}})");
}

/// QA mode beside a kiosk: who gets it, and what it does to the kiosk itself.
class TestQaComposition : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thereIsNoneWithoutASandbox()
    {
        Till till;
        const auto endpoints = endpointsAt(u"http://127.0.0.1:9"_s);
        const auto elsewhere = endpointsAt(u"https://api.clive.example"_s);
        for (const auto &made :
             {QaComposition::create(false, nullptr, till.clock, till.options()).has_value(),
              QaComposition::create(false, &endpoints, till.clock, till.options()).has_value(),
              QaComposition::create(true, nullptr, till.clock, till.options()).has_value(),
              QaComposition::create(true, &elsewhere, till.clock, till.options()).has_value()})
            QVERIFY(!made);
        till.pressKey();
        QVERIFY(!panel());
    }

    void itsKeyOpensAndClosesThePanel()
    {
        Till till;
        const auto endpoints = endpointsAt(u"http://127.0.0.1:9"_s);
        auto qa = QaComposition::create(true, &endpoints, till.clock, till.options());
        QVERIFY(qa);
        (*qa)->attach({till.window, till.sale});
        QVERIFY(QTest::qWaitForWindowActive(&till.window));
        till.pressKey();
        QTRY_VERIFY(isPanelVisible());
        QVERIFY(panel()->windowTitle().contains(u"SANDBOX"_s));
        QVERIFY(QTest::qWaitForWindowActive(panel()));
        QTest::keyClick(panel(), Qt::Key_Q, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(!isPanelVisible());
        // The program goes on without it, and ends although it is open.
        (*qa)->open();
        QVERIFY(!panel()->testAttribute(Qt::WA_QuitOnClose));
        qa->reset();
        QVERIFY(!panel());
    }

    void theScenariosOfTheTreeAreFound()
    {
        QCOMPARE(QDir(builtInScenarios()).canonicalPath(),
                 QDir(QStringLiteral(TILLWRIGHT_SOURCE_DIR "/resources/scenarios")).canonicalPath());
    }

    void itsFaultsHappenBetweenKioskAndBackend()
    {
        Till till;
        const auto endpoints = endpointsAt(u"http://127.0.0.1:9"_s);
        auto qa = QaComposition::create(true, &endpoints, till.clock, till.options());
        QVERIFY(qa);
        const auto decorated = (*qa)->decorator()(till.backend, till.clock);
        auto *faulty = dynamic_cast<autopilot::FaultyBackend *>(decorated.get());
        QVERIFY(faulty);
        int answers = 0;
        int failures = 0;
        const auto ask = [&] {
            decorated->fetchStatus({"ctx_1", true, 0, 0},
                                   [&](const auto &answer) { ++(answer ? answers : failures); });
        };
        ask();
        till.backend.status.answer(contract::CheckoutState{});
        QCOMPARE(answers, 1);
        QaKioskFaults faults;
        faults.attach(faulty, nullptr, nullptr);
        faults.set({{u"backend.request"_s, u"drop"_s, 0, 500, 2}});
        QCOMPARE(faults.inForce()[0].times, 2);
        ask();
        till.clock.advance(0);
        QCOMPARE(failures, 1);
        QCOMPARE(faults.inForce()[0].times, 1);
        faults.set({});
        ask();
        till.backend.status.answer(contract::CheckoutState{});
        QCOMPARE(answers, 2);
        // The kiosk's own places are those that are not the sandbox's, all of them.
        QStringList places;
        for (const auto &place : faults.places())
            places.append(place.at);
        QCOMPARE(places,
                 (QStringList{u"backend.request"_s, u"backend.response"_s, u"kiosk.process"_s,
                              u"page.renderer"_s, u"printer"_s}));
        QVERIFY(!faults.whyNot(u"printer"_s).isEmpty());
        QVERIFY(faults.whyNot(u"backend.request"_s).isEmpty());
    }

    void aFaultWaitsForItsEvent()
    {
        QaKioskFaults faults;
        faults.set({{u"page.renderer"_s, u"crash"_s, 0, 500, 0, {}, u"state:Confirming"_s}});
        QCOMPARE(faults.inForce().size(), 1);
        faults.happen(u"state:Paid"_s);
        QCOMPARE(faults.inForce().size(), 1);
        faults.happen(u"state:Confirming"_s);
        QVERIFY(faults.inForce().isEmpty());
        // At once.
        faults.set({{u"page.renderer"_s, u"crash"_s}});
        QVERIFY(faults.inForce().isEmpty());
    }

    void scenariosArePlayedInProgramsOfTheirOwn()
    {
        QTemporaryDir folder;
        QTemporaryDir reports;
        writeScenario(folder.path(), u"fails"_s);
        writeScenario(folder.path(), u"passes"_s);
        QaScenarioPlayer player(QDir(reports.path()), true);
        QStringList log;
        connect(&player, &qa::ScenarioPlayer::began, this, [&log](const QString &name) { log.append(name); });
        connect(&player, &qa::ScenarioPlayer::settled, this, [&log](const qa::ScenarioResult &result) {
            log.append((result.hasPassed ? u"passed "_s : u"failed "_s) + result.name);
        });
        QSignalSpy finished(&player, &qa::ScenarioPlayer::finished);
        QCOMPARE(player.play(folder.path()), QString());
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patienceMs);
        QCOMPARE(log, (QStringList{u"fails"_s, u"failed fails"_s, u"passes"_s, u"passed passes"_s}));
        const QString report = finished[0][0].toString();
        QVERIFY2(QFile::exists(report) && report.startsWith(reports.path()), qPrintable(report));
        QVERIFY(QFile::exists(QFileInfo(report).dir().filePath(u"junit.xml"_s)));
        // One that is wrong, and one that is stopped before it is over: no report of it.
        write(folder.filePath(u"wrong.json"_s), "{}");
        QVERIFY(player.play(folder.filePath(u"wrong.json"_s)).contains(u"wrong.json:1"_s));
        log.clear();
        writeScenario(folder.path(), u"waits"_s);
        QCOMPARE(player.play(folder.filePath(u"waits.json"_s)), QString());
        QTRY_COMPARE_WITH_TIMEOUT(log, QStringList{u"waits"_s}, patienceMs);
        player.stop();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, patienceMs);
        QCOMPARE(finished[1][0].toString(), QString());
        QVERIFY(!finished[1][1].toString().isEmpty());
        QCOMPARE(log, QStringList{u"waits"_s});
        QCOMPARE(QDir(reports.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(), 1);
    }

    void thePrinterIsBrokenAndRepaired()
    {
        QTemporaryDir slips;
        SandboxPrinter printer({}, QDir(slips.path()));
        QVERIFY(!printer.start().isEmpty());
        QaKioskFaults faults;
        faults.attach(nullptr, nullptr, &printer);
        QVERIFY(faults.whyNot(u"printer"_s).isEmpty());
        faults.set({{u"printer"_s, u"cover_open"_s}, {u"printer"_s, u"offline"_s, 50}});
        QCOMPARE(faults.inForce().size(), 2);
        // Somebody comes.
        QTRY_COMPARE(faults.inForce().size(), 1);
        QCOMPARE(faults.inForce()[0].action, u"cover_open"_s);
        faults.set({});
        QVERIFY(faults.inForce().isEmpty());
    }
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    if (QCoreApplication::arguments().contains(u"--autopilot"_s))
        return playOne(QCoreApplication::arguments());
    TestQaComposition test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_qa_composition.moc"
