#include "contract/stripe_messages.h"

#include "json_variants.h"

#include <QTest>

using namespace tillwright;
using namespace tillwright::testing;

namespace {

contract::PaymentIntentRequest request()
{
    return {{75'050, domain::Currency::usd()},
            "buyer@example.com",
            "AIRPEACE",
            {{"clive_tx_id", "ctx_1"}, {"echezona_reference", "EZ12345"}}};
}

/// As Stripe answers, shortened.
constexpr const char *stripeAnswer =
    R"({"id": "pi_1", "object": "payment_intent", "amount": 75050, "amount_received": 0,
        "automatic_payment_methods": {"allow_redirects": "always", "enabled": true}, "canceled_at": null,
        "client_secret": "pi_1_secret_2", "currency": "usd", "livemode": false,
        "metadata": {"clive_tx_id": "ctx_1", "echezona_reference": "EZ12345"}, "payment_method": null,
        "status": "requires_payment_method"})";

template<typename Parsed> QString fieldOf(const Parsed &parsed)
{
    return parsed ? QString() : QString::fromStdString(parsed.error().field);
}

} // namespace

class TestStripeMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRequestIsAFormInMinorUnits()
    {
        const auto fields = contract::writePaymentIntentRequest(request());
        const contract::FormFields expected{{"amount", "75050"},
                                            {"automatic_payment_methods[enabled]", "true"},
                                            {"currency", "usd"},
                                            {"metadata[clive_tx_id]", "ctx_1"},
                                            {"metadata[echezona_reference]", "EZ12345"},
                                            {"receipt_email", "buyer@example.com"},
                                            {"statement_descriptor_suffix", "AIRPEACE"}};
        QVERIFY(fields == expected);
        QVERIFY(contract::parsePaymentIntentRequest(fields) == request());
        auto silent = request();
        silent.receiptEmail.clear();
        silent.metadata.clear();
        silent.amount = {500, *domain::Currency::parse("JPY")};
        const auto silentFields = contract::writePaymentIntentRequest(silent);
        QVERIFY(!silentFields.contains("receipt_email"));
        QCOMPARE(silentFields.at("amount"), std::string("500"));
        QVERIFY(contract::parsePaymentIntentRequest(silentFields) == silent);
    }

    void requestFieldsAreNamed_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::newRow("no amount") << "amount"
                                   << "";
        QTest::newRow("decimals") << "amount"
                                  << "750.50";
        QTest::newRow("words after it") << "amount"
                                        << "75050 USD";
        QTest::newRow("too little") << "amount"
                                    << "49";
        QTest::newRow("too much") << "amount"
                                  << "100000000";
        QTest::newRow("too large for a number") << "amount"
                                                << "99999999999999999999";
        QTest::newRow("no currency") << "currency"
                                     << "";
        QTest::newRow("currency") << "currency"
                                  << "dollar";
        QTest::newRow("not automatic") << "automatic_payment_methods[enabled]"
                                       << "false";
    }
    void requestFieldsAreNamed()
    {
        QFETCH(QString, field);
        QFETCH(QString, value);
        auto fields = contract::writePaymentIntentRequest(request());
        fields[field.toStdString()] = value.toStdString();
        QCOMPARE(fieldOf(contract::parsePaymentIntentRequest(fields)), field);
    }

    void metadataHasStripesLimits()
    {
        auto fields = contract::writePaymentIntentRequest(request());
        fields["metadata[" + std::string(41, 'k') + "]"] = "value";
        QCOMPARE(fieldOf(contract::parsePaymentIntentRequest(fields)), QStringLiteral("metadata"));
    }

    void theAnswerIsRead()
    {
        const auto answer = contract::parsePaymentIntentAnswer(stripeAnswer);
        QVERIFY2(answer, answer ? "" : answer.error().text().c_str());
        QCOMPARE(answer->id, std::string("pi_1"));
        QCOMPARE(answer->clientSecret.reveal(), std::string("pi_1_secret_2"));
        QVERIFY(answer->amount == (domain::Money{75'050, domain::Currency::usd()}));
        QCOMPARE(answer->status, std::string("requires_payment_method"));
        QCOMPARE(answer->metadata, request().metadata);
    }

    void answerFieldsAreNamed()
    {
        for (const auto *field : {"id", "client_secret", "amount", "currency", "status"}) {
            QCOMPARE(fieldOf(contract::parsePaymentIntentAnswer(without(stripeAnswer, field))),
                     QString(field));
            const auto wrong = contract::parsePaymentIntentAnswer(with(stripeAnswer, field, QJsonArray{}));
            QCOMPARE(fieldOf(wrong), QString(field));
            QVERIFY(!QString::fromStdString(wrong.error().text()).contains("pi_1_secret_2"));
        }
        for (const auto *field : {"id", "client_secret"})
            QCOMPARE(fieldOf(contract::parsePaymentIntentAnswer(with(stripeAnswer, field, ""))),
                     QString(field));
        QCOMPARE(fieldOf(contract::parsePaymentIntentAnswer(with(stripeAnswer, "amount", 750.5))),
                 QStringLiteral("amount"));
        QCOMPARE(fieldOf(contract::parsePaymentIntentAnswer(with(stripeAnswer, "metadata", 7))),
                 QStringLiteral("metadata"));
        QCOMPARE(fieldOf(contract::parsePaymentIntentAnswer("<html>")), QStringLiteral("body"));
    }

    void errorsAreReadWithoutTheirMessage()
    {
        const auto error = contract::parseStripeError(
            R"({"error": {"type": "idempotency_error", "code": "c", "param": "amount", "message": "sk_test_1"}})");
        QCOMPARE(error.type, std::string("idempotency_error"));
        QCOMPARE(error.code, std::string("c"));
        QCOMPARE(error.param, std::string("amount"));
        for (const auto *other : {"<html>", "{}", R"({"error": 7})", R"({"error": {"type": 7}})"})
            QCOMPARE(contract::parseStripeError(other).type, std::string());
    }
};

QTEST_APPLESS_MAIN(TestStripeMessages)
#include "tst_stripe_messages.moc"
