#include "sandbox/scenario/fault_plan.h"

#include <QSet>
#include <QtTest>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

using namespace tillwright::sandbox;

class TestFaultPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesInOrderAndByTimes()
    {
        FaultPlan plan;
        QVERIFY(plan.replace(R"([{"at":"clive.status","do":"fail","status":503,"times":2},
                                 {"at":"stripe.load","do":"never"},
                                 {"at":"clive.status","do":"delay","ms":40}])"));
        for (int i = 0; i < 2; ++i) {
            const auto fault = plan.take(FaultPoint::CliveStatus);
            QVERIFY(fault);
            QCOMPARE(fault->action, FaultAction::Fail);
            QCOMPARE(fault->status, 503);
        }
        for (int i = 0; i < 5; ++i)
            QCOMPARE(plan.take(FaultPoint::CliveStatus)->delayMs, std::chrono::milliseconds(40));
        QVERIFY(!plan.take(FaultPoint::CliveWebhook));
        QVERIFY(plan.take(FaultPoint::StripeLoad));
        QVERIFY(plan.replace("[]"));
        QVERIFY(!plan.take(FaultPoint::StripeLoad));
    }

    void knowsTheOlderFlowsSteps()
    {
        FaultPlan plan;
        QVERIFY(plan.replace(R"([{"at":"clive.initialize","do":"duplicate"},
                                 {"at":"stripe.create_intent","do":"forge"},
                                 {"at":"clive.attach_intent","do":"fail","status":502}])"));
        QCOMPARE(plan.take(FaultPoint::CliveInitialize)->action, FaultAction::Duplicate);
        QCOMPARE(plan.take(FaultPoint::StripeCreateIntent)->action, FaultAction::Forge);
        QCOMPARE(plan.take(FaultPoint::CliveAttachIntent)->status, 502);
    }

    void whatIsKnownIsWhatIsTaken()
    {
        // Every word of either list with every word of the other: taken exactly when it is said to be known.
        QSet<QString> known;
        QStringList points;
        QSet<QString> actions;
        const auto asText = [](const boost::json::value &value) {
            return QString::fromStdString(std::string(value.as_string()));
        };
        for (const auto &entry : knownFaults()) {
            points.append(asText(entry.at("at")));
            for (const auto &action : entry.at("do").as_array()) {
                actions.insert(asText(action));
                known.insert(points.last() + u' ' + asText(action));
            }
        }
        QCOMPARE(points.size(), 9);
        QCOMPARE(actions.size(), 6);
        for (const auto &point : std::as_const(points)) {
            for (const auto &action : std::as_const(actions)) {
                FaultPlan plan;
                const auto json = QStringLiteral(R"([{"at":"%1","do":"%2","ms":1}])").arg(point, action);
                QCOMPARE(bool(plan.replace(json.toStdString())), known.contains(point + u' ' + action));
            }
        }
    }

    void saysWhatIsInForce()
    {
        FaultPlan plan;
        const std::string faults = R"([{"at":"clive.status","do":"fail","status":503,"times":2},)"
                                   R"({"at":"stripe.load","do":"delay","ms":40},)"
                                   R"({"at":"clive.webhook","do":"never"}])";
        QVERIFY(plan.replace(faults));
        QCOMPARE(boost::json::value(plan.toJson()), boost::json::parse(faults));
        QVERIFY(plan.take(FaultPoint::CliveStatus));
        QCOMPARE(plan.toJson()[0].at("times").as_int64(), std::int64_t(1));
        QVERIFY(plan.take(FaultPoint::CliveStatus));
        // Used up.
        QCOMPARE(plan.toJson().size(), std::size_t(2));
        // What was said can be set again.
        QVERIFY(plan.replace(boost::json::serialize(plan.toJson())));
        plan.clear();
        QVERIFY(plan.toJson().empty());
    }

    void errorsNameTheField_data()
    {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("field");
        const auto row = [](const char *json, const char *field) {
            QTest::newRow(json) << QString::fromLatin1(json) << QString::fromLatin1(field);
        };
        row("nonsense", "body");
        row("{}", "body");
        row("[1]", "[0]");
        row(R"([{"do":"drop"}])", "[0].at");
        row(R"([{"at":"printer","do":"drop"}])", "[0].at");
        row(R"([{"at":"clive.status","do":"drop"},{"at":"clive.status","do":"explode"}])", "[1].do");
        row(R"([{"at":"clive.status","do":"forge"}])", "[0].do");
        row(R"([{"at":"stripe.load","do":"duplicate"}])", "[0].do");
        row(R"([{"at":"clive.initialize","do":"forge"}])", "[0].do");
        row(R"([{"at":"clive.attach_intent","do":"forge"}])", "[0].do");
        row(R"([{"at":"clive.attach","do":"drop"}])", "[0].at");
        row(R"([{"at":"clive.status","do":"delay"}])", "[0].ms");
        row(R"([{"at":"clive.status","do":"delay","ms":-1}])", "[0].ms");
        row(R"([{"at":"clive.status","do":"fail","status":200}])", "[0].status");
        row(R"([{"at":"clive.status","do":"drop","times":0}])", "[0].times");
        row(R"([{"at":"clive.status","do":"drop","tmies":1}])", "[0].tmies");
    }

    void errorsNameTheField()
    {
        QFETCH(QString, json);
        QFETCH(QString, field);
        FaultPlan plan;
        QVERIFY(plan.replace(R"([{"at":"clive.webhook","do":"drop"}])"));
        const auto replaced = plan.replace(json.toStdString());
        QVERIFY(!replaced);
        QCOMPARE(QString::fromStdString(replaced.error().field), field);
        // Nothing changed.
        QVERIFY(plan.take(FaultPoint::CliveWebhook));
    }
};

QTEST_GUILESS_MAIN(TestFaultPlan)
#include "tst_fault_plan.moc"
