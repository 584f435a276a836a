#include "../../../support/fake_device_config.h"

#include "kiosk/presentation/diagnostics_view_model.h"

#include <QSignalSpy>
#include <QTest>

using namespace tillwright;
using namespace tillwright::kiosk::presentation;
using contract::CliveReach;

namespace {

DiagnosticFacts goodFacts()
{
    DiagnosticFacts facts;
    facts.version = QStringLiteral("0.1.0");
    facts.engine = {QStringLiteral("132.0.6834.83"), 130, false};
    facts.device = QStringLiteral("register-1");
    facts.backendAddress = QStringLiteral("https://backend.example");
    facts.isBackendReached = true;
    facts.clive = CliveReach::Reached;
    facts.clockAheadMs = 800;
    facts.config = testing::exampleDeviceConfig();
    facts.isConfigConfirmed = true;
    facts.files = {{QStringLiteral("journal.sqlite"), 40'960, {}}};
    facts.freeBytes = 20LL * 1024 * 1024 * 1024;
    facts.printer = QStringLiteral("tcp");
    facts.printerWords = QStringLiteral("Printer ready");
    facts.canPrint = true;
    return facts;
}

std::optional<DiagnosticLine> lineOf(const DiagnosticFacts &facts, const QString &name)
{
    for (const auto &group : diagnosticGroups(facts, QTimeZone::utc())) {
        for (const auto &line : group.lines) {
            if (line.name == name)
                return line;
        }
    }
    return std::nullopt;
}

} // namespace

/// What a supervisor reads of the register's state.
class DiagnosticsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsWrongWithAGoodRegister();
    void judges_data();
    void judges();
    void saysWhatDiffers();
    void looksOnlyWhileItIsShown();
    void errorsAreKeptAndTheSameOneOnce();
    void theOldestErrorsGo();
    void asTextForSupport();
};

void DiagnosticsTest::nothingIsWrongWithAGoodRegister()
{
    for (const auto &group : diagnosticGroups(goodFacts())) {
        QVERIFY(!group.title.isEmpty() && !group.lines.isEmpty());
        for (const auto &line : group.lines) {
            const bool isCalm = line.tone == FactTone::Plain || line.tone == FactTone::Good;
            QVERIFY2(isCalm, qPrintable(line.name + u' ' + line.value));
            QVERIFY2(!line.name.isEmpty(), qPrintable(group.title));
        }
    }
}

void DiagnosticsTest::judges_data()
{
    using Change = std::function<void(DiagnosticFacts &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("value");
    QTest::addColumn<FactTone>("tone");
    const auto row = [](const char *name, Change change, const char *line, const char *value, FactTone tone) {
        QTest::newRow(name) << std::move(change) << QString::fromLatin1(line) << QString::fromUtf8(value)
                            << tone;
    };
    row(
        "backend out", [](auto &f) { f.isBackendReached = false; }, "Backend", "does not answer",
        FactTone::Bad);
    row(
        "not asked", [](auto &f) { f.isBackendReached.reset(); }, "Backend", "not asked yet",
        FactTone::Plain);
    row(
        "clive out", [](auto &f) { f.clive = CliveReach::NotReached; }, "Clive", "did not answer",
        FactTone::Bad);
    row(
        "clive not asked", [](auto &f) { f.clive = CliveReach::NotAsked; }, "Clive", "not asked since",
        FactTone::Plain);
    row(
        "clive not known", [](auto &f) { f.clive = CliveReach::Unknown; }, "Clive", "not known",
        FactTone::Plain);
    row(
        "clock right", [](auto &f) { f.clockAheadMs = -3'000; }, "Clock", "as the backend", FactTone::Good);
    row(
        "clock behind", [](auto &f) { f.clockAheadMs = -31'000; }, "Clock", "31 s behind", FactTone::Warning);
    row(
        "clock ahead", [](auto &f) { f.clockAheadMs = 600'000; }, "Clock", "10 min ahead", FactTone::Bad);
    row(
        "file gone", [](auto &f) { f.files[0].bytes = -1; }, "journal.sqlite", "is not there",
        FactTone::Warning);
    row(
        "file damaged", [](auto &f) { f.files[0].trouble = QStringLiteral("damaged"); }, "journal.sqlite",
        "damaged", FactTone::Bad);
    row(
        "little disk", [](auto &f) { f.freeBytes = 500LL * 1024 * 1024; }, "Free disk", "500.0 MB",
        FactTone::Warning);
    row(
        "no disk", [](auto &f) { f.freeBytes = 1024; }, "Free disk", "1.0 ", FactTone::Bad);
    row(
        "printer", [](auto &f) { f.canPrint = false; }, "State", "Printer ready", FactTone::Bad);
    row(
        "papers", [](auto &f) { f.openJobs = 3; }, "Papers that wait", "3", FactTone::Warning);
    row(
        "stuck papers", [](auto &f) { f.stuckJobs = 1; }, "Papers that need somebody", "1", FactTone::Bad);
    row(
        "no printer", [](auto &f) { f.printer.clear(); }, "Printer", "none is configured", FactTone::Plain);
    row(
        "unresolved", [](auto &f) { f.unresolvedSales = 2; }, "Unresolved sales", "2", FactTone::Warning);
    row(
        "engine", [](auto &f) { f.engine.version = QStringLiteral("108.0"); }, "Engine", "no card is taken",
        FactTone::Bad);
    row(
        "engine, as configured",
        [](auto &f) {
            f.engine = {QStringLiteral("108.0"), 130, true};
        },
        "Engine", "as configured", FactTone::Warning);
    row(
        "memory", [](auto &f) { f.isConfigConfirmed = false; }, "From the backend", "not confirmed",
        FactTone::Warning);
    row(
        "no config", [](auto &f) { f.config.reset(); }, "From the backend", "nothing yet", FactTone::Warning);
}

void DiagnosticsTest::judges()
{
    QFETCH(std::function<void(DiagnosticFacts &)>, change);
    QFETCH(QString, line);
    QFETCH(QString, value);
    QFETCH(FactTone, tone);
    auto facts = goodFacts();
    change(facts);
    const auto found = lineOf(facts, line);
    QVERIFY(found);
    QVERIFY2(found->value.contains(value), qPrintable(found->value));
    QVERIFY(found->tone == tone);
}

void DiagnosticsTest::saysWhatDiffers()
{
    auto facts = goodFacts();
    QVERIFY(!lineOf(facts, QStringLiteral("Differs")));
    facts.configDifferences = {QStringLiteral("The currency is USD here and EUR at the backend")};
    QCOMPARE(lineOf(facts, QStringLiteral("Differs"))->value, facts.configDifferences.front());
}

void DiagnosticsTest::looksOnlyWhileItIsShown()
{
    testing::FakeClock clock;
    int looks = 0;
    int checks = 0;
    DiagnosticsViewModel model({[&] {
                                    ++looks;
                                    return goodFacts();
                                },
                                [&] { ++checks; },
                                {}},
                               clock);
    QSignalSpy changes(&model, &DiagnosticsViewModel::changed);
    model.look();
    model.addError(QStringLiteral("x"));
    QCOMPARE(looks, 0);
    model.setShown(true);
    QCOMPARE(looks, 1);
    QVERIFY(model.lookedText().startsWith(QStringLiteral("Looked at ")));
    model.check();
    QCOMPARE(checks, 1);
    QCOMPARE(changes.size(), 2);
    QVERIFY(!model.canTestPrint());
    model.testPrint();
    QCOMPARE(model.printText(), QString());
    model.setShown(false);
    model.look();
    QCOMPARE(looks, 2);
}

void DiagnosticsTest::errorsAreKeptAndTheSameOneOnce()
{
    testing::FakeClock clock;
    DiagnosticsViewModel model({&goodFacts, [] {}, {}}, clock);
    model.addError(QStringLiteral("connection refused (request 1)"));
    model.addError(QStringLiteral("paper out"));
    clock.advance(60'000);
    model.addError(QStringLiteral("connection refused (request 2)"));
    model.setShown(true);
    const auto &lines = model.groups().back().lines;
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[0].value, QStringLiteral("connection refused (request 2)"));
    QCOMPARE(lines[1].value, QStringLiteral("paper out"));
}

void DiagnosticsTest::theOldestErrorsGo()
{
    testing::FakeClock clock;
    DiagnosticsViewModel model({&goodFacts, [] {}, {}}, clock);
    for (int i = 0; i < 30; ++i)
        model.addError(QStringLiteral("error %1").arg(i));
    model.setShown(true);
    const auto &lines = model.groups().back().lines;
    QCOMPARE(lines.size(), DiagnosticsViewModel::errorsKeptMax);
    QCOMPARE(lines.front().value, QStringLiteral("error 29"));
    QCOMPARE(lines.back().value, QStringLiteral("error 10"));
}

void DiagnosticsTest::asTextForSupport()
{
    auto facts = goodFacts();
    facts.isBackendReached = false;
    const QString text = diagnosticText(diagnosticGroups(facts));
    QVERIFY(text.contains(QStringLiteral("Backend and Clive\n  Address: https://backend.example\n"
                                         "  !! Backend: does not answer\n")));
    // The publishable key is no secret, and still nobody's business.
    QVERIFY(!text.contains(QStringLiteral("pk_test")));
}

QTEST_GUILESS_MAIN(DiagnosticsTest)
#include "tst_diagnostics.moc"
