#include "kiosk/autopilot/scenario.h"

#include <QDir>
#include <QTest>

using namespace tillwright::kiosk::autopilot;
using namespace Qt::StringLiterals;

class TestScenario : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheContractsExample()
    {
        const auto scenario = parseScenario(R"({"name": "lost network after confirm", "mode": "register",
 "sale": {"amount": "750.00", "currency": "USD", "email": "buyer@example.com", "reference": "EZ12345",
          "meta": {"order_id": "ORD-1001", "customer_tier": "gold"}},
 "pay": [{"card": "4000000000009995"}, {"card": "4242424242424242"}],
 "faults": [{"at": "stripe.confirm.response", "do": "drop"},
            {"at": "clive.webhook", "do": "delay", "ms": 5000}],
 "expect": {"outcome": "paid", "charges": 1, "receipts": 1}})");
        QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error().text(u"file"_s)));
        QCOMPARE(scenario->cliveFlow, u"checkout-intent"_s);
        QCOMPARE(scenario->amount, u"750.00"_s);
        QCOMPARE(scenario->meta.value(u"order_id"_s), u"ORD-1001"_s);
        QCOMPARE(scenario->pay.size(), 2);
        QCOMPARE(scenario->pay.at(1).number, u"4242424242424242"_s);
        QCOMPARE(scenario->faults.at(1).delayMs, 5000);
        QCOMPARE(*scenario->expect.outcome, u"paid"_s);
        QCOMPARE(*scenario->expect.charges, 1);
    }

    void namesLineAndReason_data()
    {
        QTest::addColumn<QByteArray>("change");
        QTest::addColumn<QByteArray>("into");
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char *name, const char *change, const char *into, int line,
                            const char *reason) {
            QTest::newRow(name) << QByteArray(change) << QByteArray(into) << line
                                << QString::fromLatin1(reason);
        };
        row("not JSON", "\"mode\": \"register\",", "\"mode\" \"register\",", 2, "not JSON");
        row("unknown key", "\"mode\"", "\"modus\"", 2, "modus is not a key of a scenario");
        row("unknown mode", "\"register\"", "\"airport\"", 2, "mode is airport");
        row("items at a terminal", "\"register\",\n \"sale\": {",
            "\"terminal\",\n \"sale\": {\"items\": [\"A\"], ", 3, "items are for the mode register");
        row("unknown flow", "\"mode\": \"register\"", "\"flow\": \"old\"", 2,
            "flow is old; use checkout-intent or legacy");
        row("no e-mail", "\"email\": \"buyer@example.com\",", "", 3, "sale has no email");
        row("amount is a number", "\"750.00\"", "750", 3, "amount is not a string");
        row("card with letters", "\"4242424242424242\"", "\"4242x\"", 4, "card is not a number of digits");
        row("unknown challenge", "\"complete\"", "\"ignore\"", 4, "challenge is ignore");
        row("unknown place", "\"clive.webhook\"", "\"clive.mail\"", 5, "at is clive.mail; use one of: ");
        row("action elsewhere", "\"delay\"", "\"crash\"", 5, "do is crash; clive.webhook takes one of: ");
        row("never elsewhere", "\"at\": \"clive.webhook\", \"do\": \"delay\"",
            "\"at\": \"kiosk.process\", \"do\": \"never\"", 5, "do is never; kiosk.process takes one of: ");
        row("unknown moment", "\"at\": \"clive.webhook\", \"do\": \"delay\"",
            "\"at\": \"page.renderer\", \"do\": \"never\", \"when\": \"asleep\"", 5,
            "when is asleep; use typed or confirming");
        row("moment elsewhere", "\"do\": \"delay\"", "\"do\": \"delay\", \"when\": \"typed\"", 5,
            "when is for page.renderer only");
        row("negative delay", "5000", "-1", 5, "ms is not an integer from 0 to 600000");
        row("event elsewhere", "\"ms\": 5000", "\"ms\": 5000, \"event\": \"state:Paid\"", 5,
            "event is for page.renderer and kiosk.process");
        row("printer", "\"clive.webhook\"", "\"printer\"", 5,
            "do is delay; printer takes one of: paper_out, cover_open, offline, crash, never");
        row("events are not strings", "\"outcome\": \"paid\"", "\"events\": [7]", 6,
            "events is not an array of strings");
        row("unknown end", "\"mode\": \"register\"", "\"then\": \"go_home\"", 2,
            "then is go_home; use close_shift");
        row("unknown hand", "\"mode\": \"register\"", "\"hands\": [{\"press\": \"a\"}, {\"shake\": \"b\"}]",
            2, "hands: step 2 is none of press, type, ");
        row("no hands", "\"mode\": \"register\"", "\"hands\": []", 2, "hands is not an array of steps");
        row("unknown typing", "\"mode\": \"register\"", "\"typing\": \"feet\"", 2,
            "typing is feet; use keys or touch");
        row("unknown language", "\"mode\": \"register\"", "\"mode\": \"terminal\", \"language\": \"de\"", 2,
            "language is de; use one of: en, fr, es, ar");
        row("language at the register", "\"mode\": \"register\"", "\"language\": \"fr\"", 2,
            "a language is for the mode terminal");
        row("touch at the register", "\"mode\": \"register\"", "\"typing\": \"touch\"", 2,
            "typing by touch is for the mode terminal");
        row("unknown outcome", "\"paid\"", "\"perhaps\"", 6, "outcome is perhaps");
    }
    void namesLineAndReason()
    {
        QFETCH(QByteArray, change);
        QFETCH(QByteArray, into);
        QFETCH(int, line);
        QFETCH(QString, reason);
        QByteArray text =
            "{\"name\": \"x\",\n"
            " \"mode\": \"register\",\n"
            " \"sale\": {\"amount\": \"750.00\", \"email\": \"buyer@example.com\", \"reference\": \"EZ1\"},\n"
            " \"pay\": [{\"card\": \"4242424242424242\", \"challenge\": \"complete\"}],\n"
            " \"faults\": [{\"at\": \"clive.webhook\", \"do\": \"delay\", \"ms\": 5000}],\n"
            " \"expect\": {\"outcome\": \"paid\"}}\n";
        QVERIFY(parseScenario(text));
        QVERIFY(text.contains(change));
        text.replace(change, into);
        const auto scenario = parseScenario(text);
        QVERIFY(!scenario);
        QVERIFY2(scenario.error().reason.contains(reason), qPrintable(scenario.error().reason));
        QCOMPARE(scenario.error().line, line);
        QCOMPARE(scenario.error().text(u"a.json"_s).section(u':', 0, 1), u"a.json:%1"_s.arg(line));
    }

    void readsEveryScenarioOfTheProject()
    {
        const QDir folder(QStringLiteral(TILLWRIGHT_SOURCE_DIR "/resources/scenarios"));
        const auto files = folder.entryList({u"*.json"_s});
        QVERIFY(files.size() >= 11);
        for (const auto &file : files) {
            const auto scenario = readScenario(folder.filePath(file));
            QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error().text(file)));
            QVERIFY2(scenario->expect.outcome, qPrintable(file));
        }
    }

    void missingFileIsAnError()
    {
        const auto scenario = readScenario(u"/nowhere/at/all.json"_s);
        QVERIFY(!scenario);
        QVERIFY(scenario.error().text(u"all.json"_s).startsWith(u"all.json: cannot be read"_s));
    }

    void mayNameItems()
    {
        const auto scenario = parseScenario(R"({"name": "x", "sale": {"items": ["A", "B", "A"],
 "amount": "3.00", "email": "buyer@example.com", "reference": "EZ1"}})");
        QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error().text(u"file"_s)));
        QCOMPARE(scenario->items, QStringList({u"A"_s, u"B"_s, u"A"_s}));
        for (const char *items : {"5", "\"A\"", "[5]", "[\"\"]"}) {
            const auto wrong =
                parseScenario(QByteArray(R"({"name": "x", "sale": {"amount": "3.00", "email": "a@example.com",
 "reference": "EZ1", "items": )")
                              + items + "}}");
            QVERIFY2(!wrong && wrong.error().line == 2, items);
        }
    }

    void knowsWhenTheRendererIsStruck()
    {
        const auto scenario = parseScenario(R"({"name": "x",
 "sale": {"amount": "750.00", "email": "buyer@example.com", "reference": "EZ1"},
 "faults": [{"at": "page.renderer", "do": "crash"},
            {"at": "page.renderer", "do": "never", "when": "confirming", "ms": 700, "times": 1}]})");
        QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error().text(u"file"_s)));
        QCOMPARE(scenario->faults.at(0).when, Moment::Typed);
        QCOMPARE(scenario->faults.at(1).when, Moment::Confirming);
        QCOMPARE(scenario->faults.at(1).delayMs, 700);
    }

    void givesTheSandboxItsOwnFaultsOnly()
    {
        Scenario scenario;
        scenario.faults = {{u"clive.webhook"_s, u"delay"_s, 70, 500, 2, Moment::Typed},
                           {u"backend.request"_s, u"drop"_s, 0, 500, 1, Moment::Typed}};
        QCOMPARE(sandboxFaults(scenario),
                 QByteArray(R"([{"at":"clive.webhook","do":"delay","ms":70,"times":2}])"));
    }
};

QTEST_GUILESS_MAIN(TestScenario)
#include "tst_scenario.moc"
