#include "sandbox/stripe/test_cards.h"
#include "sandbox_rig.h"

#include <QDateTime>
#include <QtTest>

using namespace sandbox_test;
using namespace Qt::StringLiterals;
using tillwright::sandbox::testCardNumbers;

namespace {

constexpr int patienceMs = 10'000;
constexpr qint64 dayMs = 24LL * 60 * 60 * 1000;

QJsonObject live(Rig &rig, int after = 0)
{
    return rig.clive("GET", "/sandbox/live?after=" + std::to_string(after)).json();
}

int putClock(Rig &rig, const char *field, qint64 valueMs)
{
    return rig.clive("PUT", "/sandbox/clock", toText({{QString::fromLatin1(field), valueMs}})).status;
}

qint64 signedAtMs(const Webhook &webhook)
{
    return QString::fromStdString(webhook.signature).section(u',', 0, 0).mid(2).toLongLong() * 1000;
}

} // namespace

/// What a panel lives on: about, live and clock.
class TestControl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aboutNamesEveryCardWithWhatItDoes()
    {
        Rig rig;
        const auto about = rig.clive("GET", "/sandbox/about").json();
        QCOMPARE(about["publishable_key"_L1].toString(), QString::fromLatin1(publishableKey));
        QMap<QString, QJsonObject> cards;
        for (const auto &card : about["cards"_L1].toArray())
            cards.insert(card["number"_L1].toString(), card.toObject());
        for (const auto number : testCardNumbers())
            QVERIFY(cards.contains(QString::fromLatin1(number.data(), qsizetype(number.size()))));
        QCOMPARE(std::size_t(cards.size()), testCardNumbers().size());
        QVERIFY(!cards["4242424242424242"_L1].contains("code"_L1));
        QCOMPARE(cards["378282246310005"_L1]["brand"_L1].toString(), u"amex"_s);
        QCOMPARE(cards["4000000000009995"_L1]["decline_code"_L1].toString(), u"insufficient_funds"_s);
        QVERIFY(cards["4000002500003155"_L1]["asks"_L1].toBool());
        QCOMPARE(about["faults"_L1].toArray().size(), 9);
    }

    void liveSaysWhatIsNewAndWhatIsInForce()
    {
        Rig rig;
        const auto first = live(rig);
        QVERIFY(first["requests"_L1].toArray().isEmpty());
        QVERIFY(first["run"_L1].toString().size() > 10);
        const qint64 beforeMs = QDateTime::currentMSecsSinceEpoch();
        const auto checkout = rig.checkout();
        rig.setFaults(R"([{"at":"clive.status","do":"fail","status":503,"times":3}])");
        rig.clive("GET", "/transactions/" + checkout.cliveTxId);
        const auto all = live(rig);
        const auto entries = all["requests"_L1].toArray();
        QCOMPARE(entries.size(), 2);
        QCOMPARE(entries[0]["what"_L1].toString(), u"clive.checkout_intent"_s);
        // By which what Stripe says is known to belong to it.
        QCOMPARE(entries[0]["payment_intent_id"_L1].toString().toStdString(), checkout.intentId);
        QVERIFY(entries[0]["at_ms"_L1].toInteger() >= beforeMs);
        QCOMPARE(entries[1]["n"_L1].toInt(), 2);
        QCOMPARE(all["faults"_L1][0]["times"_L1].toInt(), 2);
        QCOMPARE(live(rig, 1)["requests"_L1].toArray().size(), 1);
        QCOMPARE(live(rig, 2)["requests"_L1].toArray().size(), 0);
        QCOMPARE(live(rig, 200)["requests"_L1].toArray().size(), 0);
        QCOMPARE(rig.clive("GET", "/sandbox/live?after=two").status, 422);
        // Numbers go on after a reset, so that nobody who looks on misses anything.
        QCOMPARE(rig.clive("POST", "/sandbox/reset").status, 204);
        rig.checkout("key-2");
        QCOMPARE(live(rig, 2)["requests"_L1][0]["n"_L1].toInt(), 3);
        Rig other;
        QVERIFY(live(other)["run"_L1] != first["run"_L1]);
    }

    void theClockDatesWhatHappens()
    {
        Rig rig;
        rig.connectReceiver();
        QCOMPARE(putClock(rig, "offset_ms", dayMs), 204);
        const QJsonValue clock = live(rig).value("clock"_L1);
        QCOMPARE(clock["offset_ms"_L1].toInteger(), dayMs);
        const qint64 machineMs = QDateTime::currentMSecsSinceEpoch();
        QVERIFY(qAbs(clock["now_ms"_L1].toInteger() - machineMs - dayMs) < patienceMs);
        const auto checkout = rig.checkout();
        const auto read = rig.clive("GET", "/transactions/" + checkout.cliveTxId).json();
        const auto updated =
            QDateTime::fromString(read["updated_at"_L1].toString(), Qt::ISODateWithMs).toMSecsSinceEpoch();
        QVERIFY(qAbs(updated - machineMs - dayMs) < patienceMs);
        rig.confirm(checkout);
        QTRY_COMPARE_WITH_TIMEOUT(rig.receiver().count(), 1, patienceMs);
        QVERIFY(qAbs(signedAtMs(rig.receiver().received().front()) - machineMs - dayMs) < 2 * patienceMs);
        // The order in which things happened does not move with it.
        QVERIFY(qAbs(live(rig)["requests"_L1][0]["at_ms"_L1].toInteger() - machineMs) < patienceMs);
        QCOMPARE(rig.clive("POST", "/sandbox/reset").status, 204);
        QCOMPARE(live(rig)["clock"_L1]["offset_ms"_L1].toInteger(), 0);
    }

    void aCardExpiresWithTheClock()
    {
        Rig rig;
        QCOMPARE(
            rig.clive("PUT", "/sandbox/clock", "{\"advance_ms\":" + std::to_string(9 * 365 * dayMs) + "}")
                .status,
            204);
        Confirmation card;
        const auto thisYear = QDate::currentDate().year();
        card.year = std::to_string(thisYear + 1);
        QCOMPARE(rig.confirm(rig.checkout(), card).stripeError()["code"_L1].toString(),
                 u"invalid_expiry_year"_s);
        card.year = std::to_string(thisYear + 11);
        QCOMPARE(rig.confirm(rig.checkout("key-2"), card).status, 200);
    }

    void timeThatPassesEndsAWait()
    {
        Rig rig;
        rig.connectReceiver();
        // Ten minutes: nobody waits for that.
        rig.setFaults(R"([{"at":"clive.webhook","do":"delay","ms":600000}])");
        rig.confirm(rig.checkout());
        QCOMPARE(putClock(rig, "offset_ms", 700000), 204);
        QCOMPARE(putClock(rig, "advance_ms", 300000), 204);
        QVERIFY(rig.requests("clive.webhook").isEmpty());
        QCOMPARE(putClock(rig, "advance_ms", 300000), 204);
        QTRY_COMPARE_WITH_TIMEOUT(rig.receiver().count(), 1, patienceMs);
    }

    void aClockThatMakesNoSenseIsRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("field");
        const auto row = [](const char *body, const char *field) {
            QTest::newRow(body) << QByteArray(body) << QString::fromLatin1(field);
        };
        row("{}", "offset_ms");
        row(R"({"offset_ms":1,"advance_ms":1})", "offset_ms");
        row(R"({"offset_ms":999999999999})", "offset_ms");
        row(R"({"offset_ms":-999999999999})", "offset_ms");
        row(R"({"advance_ms":-1})", "advance_ms");
        row(R"({"advance_ms":999999999999})", "advance_ms");
        row(R"({"advance_ms":"soon"})", "advance_ms");
    }

    void aClockThatMakesNoSenseIsRefused()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, field);
        Rig rig;
        const auto answer = rig.clive("PUT", "/sandbox/clock", body.toStdString());
        QCOMPARE(answer.status, 422);
        QCOMPARE(answer.json()["field"_L1].toString(), field);
        QCOMPARE(live(rig)["clock"_L1]["offset_ms"_L1].toInteger(), 0);
    }
};

QTEST_GUILESS_MAIN(TestControl)
#include "tst_control.moc"
