#include "kiosk/autopilot/scenario.h"
#include "sandbox/stripe/test_cards.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QSet>
#include <QTest>

using namespace tillwright::kiosk::autopilot;
using namespace Qt::StringLiterals;

/// The scenarios of resources/scenarios together: each can be played and says what it is about, all faults, cards and screens
/// are in them, and docs/qa.md names them all.
class TestScenarioFolder : public QObject
{
    Q_OBJECT

    struct Read {
        Scenario scenario;
        QJsonObject json;
    };
    QMap<QString, Read> m_scenarios;

    static QString contents(const QString &path)
    {
        QFile file(QStringLiteral(TILLWRIGHT_SOURCE_DIR "/") + path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QDir folder(QStringLiteral(TILLWRIGHT_SOURCE_DIR "/resources/scenarios"));
        for (const auto &entry : folder.entryInfoList({u"*.json"_s}, QDir::Files)) {
            const auto scenario = readScenario(entry.filePath());
            QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error().text(entry.filePath())));
            const auto text = contents(u"resources/scenarios/"_s + entry.fileName()).toUtf8();
            m_scenarios.insert(entry.completeBaseName(), {*scenario, QJsonDocument::fromJson(text).object()});
        }
        QVERIFY(m_scenarios.size() >= 40);
    }

    void eachIsDescribed()
    {
        QMap<QString, QString> fileOf;
        for (auto it = m_scenarios.begin(); it != m_scenarios.end(); ++it) {
            const auto &[scenario, json] = it.value();
            QVERIFY2(!json.value("description"_L1).toString().isEmpty(), qPrintable(it.key()));
            QVERIFY2(
                !fileOf.contains(scenario.name),
                qPrintable(u"%1 and %2 have the same name"_s.arg(it.key(), fileOf.value(scenario.name))));
            fileOf.insert(scenario.name, it.key());
            // Whatever happens: how it ends, what it costs the customer, and the papers.
            QVERIFY2(scenario.expect.outcome && scenario.expect.charges && scenario.expect.receipts,
                     qPrintable(it.key()));
            QVERIFY2(*scenario.expect.charges <= 1, qPrintable(it.key()));
            QVERIFY2(*scenario.expect.receipts == 0 || *scenario.expect.outcome == "paid"_L1,
                     qPrintable(it.key()));
        }
    }

    void everyFaultIsInThem()
    {
        QSet<QString> used;
        for (const auto &[scenario, json] : m_scenarios) {
            for (const auto &fault : scenario.faults)
                used.insert(fault.at + u' ' + fault.action);
        }
        QStringList missing;
        const auto &places = actionsByPlace();
        for (auto it = places.begin(); it != places.end(); ++it) {
            for (const auto &action : it.value()) {
                if (!used.contains(it.key() + u' ' + action))
                    missing.append(it.key() + u' ' + action);
            }
        }
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u", "_s)));
    }

    void everyCardIsInThem()
    {
        QSet<QString> used;
        QSet<Challenge> challenges;
        for (const auto &[scenario, json] : m_scenarios) {
            for (const auto &card : scenario.pay) {
                used.insert(card.number);
                challenges.insert(card.challenge);
            }
        }
        QStringList missing;
        for (const auto number : tillwright::sandbox::testCardNumbers()) {
            const auto text = QString::fromLatin1(number.data(), qsizetype(number.size()));
            if (!used.contains(text))
                missing.append(text);
        }
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u", "_s)));
        QCOMPARE(challenges.size(), 3);
    }

    void everyScreenIsInThem()
    {
        QSet<QString> seen;
        QSet<QString> outcomes;
        bool isShiftClosed = false;
        bool isTerminalPaid = false;
        for (const auto &[scenario, json] : m_scenarios) {
            for (const auto &step : scenario.hands) {
                if (step.kind == HandStep::Kind::See)
                    seen.insert(step.name);
            }
            outcomes.insert(*scenario.expect.outcome);
            isShiftClosed = isShiftClosed || scenario.closesShift;
            isTerminalPaid =
                isTerminalPaid || (scenario.isAtTerminal() && *scenario.expect.outcome == "paid"_L1);
        }
        // Sale, payment and result are in every one; signing in comes before each.
        for (const auto &screen :
             {u"historyScreen"_s, u"attentionScreen"_s, u"shiftScreen"_s, u"diagnosticsScreen"_s,
              u"settingsScreen"_s, u"helpOverlay"_s, u"approvalPanel"_s, u"saleScreen"_s})
            QVERIFY2(seen.contains(screen), qPrintable(screen));
        QCOMPARE(outcomes.size(), 4);
        QVERIFY(isShiftClosed && isTerminalPaid);
    }

    void theDocumentNamesThemAll()
    {
        // | [name](../resources/scenarios/name.json) | what it is | how it ends |
        QMap<QString, QString> rows;
        for (const auto &line : contents(u"docs/qa.md"_s).split(u'\n')) {
            if (line.startsWith(u"| ["_s) && line.contains(u"../resources/scenarios/"_s))
                rows.insert(line.section(u'[', 1, 1).section(u']', 0, 0), line);
        }
        for (auto it = m_scenarios.begin(); it != m_scenarios.end(); ++it) {
            const auto wanted = u"| [%1](../resources/scenarios/%1.json) | %2 | %3 |"_s.arg(
                it.key(), it->scenario.name, *it->scenario.expect.outcome);
            QVERIFY2(rows.value(it.key()) == wanted,
                     qPrintable(u"docs/qa.md should have the line\n%1\nand has\n%2"_s.arg(
                         wanted, rows.value(it.key(), u"none"_s))));
        }
        for (auto it = rows.begin(); it != rows.end(); ++it)
            QVERIFY2(m_scenarios.contains(it.key()), qPrintable(it.key() + u" is in docs/qa.md alone"_s));
    }
};

QTEST_GUILESS_MAIN(TestScenarioFolder)
#include "tst_scenario_folder.moc"
