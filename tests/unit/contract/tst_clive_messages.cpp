#include "contract/clive_messages.h"

#include "json_variants.h"

#include <QTest>

using namespace tillwright;
using namespace tillwright::testing;
using contract::AmountUnit;
using Kind = domain::PaymentStatus::Kind;

namespace {

contract::CheckoutIntentRequest request()
{
    return {"ECHEZONA001",
            "AIRPEACE001",
            {75'000, domain::Currency::usd()},
            "buyer@example.com",
            "AIRPEACE",
            "EZ12345",
            {{"order_id", "ORD-1001"}, {"customer_tier", "gold"}}};
}

contract::Transaction transaction()
{
    return {.cliveTxId = "clv_1",
            .stripePaymentIntentId = "pi_1",
            .partnerId = "ECHEZONA001",
            .clientId = "AIRPEACE001",
            .amount = {75'050, domain::Currency::usd()},
            .email = "buyer@example.com",
            .statementDescriptorSuffix = "AIRPEACE",
            .echezonaReference = "EZ12345",
            .meta = {{"order_id", "ORD-1001"}},
            .status = "succeeded",
            .feesMinor = 2205,
            .updatedAt = "2026-11-24T09:00:00Z"};
}

contract::CliveWebhook webhook()
{
    return {"evt_1", "transaction.updated", 1'795'510'800, transaction()};
}

template<typename Parsed> QString fieldOf(const Parsed &parsed)
{
    return parsed ? QString() : QString::fromStdString(parsed.error().field);
}

} // namespace

class TestCliveMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTripsInBothUnits()
    {
        for (const auto unit : {AmountUnit::Major, AmountUnit::Minor}) {
            QVERIFY(contract::parseCheckoutIntentRequest(writeCheckoutIntentRequest(request(), unit), unit)
                    == request());
            QVERIFY(contract::parseTransaction(writeTransaction(transaction(), unit), unit) == transaction());
            auto early = transaction();
            early.feesMinor.reset();
            early.meta.clear();
            QVERIFY(contract::parseTransaction(writeTransaction(early, unit), unit) == early);
            QVERIFY(contract::parseCliveWebhook(writeCliveWebhook(webhook(), unit), unit) == webhook());
        }
        const contract::CheckoutIntentAnswer answer{"clv_1", "pi_1", domain::Secret("pi_1_secret_2"),
                                                    "pending"};
        QVERIFY(contract::parseCheckoutIntentAnswer(contract::writeCheckoutIntentAnswer(answer)) == answer);
    }

    /// The seed's example, byte for byte what a partner's own backend would send.
    void takesTheSeedsRequest()
    {
        const auto parsed = contract::parseCheckoutIntentRequest(
            R"({"partner_id": "ECHEZONA001", "client_id": "AIRPEACE001", "amount": 750, "currency": "USD",
                "email": "buyer@example.com", "statement_descriptor_suffix": "AIRPEACE",
                "echezona_reference": "EZ12345", "meta": {"order_id": "ORD-1001", "customer_tier": "gold"}})",
            AmountUnit::Major);
        QVERIFY(parsed == request());
    }

    void requestFieldsAreNamed_data()
    {
        QTest::addColumn<QString>("field");
        for (const auto *field : {"partner_id", "client_id", "amount", "currency", "email",
                                  "statement_descriptor_suffix", "echezona_reference"})
            QTest::newRow(field) << field;
    }
    void requestFieldsAreNamed()
    {
        QFETCH(const QString, field);
        for (const auto unit : {AmountUnit::Major, AmountUnit::Minor}) {
            const auto valid = contract::writeCheckoutIntentRequest(request(), unit);
            QCOMPARE(fieldOf(contract::parseCheckoutIntentRequest(without(valid, field), unit)), field);
            QCOMPARE(fieldOf(contract::parseCheckoutIntentRequest(with(valid, field, QJsonArray{}), unit)),
                     field);
        }
    }

