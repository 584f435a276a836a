#include "contract/bridge_messages.h"

#include "json_variants.h"

#include <QTest>

using namespace tillwright;
using namespace tillwright::testing;
namespace page = contract::page;

Q_DECLARE_METATYPE(tillwright::contract::PageMessage)

class TestBridgeMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<contract::PageMessage>("message");
        const auto add = [](const char *json, const contract::PageMessage &message) {
            QTest::newRow(contract::pageMessageType(message).data()) << QByteArray(json) << message;
        };
        add(R"({"type":"pageReady"})", page::PageReady{});
        add(R"({"type":"elementReady","cliveTxId":"clv_1"})", page::ElementReady{"clv_1"});
        add(R"({"type":"intentSeen","cliveTxId":"clv_1","amountMinor":75000,"currency":"USD",
                "status":"requires_payment_method"})",
            page::IntentSeen{"clv_1", 75'000, "USD", "requires_payment_method"});
        add(R"({"type":"changed","cliveTxId":"clv_1","complete":true})", page::Changed{"clv_1", true});
        add(R"({"type":"confirming","cliveTxId":"clv_1"})", page::Confirming{"clv_1"});
        add(R"({"type":"confirmed","cliveTxId":"clv_1","status":"succeeded"})",
            page::Confirmed{"clv_1", "succeeded"});
        add(R"({"type":"failed","cliveTxId":"clv_1","errorType":"card_error","code":"card_declined",
                "declineCode":"insufficient_funds","message":"Your card has insufficient funds."})",
            page::Failed{"clv_1", "card_error", "card_declined", "insufficient_funds",
                         "Your card has insufficient funds."});
        add(R"({"type":"loadFailed","cliveTxId":"clv_1","message":"no network"})",
            page::LoadFailed{"clv_1", "no network"});
        add(R"({"type":"pong","count":7})", page::Pong{7});
    }
    void reads()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const contract::PageMessage, message);
        const auto parsed = contract::parsePageMessage(json.toStdString());
        QVERIFY2(parsed, parsed ? "" : parsed.error().text().c_str());
        QVERIFY(*parsed == message);
        QCOMPARE(QByteArray(contract::pageMessageType(*parsed).data()), QByteArray(QTest::currentDataTag()));
        const bool named =
            !std::holds_alternative<page::PageReady>(message) && !std::holds_alternative<page::Pong>(message);
        QCOMPARE(std::string(contract::pageMessageCliveTxId(*parsed)), std::string(named ? "clv_1" : ""));

        // Any field missing, of another type, or one too many: not a message.
        const auto valid = json.toStdString();
        for (const auto &field : objectOf(valid).keys()) {
            QVERIFY2(!contract::parsePageMessage(without(valid, field)), qPrintable(field));
            for (const QJsonValue &wrong : {QJsonValue(), QJsonValue(QJsonArray{}), QJsonValue(1.5)}) {
                const auto refused = contract::parsePageMessage(with(valid, field, wrong));
                QVERIFY2(!refused, qPrintable(field));
                QCOMPARE(QString::fromStdString(refused.error().field), field);
            }
        }
        QVERIFY(!contract::parsePageMessage(with(valid, "extra", 1)));
        QVERIFY(!contract::parsePageMessage(with(valid, "clientSecret", "pi_1_secret_2")));
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("not JSON") << QByteArray("confirming");
        QTest::newRow("array") << QByteArray("[]");
        QTest::newRow("no type") << QByteArray("{}");
        QTest::newRow("type of nothing") << QByteArray(R"({"type":""})");
        QTest::newRow("unknown type") << QByteArray(R"({"type":"paid","cliveTxId":"clv_1"})");
        QTest::newRow("kiosk's own message") << QByteArray(R"({"type":"reset"})");
        QTest::newRow("other case") << QByteArray(R"({"type":"PageReady"})");
        QTest::newRow("amount as text") << QByteArray(
            R"({"type":"intentSeen","cliveTxId":"c","amountMinor":"75000","currency":"USD","status":"x"})");
        QTest::newRow("amount beyond 64 bits") << QByteArray(
            R"({"type":"intentSeen","cliveTxId":"c","amountMinor":1e30,"currency":"USD","status":"x"})");
        QTest::newRow("too long") << "{\"type\":\"loadFailed\",\"cliveTxId\":\"c\",\"message\":\""
                + QByteArray(16 * 1024, 'x') + "\"}";
        QTest::newRow("too deep") << QByteArray(1000, '[');
    }
    void refuses()
    {
        QFETCH(const QByteArray, json);
        QVERIFY(!contract::parsePageMessage(json.toStdString()));
    }

    void theLongestMessageIsTaken()
    {
        std::string json = R"({"type":"loadFailed","cliveTxId":"c","message":""})";
        json.insert(json.size() - 2, contract::pageMessageMaxBytes - json.size(), 'x');
        QCOMPARE(json.size(), contract::pageMessageMaxBytes);
        QVERIFY(contract::parsePageMessage(json));
        json.insert(json.size() - 2, 1, 'x');
        QVERIFY(!contract::parsePageMessage(json));
    }

    void writes()
    {
        const auto ready =
            objectOf(contract::writeCheckoutReady({domain::Secret("pi_1_secret_2"),
                                                   "pk_test_1",
                                                   "clv_1",
                                                   {75'000, domain::Currency::usd()},
                                                   "fr",
                                                   "https://checkout.tillwright.example/return",
                                                   "dark"}));
        QCOMPARE(ready,
                 (QJsonObject{{"type", "checkoutReady"},
                              {"clientSecret", "pi_1_secret_2"},
                              {"publishableKey", "pk_test_1"},
                              {"cliveTxId", "clv_1"},
                              {"amountMinor", 75'000},
                              {"currency", "USD"},
                              {"locale", "fr"},
                              {"returnUrl", "https://checkout.tillwright.example/return"},
                              {"theme", "dark"}}));
        QCOMPARE(objectOf(contract::writeReset()), (QJsonObject{{"type", "reset"}}));
        QCOMPARE(objectOf(contract::writePing(7)), (QJsonObject{{"type", "ping"}, {"count", 7}}));
    }
};

QTEST_APPLESS_MAIN(TestBridgeMessages)
#include "tst_bridge_messages.moc"
