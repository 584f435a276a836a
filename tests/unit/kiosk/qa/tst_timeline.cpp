#include "kiosk/qa/backend_listener.h"
#include "kiosk/qa/row_filter.h"
#include "kiosk/qa/row_roles.h"
#include "kiosk/qa/timeline.h"
#include "support/fake_ports.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace tillwright;
using namespace tillwright::kiosk::qa;
using namespace Qt::StringLiterals;

namespace {

QString asIs(const QString &text)
{
    return text;
}

QJsonObject eventFrom(const char *json)
{
    return QJsonDocument::fromJson(json).object();
}

QString line(const Timeline &timeline, int row)
{
    return timeline.index(row).data(Timeline::LineRole).toString();
}

QString transaction(const Timeline &timeline, int row)
{
    return timeline.index(row).data(Timeline::TransactionRole).toString();
}

QString all(const Said &said)
{
    QString text = said.words + u' ' + said.cliveTxId + u' ' + said.intentId;
    for (const auto &[name, value] : said.details)
        text += u' ' + name + u' ' + value;
    return text;
}

} // namespace

class TestTimeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isInTheOrderOfWhatHappened()
    {
        Timeline timeline(asIs);
        timeline.add({3000, Party::Backend, u"third"_s, {}, {}});
        timeline.add({1000, Party::Clive, u"first"_s, {}, {}});
        timeline.add({2000, Party::Stripe, u"second"_s, {}, {}});
        timeline.add({2000, Party::Panel, u"second, later"_s, {}, {}});
        QStringList words;
        for (int row = 0; row < timeline.rowCount(); ++row)
            words.append(timeline.index(row).data().toString());
        QCOMPARE(words,
                 (QStringList{u"Clive · first"_s, u"Stripe · second"_s, u"You · second, later"_s,
                              u"Backend · third"_s}));
        QCOMPARE(line(timeline, 0), u"1970-01-01T00:00:01.000Z  Clive     first"_s);
        timeline.clear();
        QCOMPARE(timeline.rowCount(), 0);
    }

    void saysWhatTheSandboxSaid_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("party");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *json, Party party, const char *words) {
            QTest::newRow(words) << QByteArray(json) << int(party) << QString::fromUtf8(words);
        };
        row(R"({"what":"clive.checkout_intent","status":201})", Party::Clive, "create: 201");
        row(R"({"what":"clive.initialize","status":201})", Party::Clive, "initialize: 201");
        row(R"({"what":"clive.attach_intent","status":409})", Party::Clive, "attach the intent: 409");
        row(R"({"what":"clive.status","status":"succeeded"})", Party::Clive, "status: succeeded");
        row(R"({"what":"clive.webhook","attempt":2,"answer":200})", Party::Clive,
            "webhook, attempt 2: the backend answered 200");
        row(R"({"what":"clive.webhook","attempt":1,"answer":"never sent"})", Party::Clive,
            "webhook, attempt 1: never sent");
        row(R"({"what":"clive.webhook","attempt":1,"answer":401,"forged":true})", Party::Clive,
            "forged webhook, attempt 1: the backend answered 401");
        row(R"({"what":"stripe.load"})", Party::Stripe, "Stripe.js was asked for");
        row(R"({"what":"stripe.create_intent","status":200})", Party::Stripe, "create the intent: 200");
        row(R"({"what":"stripe.intent.retrieve","status":200})", Party::Stripe, "read the intent: 200");
        row(R"({"what":"stripe.confirm","lost":true})", Party::Stripe, "Pay did not arrive");
        row(R"({"what":"stripe.confirm","status":402,"code":"card_declined","decline_code":"lost_card"})",
            Party::Stripe, "Pay: lost_card");
        row(R"({"what":"stripe.confirm","status":200,"intent_status":"succeeded"})", Party::Stripe,
            "Pay: succeeded");
        row(R"({"what":"stripe.challenge","step":"shown"})", Party::Stripe, "the bank's page: shown");
        row(R"({"what":"clive.refund"})", Party::Clive, "clive.refund");
    }

    void saysWhatTheSandboxSaid()
    {
        QFETCH(QByteArray, json);
        const auto said = saidBySandbox(eventFrom(json.constData()));
        QTEST(int(said.party), "party");
        QTEST(said.words, "words");
    }

    void hidesWhatMayBeASecretByItsKind()
    {
        const auto said = saidBySandbox(eventFrom(
            R"({"what":"clive.checkout_intent","at_ms":5,"status":201,"clive_tx_id":"ctx_abc","payment_intent_id":"pi_1",
                "idempotency_key":"0b54f3c8-1111-4222-8333-444455556666","client_secret":"pi_1_secret_xyz",
                "note":"whsec_something","amount":750,"number":"4242424242424242"})"));
        const QString text = all(said);
        QVERIFY2(text.contains(u"ctx_abc"_s) && text.contains(u"pi_1"_s), qPrintable(text));
        QVERIFY2(text.contains(u"…55556666"_s) && !text.contains(u"1111"_s), qPrintable(text));
        // That they are there is shown, what they are is not: nobody knows their kind.
        QVERIFY2(text.contains(u"client_secret (hidden)"_s) && text.contains(u"note (hidden)"_s)
                     && text.contains(u"amount (hidden)"_s),
                 qPrintable(text));
        for (const auto &secret : {u"secret_xyz"_s, u"whsec_"_s, u"4242"_s})
            QVERIFY2(!text.contains(secret), qPrintable(text));
        // A secret in the place of something else.
        const auto strange = all(saidBySandbox(eventFrom(
            R"({"what":"clive.status","status":"pi_1_secret_abc123","clive_tx_id":"pi_1_secret_abc123",
                "payment_intent_id":"pi_1_secret_abc123","event_id":"sk_test_abc","code":"4242 4242 4242 4242",
                "faulty":"whsec_1","attempt":"sk_live_1","idempotency_key":"short"})")));
        for (const auto &secret : {u"abc123"_s, u"sk_"_s, u"4242"_s, u"whsec"_s, u"short"_s})
            QVERIFY2(!strange.contains(secret), qPrintable(strange));
    }

    void everyTextGoesThroughTheMask()
    {
        Timeline timeline([](const QString &text) { return QString(text).replace(u"token-1"_s, u"***"_s); });
        timeline.add({1, Party::Backend, u"says token-1"_s, {}, {}, {{u"field"_s, u"token-1"_s}}});
        timeline.addKiosk(2, u"phone:token-1"_s, {});
        QVERIFY2(!line(timeline, 0).contains(u"token-1"_s), qPrintable(line(timeline, 0)));
        QVERIFY2(line(timeline, 0).contains(u"field ***"_s), qPrintable(line(timeline, 0)));
        QVERIFY(!line(timeline, 1).contains(u"token-1"_s));
    }

    void knowsWhichSaleIsSpokenOf()
    {
        Timeline timeline(asIs);
        timeline.addKiosk(1, u"state:Creating"_s, {});
        timeline.addKiosk(2, u"backend:create"_s, {});
        timeline.add(saidBySandbox(eventFrom(
            R"({"what":"clive.checkout_intent","at_ms":3,"status":201,"clive_tx_id":"ctx_1","payment_intent_id":"pi_1"})")));
        timeline.addKiosk(4, u"state:AwaitingPayment"_s, u"ctx_1"_s);
        timeline.add(saidBySandbox(
            eventFrom(R"({"what":"stripe.confirm","at_ms":5,"status":200,"payment_intent_id":"pi_1"})")));
        for (int row = 0; row < timeline.rowCount(); ++row)
            QVERIFY2(transaction(timeline, row) == u"ctx_1"_s, qPrintable(line(timeline, row)));
        QCOMPARE(timeline.transactions(), QStringList{u"ctx_1"_s});
    }

    void knowsItOfAnIntentThatCameFirst()
    {
        Timeline timeline(asIs);
        timeline.add(saidBySandbox(eventFrom(
            R"({"what":"stripe.create_intent","at_ms":1,"status":200,"payment_intent_id":"pi_9"})")));
        QCOMPARE(transaction(timeline, 0), QString());
        timeline.add(saidBySandbox(eventFrom(
            R"({"what":"clive.attach_intent","at_ms":2,"status":200,"clive_tx_id":"ctx_9","payment_intent_id":"pi_9"})")));
        QCOMPARE(transaction(timeline, 0), u"ctx_9"_s);
    }

    void isNarrowedByWordsAndBySale()
    {
        Timeline timeline(asIs);
        RowFilter rows;
        rows.setSourceModel(&timeline);
        timeline.add({1, Party::Clive, u"status: pending"_s, u"ctx_1"_s, {}});
        timeline.add({2, Party::Backend, u"status: pending"_s, u"ctx_2"_s, {}});
        timeline.add({3, Party::Stripe, u"Pay: succeeded"_s, u"ctx_2"_s, {}});
        QCOMPARE(rows.rowCount(), 3);
        rows.setWords(u"  PENDING clive "_s);
        QCOMPARE(rows.rowCount(), 1);
        QVERIFY(rows.isNarrowed());
        rows.setWords({});
        rows.setExactly(Timeline::TransactionRole, u"ctx_2"_s);
        QCOMPARE(rows.rowCount(), 2);
        rows.setExactly(Timeline::TransactionRole, std::nullopt);
        QCOMPARE(rows.rowCount(), 3);
    }

    void forgetsTheOldestWhenThereIsTooMuch()
    {
        Timeline timeline(asIs);
        for (int i = 0; i <= timelineRowsMax; ++i)
            timeline.add({i, Party::Kiosk, QString::number(i), {}, {}});
        QCOMPARE(timeline.rowCount(), timelineRowsMax);
        QCOMPARE(timeline.index(0).data().toString(), u"Kiosk · 1"_s);
    }

    void hearsWhatTheBackendSaysAndPassesItOn()
    {
        testing::FakeBackend backend;
        testing::FakeClock clock;
        QList<Said> heard;
        BackendListener listener(backend, clock, [&heard](Said said) { heard.append(said); });
        int answers = 0;
        listener.resumeCheckout("ctx_1", [&answers](const auto &) { ++answers; });
        contract::CheckoutAnswer answer;
        answer.cliveTxId = "ctx_1";
        answer.stripePaymentIntentId = "pi_1";
        answer.clientSecret = domain::Secret("pi_1_secret_hush");
        answer.payUrl = domain::Secret("http://127.0.0.1/pay/hush");
        backend.resume.answer(answer);
        QCOMPARE(answers, 1);
        QCOMPARE(heard.size(), 1);
        QCOMPARE(heard[0].party, Party::Backend);
        QCOMPARE(heard[0].words, u"taken up again: pending"_s);
        QCOMPARE(heard[0].cliveTxId, u"ctx_1"_s);
        QCOMPARE(heard[0].atMs, clock.nowMs());
        QVERIFY(!all(heard[0]).contains(u"hush"_s));

        listener.fetchStatus({"ctx_1", true, 0, 0}, [&answers](const auto &) { ++answers; });
        checkout::BackendError error;
        error.kind = checkout::BackendError::Kind::Server;
        error.httpStatus = 503;
        backend.status.answer(tl::unexpected(error));
        QCOMPARE(answers, 2);
        QCOMPARE(heard.last().words, u"status: refused with 503"_s);
        QCOMPARE(heard.last().cliveTxId, u"ctx_1"_s);
    }
};

QTEST_GUILESS_MAIN(TestTimeline)
#include "tst_timeline.moc"