    void answerFieldsAreNamed()
    {
        const auto valid = contract::writeCheckoutIntentAnswer(
            {"clv_1", "pi_1", domain::Secret("pi_1_secret_2"), "pending"});
        for (const auto *field : {"clive_tx_id", "stripe_payment_intent_id", "client_secret"}) {
            const auto missing = contract::parseCheckoutIntentAnswer(without(valid, field));
            QCOMPARE(fieldOf(missing), QString(field));
            const auto wrong = contract::parseCheckoutIntentAnswer(with(valid, field, 5));
            QCOMPARE(fieldOf(wrong), QString(field));
            QVERIFY(!QString::fromStdString(wrong.error().text()).contains("pi_1_secret_2"));
        }
        const auto silent = contract::parseCheckoutIntentAnswer(without(valid, "status"));
        QVERIFY(silent);
        QCOMPARE(silent->status, std::string("pending"));
    }

    void theOlderFlowsMessagesRoundTrip()
    {
        const contract::InitializeAnswer initialized{"clv_1", "initialized"};
        QVERIFY(contract::parseInitializeAnswer(contract::writeInitializeAnswer(initialized)) == initialized);
        const contract::AttachIntentRequest attach{"clv_1", "pi_1"};
        QVERIFY(contract::parseAttachIntentRequest(contract::writeAttachIntentRequest(attach)) == attach);
        const contract::AttachIntentAnswer attached{"clv_1", "pi_1", "processing"};
        QVERIFY(contract::parseAttachIntentAnswer(contract::writeAttachIntentAnswer(attached)) == attached);
    }

    void theOlderFlowsFieldsAreNamed()
    {
        const auto check = [](const std::string &valid, const auto &parse, const QStringList &required) {
            for (const auto &field : required) {
                QCOMPARE(fieldOf(parse(without(valid, field))), field);
                QCOMPARE(fieldOf(parse(with(valid, field, 7))), field);
                QCOMPARE(fieldOf(parse(with(valid, field, ""))), field);
            }
            QCOMPARE(fieldOf(parse(std::string("[]"))), QStringLiteral("body"));
        };
        const QStringList one{"clive_tx_id"};
        const QStringList both{"clive_tx_id", "stripe_payment_intent_id"};
        const auto initialized = contract::writeInitializeAnswer({"clv_1", "initialized"});
        check(initialized, contract::parseInitializeAnswer, one);
        check(contract::writeAttachIntentRequest({"clv_1", "pi_1"}), contract::parseAttachIntentRequest,
              both);
        const auto attached = contract::writeAttachIntentAnswer({"clv_1", "pi_1", "pending"});
        check(attached, contract::parseAttachIntentAnswer, both);
        // The status may be left out, but not be something else.
        QCOMPARE(contract::parseInitializeAnswer(without(initialized, "status"))->status,
                 std::string("initialized"));
        QCOMPARE(contract::parseAttachIntentAnswer(without(attached, "status"))->status,
                 std::string("pending"));
        QCOMPARE(fieldOf(contract::parseAttachIntentAnswer(with(attached, "status", 1))),
                 QStringLiteral("status"));
    }

