#include "sandbox_rig.h"

#include <QUrl>
#include <QUrlQuery>
#include <QtTest>

using namespace sandbox_test;
using namespace std::chrono_literals;

namespace {

Confirmation card(std::string number)
{
    Confirmation confirmation;
    confirmation.number = std::move(number);
    return confirmation;
}

QString textOf(const QJsonObject &object, const char *name)
{
    return object[QLatin1String(name)].toString();
}

/// The bank's page of an intent that waits for it.
QUrl challengeOf(const Answer &answer)
{
    const auto sdk = answer.json()[QLatin1String("next_action")][QLatin1String("use_stripe_sdk")];
    return QUrl(sdk[QLatin1String("stripe_js")].toString());
}

Answer finishChallenge(Rig &rig, const QUrl &challenge, const std::string &outcome)
{
    const QUrlQuery query(challenge);
    return rig.stripe("POST", "hooks.stripe.com", "/3d_secure/result",
                      Rig::form({{"payment_intent", query.queryItemValue("payment_intent").toStdString()},
                                 {"token", query.queryItemValue("token").toStdString()},
                                 {"outcome", outcome}}));
}

} // namespace

class TestSandboxStripe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostsServeWhatAPageMeets()
    {
        Rig rig;
        for (const auto *host : {"js.stripe.com", "b.js.stripe.com"}) {
            const auto script = rig.stripe("GET", host, "/endive/stripe.js");
            QCOMPARE(script.status, 200);
            QCOMPARE(std::string(script.headers.value("content-type")),
                     std::string("text/javascript; charset=utf-8"));
            QFile built(QStringLiteral(TILLWRIGHT_SOURCE_DIR "/web/stripe-simulator/dist/stripe.js"));
            QVERIFY(built.open(QIODevice::ReadOnly));
            QCOMPARE(script.body, built.readAll().toStdString());
        }
        const auto frame = rig.stripe("GET", "js.stripe.com", "/endive/elements-inner-card.html");
        QCOMPARE(std::string(frame.headers.value("content-type")), std::string("text/html; charset=utf-8"));
        QVERIFY(frame.body.find("<html") != std::string::npos);
        QCOMPARE(rig.stripe("GET", "js.stripe.com", "/endive/m-outer.html").status, 200);
        QCOMPARE(
            rig.stripe("GET", "hooks.stripe.com", "/3d_secure/challenge?payment_intent=a&token=b").status,
            200);
        QCOMPARE(rig.stripe("GET", "js.stripe.com", "/other.js").status, 404);
        QCOMPARE(rig.stripe("GET", "evil.example", "/endive/stripe.js").status, 421);
        QCOMPARE(rig.stripe("GET", "notjs.stripe.com", "/endive/stripe.js").status, 421);
    }

    void retrieveShowsTheIntentToAnyOrigin()
    {
        Rig rig;
        const auto checkout = rig.checkout();
        const auto answer = rig.retrieve(checkout);
        QCOMPARE(answer.status, 200);
        QCOMPARE(std::string(answer.headers.value("access-control-allow-origin")), std::string("*"));
        const auto intent = answer.json();
        QCOMPARE(textOf(intent, "object"), QStringLiteral("payment_intent"));
        QCOMPARE(intent[QLatin1String("amount")].toInteger(), qint64(75'000));
        QCOMPARE(textOf(intent, "currency"), QStringLiteral("usd"));
        QCOMPARE(textOf(intent, "status"), QStringLiteral("requires_payment_method"));
        QCOMPARE(textOf(intent, "client_secret").toStdString(), checkout.clientSecret);
        QVERIFY(intent[QLatin1String("last_payment_error")].isNull());
    }

    void keyAndSecretAreChecked()
    {
        Rig rig;
        auto checkout = rig.checkout();
        auto answer = rig.retrieve(checkout, "pk_live_real");
        QCOMPARE(answer.status, 401);
        QVERIFY(answer.body.find("pk_live_real") == std::string::npos);
        QCOMPARE(std::string(answer.headers.value("access-control-allow-origin")), std::string("*"));
        Confirmation wrongKey;
        wrongKey.key = "pk_live_real";
        QCOMPARE(rig.confirm(checkout, wrongKey).status, 401);
        const auto rightSecret = std::exchange(checkout.clientSecret, checkout.intentId + "_secret_guess");
        QCOMPARE(rig.retrieve(checkout).status, 400);
        answer = rig.confirm(checkout);
        QCOMPARE(answer.status, 400);
        QCOMPARE(textOf(answer.stripeError(), "param"), QStringLiteral("client_secret"));
        checkout.clientSecret = rightSecret;
        checkout.intentId = "pi_other";
        QCOMPARE(rig.retrieve(checkout).status, 404);
        QVERIFY(rig.state()[QLatin1String("transactions")][0][QLatin1String("charges")].toArray().isEmpty());
    }

    void aGoodCardIsChargedOnceAndOnlyOnce()
    {
        Rig rig;
        const auto checkout = rig.checkout();
        auto answer = rig.confirm(checkout);
        QCOMPARE(answer.status, 200);
        QCOMPARE(textOf(answer.json(), "status"), QStringLiteral("succeeded"));
        QCOMPARE(textOf(rig.transaction(checkout), "status"), QStringLiteral("succeeded"));
        answer = rig.confirm(checkout);
        QCOMPARE(answer.status, 400);
        QCOMPARE(textOf(answer.stripeError(), "code"), QStringLiteral("payment_intent_unexpected_state"));
        QCOMPARE(textOf(answer.stripeError()[QLatin1String("payment_intent")].toObject(), "status"),
                 QStringLiteral("succeeded"));
        QCOMPARE(rig.chargeCount(checkout), qsizetype(1));
        QCOMPARE(
            rig.transaction(checkout)[QLatin1String("charges")][0][QLatin1String("amount_minor")].toInteger(),
            qint64(75'000));
    }

    void aDeclineKeepsTheIntentForAnotherCard()
    {
        Rig rig;
        const auto checkout = rig.checkout();
        const auto answer = rig.confirm(checkout, card("4000000000009995"));
        QCOMPARE(answer.status, 402);
        const auto error = answer.stripeError();
        QCOMPARE(textOf(error, "type"), QStringLiteral("card_error"));
        QCOMPARE(textOf(error, "decline_code"), QStringLiteral("insufficient_funds"));
        const auto intent = error[QLatin1String("payment_intent")].toObject();
        QCOMPARE(textOf(intent, "status"), QStringLiteral("requires_payment_method"));
        QCOMPARE(textOf(intent[QLatin1String("last_payment_error")].toObject(), "code"),
                 QStringLiteral("card_declined"));
        QCOMPARE(textOf(rig.transaction(checkout), "status"), QStringLiteral("pending"));
        QCOMPARE(rig.confirm(checkout).status, 200);
        QCOMPARE(rig.chargeCount(checkout), qsizetype(1));
    }

    void aWrongNumberLeavesNoTrace()
    {
        Rig rig;
        const auto checkout = rig.checkout();
        const auto answer = rig.confirm(checkout, card("4242424242424241"));
        QCOMPARE(answer.status, 402);
        QCOMPARE(textOf(answer.stripeError(), "code"), QStringLiteral("incorrect_number"));
        QCOMPARE(textOf(answer.stripeError(), "param"), QStringLiteral("number"));
        QVERIFY(rig.retrieve(checkout).json()[QLatin1String("last_payment_error")].isNull());
    }

    void threeDSecure_data()
    {
        QTest::addColumn<QString>("number");
        QTest::addColumn<QString>("outcome");
        QTest::addColumn<QString>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("declineCode");
        const QString authentication = QStringLiteral("payment_intent_authentication_failure");
        for (const auto *number : {"4000002500003155", "4000002760003184", "4000000000003220"}) {
            QTest::addRow("%s completed", number) << number << "complete"
                                                  << "succeeded" << QString() << QString();
            QTest::addRow("%s failed", number) << number << "fail"
                                               << "requires_payment_method" << authentication << QString();
        }
        QTest::newRow("declined afterwards") << "4000008400001629"
                                             << "complete"
                                             << "requires_payment_method"
                                             << "card_declined"
                                             << "generic_decline";
        QTest::newRow("insufficient afterwards") << "4000008260003178"
                                                 << "complete"
                                                 << "requires_payment_method"
                                                 << "card_declined"
                                                 << "insufficient_funds";
    }

    void threeDSecure()
    {
        QFETCH(QString, number);
        QFETCH(QString, outcome);
        QFETCH(QString, status);
        QFETCH(QString, code);
        QFETCH(QString, declineCode);
        Rig rig;
        const auto checkout = rig.checkout();
        const auto answer = rig.confirm(checkout, card(number.toStdString()));
        QCOMPARE(answer.status, 200);
        QCOMPARE(textOf(answer.json(), "status"), QStringLiteral("requires_action"));
        QCOMPARE(rig.chargeCount(checkout), qsizetype(0));
        const auto challenge = challengeOf(answer);
        QCOMPARE(challenge.host(), QStringLiteral("hooks.stripe.com"));
        QCOMPARE(challenge.path(), QStringLiteral("/3d_secure/challenge"));
        QCOMPARE(finishChallenge(rig, challenge, outcome.toStdString()).status, 200);
        const auto intent = rig.retrieve(checkout).json();
        QCOMPARE(textOf(intent, "status"), status);
        const auto error = intent[QLatin1String("last_payment_error")].toObject();
        QCOMPARE(textOf(error, "code"), code);
        QCOMPARE(textOf(error, "decline_code"), declineCode);
        const bool paid = status == QLatin1String("succeeded");
        QCOMPARE(rig.chargeCount(checkout), qsizetype(paid ? 1 : 0));
        QCOMPARE(textOf(rig.transaction(checkout), "status"),
                 paid ? QStringLiteral("succeeded") : QStringLiteral("pending"));
        // The answer counts once.
        QCOMPARE(finishChallenge(rig, challenge, "complete").status, 400);
        QCOMPARE(rig.chargeCount(checkout), qsizetype(paid ? 1 : 0));
    }

    void anotherCardEndsTheOldChallenge()
    {
        Rig rig;
        const auto checkout = rig.checkout();
        const auto challenge = challengeOf(rig.confirm(checkout, card("4000002500003155")));
        QCOMPARE(rig.confirm(checkout).status, 200);
        QCOMPARE(finishChallenge(rig, challenge, "complete").status, 400);
        QCOMPARE(rig.chargeCount(checkout), qsizetype(1));
    }

    void faultsAroundConfirm_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<int>("status"); // 0: no answer
        QTest::addColumn<int>("charges");
        const auto row = [](const char *fault, int status, int charges) {
            QTest::newRow(fault) << QString::fromLatin1(fault) << status << charges;
        };
        row(R"("at":"stripe.confirm.request","do":"drop")", 0, 0);
        row(R"("at":"stripe.confirm.request","do":"never")", 0, 0);
        row(R"("at":"stripe.confirm.request","do":"fail","status":503)", 503, 0);
        row(R"("at":"stripe.confirm.request","do":"duplicate")", 200, 1);
        row(R"("at":"stripe.confirm.request","do":"delay","ms":20)", 200, 1);
        row(R"("at":"stripe.confirm.response","do":"drop")", 0, 1);
        row(R"("at":"stripe.confirm.response","do":"never")", 0, 1);
        row(R"("at":"stripe.confirm.response","do":"fail","status":500)", 500, 1);
        row(R"("at":"stripe.confirm.response","do":"delay","ms":20)", 200, 1);
    }

    void faultsAroundConfirm()
    {
        QFETCH(QString, fault);
        QFETCH(int, status);
        QFETCH(int, charges);
        Rig rig;
        const auto checkout = rig.checkout();
        rig.setFaults("[{" + fault.toStdString() + ",\"times\":1}]");
        const bool isHeld = fault.contains("never");
        const auto answer = rig.confirm(checkout, {}, isHeld ? 300ms : 10s);
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.error.has_value(), status == 0);
        QCOMPARE(rig.chargeCount(checkout), qsizetype(charges));
        // Without the fault the intent is as it was left.
        const auto again = rig.confirm(checkout);
        QCOMPARE(again.status, charges == 0 ? 200 : 400);
        QCOMPARE(rig.chargeCount(checkout), qsizetype(1));
    }

    void stripeThatDoesNotLoad()
    {
        Rig rig;
        rig.setFaults(R"([{"at":"stripe.load","do":"drop","times":1},
                          {"at":"stripe.load","do":"fail","status":503,"times":1}])");
        QVERIFY(rig.stripe("GET", "js.stripe.com", "/endive/stripe.js").error);
        QCOMPARE(rig.stripe("GET", "js.stripe.com", "/endive/stripe.js").status, 503);
        QCOMPARE(rig.stripe("GET", "js.stripe.com", "/endive/stripe.js").status, 200);
        QCOMPARE(rig.requests("stripe.load").size(), qsizetype(3));
    }

    void whatIsNotSimulatedSaysSo()
    {
        Rig rig;
        QCOMPARE(rig.stripe("GET", "api.stripe.com", "/v1/payment_intents").status, 404);
        QCOMPARE(rig.stripe("GET", "api.stripe.com", "/v1/charges").status, 404);
        QCOMPARE(rig.stripe("OPTIONS", "api.stripe.com", "/v1/payment_intents/x").status, 204);
        const auto checkout = rig.checkout();
        const auto answer =
            rig.stripe("POST", "api.stripe.com", "/v1/payment_intents/" + checkout.intentId + "/confirm",
                       "key=pk_test_rig&client_secret=" + checkout.clientSecret
                           + "&payment_method_data[type]=sepa_debit");
        QCOMPARE(answer.status, 400);
        QCOMPARE(rig.stripe("POST", "api.stripe.com", "/v1/payment_intents/x/confirm", "a=%zz").status, 400);
    }

    void theTimelineHoldsNoSecretAndNoCard()
    {
        Rig rig;
        const auto checkout = rig.checkout();
        rig.retrieve(checkout);
        rig.confirm(checkout, card("4000000000009995"));
        const auto challenge = challengeOf(rig.confirm(checkout, card("4000002500003155")));
        finishChallenge(rig, challenge, "complete");
        const auto text = toText(rig.state());
        for (const auto *secret :
             {"4000000000009995", "4000002500003155", "_secret_", "3ds_", webhookSecret, apiToken})
            QVERIFY2(text.find(secret) == std::string::npos, secret);
        QCOMPARE(rig.requests("stripe.confirm").size(), qsizetype(2));
        QCOMPARE(rig.requests("stripe.intent.retrieve").size(), qsizetype(1));
        QCOMPARE(rig.requests("stripe.challenge").size(), qsizetype(1));
    }

    void onlyThePinnedKeyIsTrusted()
    {
        Rig rig;
        BackgroundContext background;
        http::Client ordinary;
        http::ClientRequest request;
        request.url = "https://" + rig.ready("stripe_listen") + "/";
        const auto result = background.wait(ordinary.request(request));
        QVERIFY(!result);
        QCOMPARE(result.error().kind, http::ClientError::Kind::Tls);
    }
};

QTEST_GUILESS_MAIN(TestSandboxStripe)
#include "tst_stripe.moc"
