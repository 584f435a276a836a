#include "contract/backend_messages.h"

#include "json_variants.h"

#include <QTest>

using namespace tillwright;
using namespace tillwright::testing;

namespace {

domain::Sale sale()
{
    return domain::makeSale({.amount = "750.00",
                             .currency = "USD",
                             .email = "buyer@example.com",
                             .reference = "EZ12345",
                             .meta = {{"order_id", "ORD-1001"}, {"note", "caf\xc3\xa9 \"x\" \\ \n"}},
                             .suffix = "AIRPEACE"})
        .value();
}

contract::CheckoutAnswer answer()
{
    contract::CheckoutAnswer answer;
    answer.cliveTxId = "clv_1";
    answer.stripePaymentIntentId = "pi_1";
    answer.clientSecret = domain::Secret("pi_1_secret_2");
    answer.stripePublishableKey = "pk_test_tillwright";
    answer.reference = "EZ12345";
    answer.amount = {75'000, domain::Currency::usd()};
    answer.statementDescriptorSuffix = "AIRPEACE";
    answer.version = 3;
    answer.payUrl = domain::Secret("https://pay.example/pay/token");
    return answer;
}

contract::CheckoutState state()
{
    contract::CheckoutState state;
    state.cliveTxId = "clv_1";
    state.stripePaymentIntentId = "pi_1";
    state.reference = "EZ12345";
    state.amount = {75'000, domain::Currency::usd()};
    state.statementDescriptorSuffix = "AIRPEACE";
    state.status = domain::PaymentStatus::Kind::Paid;
    state.version = 7;
    state.abandoned = true;
    state.feesMinor = 2205;
    state.attention = {"paid_after_abandoned", "a_word_of_tomorrow"};
    return state;
}

/// The field an error names; empty when there was none.
template<typename Parsed> QString fieldOf(const Parsed &parsed)
{
    return parsed ? QString() : QString::fromStdString(parsed.error().field);
}

QString parseAs(const QString &message, const std::string &json)
{
    if (message == "create")
        return fieldOf(contract::parseCreateCheckout(json));
    if (message == "answer")
        return fieldOf(contract::parseCheckoutAnswer(json));
    if (message == "state")
        return fieldOf(contract::parseCheckoutState(json));
    return fieldOf(contract::parseProblem(json));
}

std::string validText(const QString &message)
{
    if (message == "create")
        return contract::writeCreateCheckout(sale());
    if (message == "answer")
        return contract::writeCheckoutAnswer(answer());
    if (message == "state")
        return contract::writeCheckoutState(state());
    return contract::writeProblem(
        {"https://example.com/p", "Wrong amount", 422, "too small", "amount_minor"});
}

} // namespace

class TestBackendMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrips()
    {
        QVERIFY(contract::parseCreateCheckout(contract::writeCreateCheckout(sale())) == sale());
        auto plain = sale();
        plain.meta.clear();
        plain.suffix.reset();
        QVERIFY(contract::parseCreateCheckout(contract::writeCreateCheckout(plain)) == plain);
        QVERIFY(contract::parseCheckoutAnswer(contract::writeCheckoutAnswer(answer())) == answer());
        QVERIFY(contract::parseCheckoutState(contract::writeCheckoutState(state())) == state());
        auto bare = state();
        bare.feesMinor.reset();
        bare.attention.clear();
        bare.abandoned = false;
        bare.status = domain::PaymentStatus::unknown("on_hold");
        QVERIFY(contract::parseCheckoutState(contract::writeCheckoutState(bare)) == bare);
        const contract::ProblemDetails problem{"https://example.com/p", "Wrong amount", 422, "too small",
                                               "amount_minor"};
        QVERIFY(contract::parseProblem(contract::writeProblem(problem)) == problem);
        QVERIFY(contract::parseProblem(R"({"title":"Bad","status":400})")
                == (contract::ProblemDetails{"about:blank", "Bad", 400, "", ""}));
    }

    /// The names are those of the contract, read with another JSON reader.
    void fieldNames()
    {
        const auto create = objectOf(validText("create"));
        QCOMPARE(create.keys(),
                 (QStringList{"amount_minor", "currency", "email", "meta", "reference",
                              "statement_descriptor_suffix"}));
        QCOMPARE(create["amount_minor"].toInteger(), 75'000);
        QCOMPARE(create["meta"].toObject()["note"].toString(), QString::fromUtf8("caf\xc3\xa9 \"x\" \\ \n"));
        QCOMPARE(objectOf(validText("answer")).keys(),
                 (QStringList{"amount_minor", "client_secret", "clive_tx_id", "currency", "pay_url",
                              "reference", "statement_descriptor_suffix", "status",
                              "stripe_payment_intent_id", "stripe_publishable_key", "version"}));
        const auto stateKeys = objectOf(validText("state")).keys();
        QVERIFY(!stateKeys.contains("client_secret"));
        QCOMPARE(stateKeys,
                 (QStringList{"abandoned", "amount_minor", "attention", "clive_tx_id", "currency",
                              "fees_minor", "phone", "reference", "statement_descriptor_suffix", "status",
                              "stripe_payment_intent_id", "version"}));
    }

    void missingFieldsAreNamed_data()
    {
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("field");
        const QStringList common{"clive_tx_id", "stripe_payment_intent_id",    "reference", "amount_minor",
                                 "currency",    "statement_descriptor_suffix", "status",    "version"};
        const auto add = [](const QString &message, const QStringList &fields) {
            for (const auto &field : fields)
                QTest::newRow(qPrintable(message + ": " + field)) << message << field;
        };
        add("create", {"amount_minor", "currency", "email", "reference"});
        add("answer", common + QStringList{"client_secret", "stripe_publishable_key"});
        add("state", common);
        add("problem", {"title", "status"});
    }
    void missingFieldsAreNamed()
    {
        QFETCH(const QString, message);
        QFETCH(const QString, field);
        const auto valid = validText(message);
        QCOMPARE(parseAs(message, valid), QString());
        QCOMPARE(parseAs(message, without(valid, field)), field);
        QCOMPARE(parseAs(message, with(valid, field, QJsonValue::Null)), field);
        QCOMPARE(parseAs(message, with(valid, field, QJsonArray{1})), field);
        QCOMPARE(parseAs(message, with(valid, field, QJsonObject{})), field);
        QCOMPARE(parseAs(message, with(valid, field, true)), field);
    }

    void optionalFieldsOfTheWrongTypeAreNamed_data()
    {
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("field");
        QTest::newRow("meta") << "create"
                              << "meta";
        QTest::newRow("suffix") << "create"
                                << "statement_descriptor_suffix";
        QTest::newRow("pay_url") << "answer"
                                 << "pay_url";
        QTest::newRow("abandoned") << "state"
                                   << "abandoned";
        QTest::newRow("fees_minor") << "state"
                                    << "fees_minor";
        QTest::newRow("attention") << "state"
                                   << "attention";
        QTest::newRow("phone") << "state"
                               << "phone";
        QTest::newRow("type") << "problem"
                              << "type";
        QTest::newRow("detail") << "problem"
                                << "detail";
        QTest::newRow("field") << "problem"
                               << "field";
    }
    void optionalFieldsOfTheWrongTypeAreNamed()
    {
        QFETCH(const QString, message);
        QFETCH(const QString, field);
        const auto valid = validText(message);
        QCOMPARE(parseAs(message, without(valid, field)), QString());
        QCOMPARE(parseAs(message, with(valid, field, QJsonValue::Null)), QString());
        QCOMPARE(parseAs(message, with(valid, field, QJsonArray{1})), field);
        QCOMPARE(parseAs(message, with(valid, field, 1.5)), field);
    }

    void thePhonesStages()
    {
        for (const auto stage :
             {domain::PhoneStage::None, domain::PhoneStage::Opened, domain::PhoneStage::Confirming}) {
            auto told = state();
            told.phone = stage;
            QVERIFY(contract::parseCheckoutState(contract::writeCheckoutState(told)) == told);
        }
        // Not taken for "none": in a stage of tomorrow money may move.
        QCOMPARE(parseAs("state", with(validText("state"), "phone", "a_word_of_tomorrow")), QString("phone"));
    }

    void payUrlIsALinkOrNothing_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("good");
        QTest::newRow("none") << "" << true;
        QTest::newRow("https") << "https://pay.example/pay/t" << true;
        QTest::newRow("on this machine") << "http://127.0.0.1:4711/pay/t" << true;
        QTest::newRow("another scheme") << "javascript:alert(1)//pay/" << false;
        QTest::newRow("no pay page") << "https://pay.example/other/t" << false;
        QTest::newRow("a space") << "https://pay.example/pay/t t" << false;
        QTest::newRow("not ASCII") << QString::fromUtf8("https://pay.example/pay/\u00e9") << false;
        QTest::newRow("too long for a code") << "https://pay.example/pay/" + QString(300, 't') << false;
    }
    void payUrlIsALinkOrNothing()
    {
        QFETCH(const QString, url);
        QFETCH(const bool, good);
        QCOMPARE(parseAs("answer", with(validText("answer"), "pay_url", url)),
                 good ? QString() : QString("pay_url"));
    }

    void createAppliesTheDomainsRules_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("named");
        QTest::newRow("zero") << "amount_minor" << QJsonValue(0) << "amount_minor";
        QTest::newRow("negative") << "amount_minor" << QJsonValue(-75'000) << "amount_minor";
        QTest::newRow("below 0.50") << "amount_minor" << QJsonValue(49) << "amount_minor";
        QTest::newRow("nine digits") << "amount_minor" << QJsonValue(100'000'000) << "amount_minor";
        QTest::newRow("fraction of a cent") << "amount_minor" << QJsonValue(750.5) << "amount_minor";
        QTest::newRow("beyond 64 bits") << "amount_minor" << QJsonValue(1e30) << "amount_minor";
        QTest::newRow("amount as text") << "amount_minor" << QJsonValue("75000") << "amount_minor";
        QTest::newRow("currency") << "currency" << QJsonValue("XXX") << "currency";
        QTest::newRow("email") << "email" << QJsonValue("nobody") << "email";
        QTest::newRow("reference") << "reference" << QJsonValue("EZ 1") << "reference";
        QTest::newRow("meta key") << "meta" << QJsonValue(QJsonObject{{"", "x"}}) << "meta";
        QTest::newRow("meta value") << "meta" << QJsonValue(QJsonObject{{"k", QJsonArray{}}}) << "meta.k";
        QTest::newRow("meta null") << "meta" << QJsonValue(QJsonObject{{"k", QJsonValue::Null}}) << "meta.k";
    }
    void createAppliesTheDomainsRules()
    {
        QFETCH(const QString, field);
        QFETCH(const QJsonValue, value);
        QTEST(parseAs("create", with(validText("create"), field, value)), "named");
    }

    void numbersInMetaBecomeText()
    {
        const auto parsed = contract::parseCreateCheckout(
            with(validText("create"), "meta", QJsonObject{{"seats", 2}, {"vip", true}}));
        QVERIFY(parsed);
        QVERIFY(parsed->meta == (domain::Meta{{"seats", "2"}, {"vip", "true"}}));
    }

    void unknownFieldsAreIgnored()
    {
        for (const auto *message : {"create", "answer", "state", "problem"})
            QCOMPARE(parseAs(message, with(validText(message), "of_tomorrow", QJsonArray{1, "x"})),
                     QString());
    }

    void whatIsNotAnObjectIsNamedBody_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("not JSON") << QByteArray("<html>502</html>");
        QTest::newRow("array") << QByteArray("[]");
        QTest::newRow("text") << QByteArray("\"x\"");
        QTest::newRow("cut off") << QByteArray("{\"title\":\"Bad\"");
        QTest::newRow("two objects") << QByteArray("{}{}");
        QTest::newRow("not UTF-8") << QByteArray("{\"title\":\"\xff\",\"status\":1}");
        QTest::newRow("too deep") << QByteArray("{\"a\":") + QByteArray(64, '[') + QByteArray(64, ']') + "}";
    }
    void whatIsNotAnObjectIsNamedBody()
    {
        QFETCH(const QByteArray, body);
        for (const auto *message : {"create", "answer", "state", "problem"})
            QCOMPARE(parseAs(message, body.toStdString()), QString("body"));
    }

    void aWrongAnswerNeverRepeatsTheSecret()
    {
        for (const auto *field : {"clive_tx_id", "amount_minor", "version", "stripe_publishable_key"}) {
            const auto parsed = contract::parseCheckoutAnswer(with(validText("answer"), field, QJsonArray{}));
            QVERIFY(!parsed);
            QVERIFY(!QString::fromStdString(parsed.error().text()).contains("pi_1_secret_2"));
        }
    }
};

QTEST_APPLESS_MAIN(TestBackendMessages)
#include "tst_backend_messages.moc"