    void transactionFieldsAreNamed_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<bool>("required");
        for (const auto *field : {"clive_tx_id", "amount", "currency", "echezona_reference", "status"})
            QTest::newRow(field) << field << true;
        for (const auto *field : {"stripe_payment_intent_id", "partner_id", "client_id", "email",
                                  "statement_descriptor_suffix", "meta", "updated_at", "fees"})
            QTest::newRow(field) << field << false;
    }
    void transactionFieldsAreNamed()
    {
        QFETCH(const QString, field);
        QFETCH(const bool, required);
        const auto unit = AmountUnit::Major;
        const auto valid = contract::writeTransaction(transaction(), unit);
        QCOMPARE(fieldOf(contract::parseTransaction(without(valid, field), unit)),
                 required ? field : QString());
        QCOMPARE(fieldOf(contract::parseTransaction(with(valid, field, QJsonArray{1}), unit)), field);
        // Inside a webhook the path is told.
        const auto event = objectOf(contract::writeCliveWebhook(webhook(), unit));
        const auto inside = with(textOf(event), "data", objectOf(with(valid, field, QJsonArray{1})));
        QCOMPARE(fieldOf(contract::parseCliveWebhook(inside, unit)), "data." + field);
    }

    void webhookFields_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("named"); // empty: still accepted
        QTest::newRow("no id: deduplicated by the body") << "id" << QJsonValue(QJsonValue::Null) << "";
        QTest::newRow("id a number") << "id" << QJsonValue(5) << "id";
        QTest::newRow("new type") << "type" << QJsonValue("transaction.of_tomorrow") << "";
        QTest::newRow("created as text") << "created" << QJsonValue("now") << "created";
        QTest::newRow("no data") << "data" << QJsonValue(QJsonValue::Null) << "data";
        QTest::newRow("data a text") << "data" << QJsonValue("x") << "data";
        QTest::newRow("empty data") << "data" << QJsonValue(QJsonObject{}) << "data.clive_tx_id";
        QTest::newRow("something new") << "of_tomorrow" << QJsonValue(QJsonArray{1}) << "";
    }
    void webhookFields()
    {
        QFETCH(const QString, field);
        QFETCH(const QJsonValue, value);
        const auto text = with(contract::writeCliveWebhook(webhook(), AmountUnit::Major), field, value);
        QTEST(fieldOf(contract::parseCliveWebhook(text, AmountUnit::Major)), "named");
    }

    void webhookCarriesMetaThrough()
    {
        const auto parsed = contract::parseCliveWebhook(
            R"({"id":"evt_1","type":"transaction.updated","created":1,"data":{"clive_tx_id":"clv_1",
                "amount":750.5,"currency":"USD","echezona_reference":"EZ12345","status":"succeeded",
                "fees":22.05,
                "meta":{"order_id":"ORD-1001","seats":2,"vip":true}}})",
            AmountUnit::Major);
        QVERIFY(parsed);
        QVERIFY(parsed->transaction.meta
                == (domain::Meta{{"order_id", "ORD-1001"}, {"seats", "2"}, {"vip", "true"}}));
        QCOMPARE(parsed->transaction.amount.minor, std::int64_t(75'050));
        QVERIFY(parsed->transaction.feesMinor == std::int64_t(2'205));
    }

    void statusMap_data()
    {
        QTest::addColumn<QString>("cliveWord");
        QTest::addColumn<QString>("ourWord");
        QTest::newRow("pending") << "pending"
                                 << "pending";
        QTest::newRow("processing") << "processing"
                                    << "processing";
        QTest::newRow("succeeded") << "succeeded"
                                   << "paid";
        QTest::newRow("failed") << "failed"
                                << "failed";
        QTest::newRow("cancelled") << "cancelled"
                                   << "cancelled";
        QTest::newRow("not in the contract") << "refunded"
                                             << "refunded";
        QTest::newRow("American") << "canceled"
                                  << "canceled";
        QTest::newRow("other case") << "Succeeded"
                                    << "Succeeded";
        QTest::newRow("our own word is a foreign one here") << "paid"
                                                            << "unknown_paid";
        QTest::newRow("ours too") << "created"
                                  << "unknown_created";
    }
    void statusMap()
    {
        QFETCH(const QString, cliveWord);
        auto event = transaction();
        event.status = cliveWord.toStdString();
        const auto status = event.toOrderEvent(contract::CliveStatusMap()).status;
        QTEST(QString::fromStdString(status.word()), "ourWord");
        QCOMPARE(status.isPaid(), cliveWord == "succeeded");
    }

    void statusMapTakesConfiguredWords()
    {
        contract::CliveStatusMap map;
        map.add("captured", Kind::Paid);
        map.add("pending", Kind::Created);
        QVERIFY(map.statusOf("captured").isPaid());
        QCOMPARE(map.statusOf("pending").kind(), Kind::Created);
        QVERIFY(map.statusOf("succeeded").isPaid());
    }

    void orderEventIsTheTransactionsOwnWord()
    {
        const auto event = transaction().toOrderEvent(contract::CliveStatusMap());
        QVERIFY(event.status.isPaid());
        QVERIFY(event.amount == transaction().amount);
        QCOMPARE(event.reference, std::string("EZ12345"));
        QVERIFY(event.feesMinor == std::int64_t(2'205));
    }
};

QTEST_APPLESS_MAIN(TestCliveMessages)
#include "tst_clive_messages.moc"
