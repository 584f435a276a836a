#include "contract/webhook_signature.h"
#include "harness.h"

#include <QtTest>
#include <boost/json/parse.hpp>
#include <set>

using namespace tillwright;
using test::Harness;
namespace json = boost::json;

namespace {

constexpr std::int64_t minuteMs = 60'000;

std::string textOf(const json::object &object, std::string_view name)
{
    const auto *value = object.if_contains(name);
    return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

json::object viewOf(const Harness::Answer &answer)
{
    if (answer.status != 200)
        qFatal("no view: %d %s", answer.status, answer.body.c_str());
    return json::parse(answer.body).as_object();
}

std::string stateOf(const Harness::Answer &answer)
{
    return textOf(viewOf(answer), "state");
}

std::string typeOf(const Harness::Answer &answer)
{
    const auto type = answer.problem().type;
    return type.substr(type.rfind(':') + 1);
}

std::string tokenOf(const contract::CheckoutAnswer &checkout)
{
    const auto &url = checkout.payUrl.reveal();
    return url.substr(url.rfind('/') + 1);
}

/// A backend with a pay page, and one checkout that a phone may pay.
struct PayShop {
    PayShop()
    {
        h.config.pay.publicUrl = "https://pay.example/till";
        h.config.pay.merchant = "Air Peace";
        h.restart();
        checkout = h.create("k1");
        token = tokenOf(checkout);
    }
    Harness::Answer get(const std::string &below = {}) { return h.call("GET", "/pay/" + token + below); }
    Harness::Answer post(const std::string &below) { return h.call("POST", "/pay/" + token + below); }
    Harness::Answer abandon()
    {
        return h.call("POST", "/v1/checkouts/" + checkout.cliveTxId + "/abandon", Harness::deviceHeaders());
    }
    void webhook(const std::string &status)
    {
        if (h.sendWebhook(h.clive.webhook(checkout.cliveTxId, status, "evt_" + status)).status != 200)
            qFatal("the webhook was not taken");
    }

    Harness h;
    contract::CheckoutAnswer checkout;
    std::string token;
};

} // namespace

/// A customer pays on their own phone. Harness looks after every test that no token is in the log.
class TestPay : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void withoutAPublicAddressThereIsNoPage()
    {
        Harness h;
        QVERIFY(h.create("k1").payUrl.isEmpty());
        const std::string token(43, 'A');
        for (const auto *below : {"", "/checkout", "/status"}) {
            const auto answer = h.call("GET", "/pay/" + token + below);
            QCOMPARE(answer.status, 404);
            QCOMPARE(typeOf(answer), std::string("not-found"));
        }
        for (const auto *below : {"/confirming", "/declined", "/cancel"})
            QCOMPARE(h.call("POST", "/pay/" + token + below).status, 404);
    }

    void everyAnswerHasALinkOfItsOwn()
    {
        PayShop s;
        const std::string start = "https://pay.example/till/pay/";
        QVERIFY(s.checkout.payUrl.reveal().starts_with(start));
        QCOMPARE(s.token.size(), std::size_t(43));
        const auto resumed =
            s.h.call("POST", "/v1/checkouts/" + s.checkout.cliveTxId + "/resume", Harness::deviceHeaders())
                .checkout();
        const auto replayed = s.h.create("k1");
        const std::set<std::string> tokens{s.token, tokenOf(resumed), tokenOf(replayed)};
        QCOMPARE(tokens.size(), std::size_t(3));
        for (const auto &token : tokens)
            QCOMPARE(stateOf(s.h.call("GET", "/pay/" + token + "/status")), std::string("open"));
    }

    void thePortWeGotIsInTheLink()
    {
        Harness h;
        h.config.pay.publicUrl = "http://127.0.0.1:0";
        h.restart();
        const auto link = h.create("k1").payUrl.reveal();
        const auto start = "http://" + h.backend->listenAddress() + "/pay/";
        QVERIFY2(link.starts_with(start), link.c_str());
        QCOMPARE(h.call("GET", link.substr(start.size() - 5)).status, 200);
    }

    void thePageIsTheSameForEverybodyAndHoldsNoSecret()
    {
        PayShop s;
        const auto page = s.get();
        QCOMPARE(page.status, 200);
        QCOMPARE(page.headers.value("Content-Type"), std::string_view("text/html; charset=utf-8"));
        QCOMPARE(page.headers.value("Cache-Control"), std::string_view("no-store"));
        QCOMPARE(page.headers.value("Referrer-Policy"), std::string_view("no-referrer"));
        QCOMPARE(page.headers.value("X-Content-Type-Options"), std::string_view("nosniff"));
        const auto policy = page.headers.value("Content-Security-Policy");
        for (const std::string_view part :
             {"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'",
              "connect-src 'self' https://api.stripe.com;", "script-src 'sha256-"})
            QVERIFY2(policy.find(part) != std::string_view::npos, std::string(part).c_str());
        QVERIFY(policy.find("unsafe") == std::string_view::npos);
        QVERIFY(page.headers.value("Permissions-Policy").find("payment=(self ") == 0);
        QVERIFY(page.body.find(s.checkout.clientSecret.reveal()) == std::string::npos);
        QVERIFY(page.body.find(s.token) == std::string::npos);

        const auto wrong = s.h.call("GET", "/pay/" + std::string(43, 'A'));
        const auto nonsense = s.h.call("GET", "/pay/favicon.ico");
        QCOMPARE(wrong.status, 404);
        QCOMPARE(nonsense.status, 404);
        QCOMPARE(wrong.body, page.body);
        QCOMPARE(nonsense.body, page.body);
        QCOMPARE(wrong.headers.value("Content-Security-Policy"), policy);
    }

    void theSecretComesOnceItIsAskedFor()
    {
        PayShop s;
        const auto status = viewOf(s.get("/status"));
        QVERIFY(!status.contains("client_secret"));
        const auto answer = s.get("/checkout");
        QCOMPARE(answer.headers.value("Referrer-Policy"), std::string_view("no-referrer"));
        const auto view = viewOf(answer);
        QCOMPARE(textOf(view, "state"), std::string("open"));
        QCOMPARE(textOf(view, "client_secret"), s.checkout.clientSecret.reveal());
        QCOMPARE(textOf(view, "stripe_publishable_key"), std::string("pk_test_harness"));
        QCOMPARE(textOf(view, "merchant"), std::string("Air Peace"));
        QCOMPARE(textOf(view, "reference"), std::string("EZ12345"));
        QCOMPARE(textOf(view, "currency"), std::string("USD"));
        QVERIFY(view.at("amount_minor") == 75000);
    }

    void aTokenIsStoredAsItsHashAlone()
    {
        PayShop s;
        s.get("/checkout");
        const auto stored = s.h.storedBytes().join();
        QVERIFY(!stored.contains(QByteArray::fromStdString(s.token)));
        QVERIFY(stored.contains(QByteArray::fromStdString(contract::sha256Hex(s.token))));
        QVERIFY(!stored.contains(QByteArray::fromStdString(s.checkout.clientSecret.reveal())));
    }

    void aLinkIsGoodForItsOwnCheckout()
    {
        PayShop s;
        const auto other = s.h.create("k2", "EZ2");
        QCOMPARE(textOf(viewOf(s.get("/checkout")), "clive_tx_id"), s.checkout.cliveTxId);
        const auto view = viewOf(s.h.call("GET", "/pay/" + tokenOf(other) + "/checkout"));
        QCOMPARE(textOf(view, "clive_tx_id"), other.cliveTxId);
        QCOMPARE(stateOf(s.post("/cancel")), std::string("abandoned"));
        QCOMPARE(stateOf(s.h.call("GET", "/pay/" + tokenOf(other) + "/status")), std::string("open"));
    }

    void theTerminalFollowsThePhoneLive()
    {
        PayShop s;
        QVERIFY(s.h.get(s.checkout.cliveTxId).state().phone == domain::PhoneStage::None);
        const auto follow = [&s](std::int64_t version) {
            return s.h.send(
                "GET", "/v1/checkouts/" + s.checkout.cliveTxId + "?wait=25&after=" + std::to_string(version),
                Harness::deviceHeaders());
        };
        auto held = follow(1);
        s.get("/checkout");
        auto state = s.h.wait(held).state();
        QVERIFY(state.phone == domain::PhoneStage::Opened);
        held = follow(state.version);
        QCOMPARE(stateOf(s.post("/confirming")), std::string("open"));
        state = s.h.wait(held).state();
        QVERIFY(state.phone == domain::PhoneStage::Confirming);
        QVERIFY(state.status == domain::PaymentStatus(domain::PaymentStatus::Kind::Pending));
        held = follow(state.version);
        QCOMPARE(s.post("/declined").status, 200);
        QVERIFY(s.h.wait(held).state().phone == domain::PhoneStage::Opened);
    }

    void whatAPhoneConfirmsIsNotAbandoned()
    {
        PayShop s;
        s.get("/checkout");
        QCOMPARE(s.post("/confirming").status, 200);
        auto refused = s.abandon();
        QCOMPARE(refused.status, 409);
        QCOMPARE(typeOf(refused), std::string("being-paid-on-phone"));
        QCOMPARE(s.post("/cancel").status, 409);
        QVERIFY(!s.h.get(s.checkout.cliveTxId).state().abandoned);
        // Declined: both may walk away again.
        QCOMPARE(s.post("/declined").status, 200);
        QVERIFY(s.abandon().state().abandoned);
        QCOMPARE(stateOf(s.get("/status")), std::string("abandoned"));
        QVERIFY(!viewOf(s.get("/checkout")).contains("client_secret"));
        refused = s.post("/confirming");
        QCOMPARE(refused.status, 409);
        QCOMPARE(typeOf(refused), std::string("not-open"));
        QVERIFY(s.h.get(s.checkout.cliveTxId).state().phone == domain::PhoneStage::Opened);
    }

    void aPhoneThatDiesHoldsNobodyUpForLong()
    {
        PayShop s;
        s.post("/confirming");
        s.h.nowMs += 5 * minuteMs - 1;
        QCOMPARE(s.abandon().status, 409);
        s.h.nowMs += 1;
        QVERIFY(s.abandon().state().abandoned);
    }

    void whatThePhoneHasPaidIsPaidOnBothSides()
    {
        PayShop s;
        s.get("/checkout");
        s.post("/confirming");
        const auto held = s.h.send("GET",
                                   "/pay/" + s.token + "/status?refresh=0&wait=25&after="
                                       + std::to_string(s.h.get(s.checkout.cliveTxId).state().version));
        s.webhook("succeeded");
        QCOMPARE(stateOf(s.h.wait(held)), std::string("paid"));
        const auto late = s.abandon();
        QCOMPARE(late.status, 200);
        QVERIFY(late.state().status.isPaid());
        QVERIFY(!late.state().abandoned);
        const auto view = viewOf(s.get("/checkout"));
        QCOMPARE(textOf(view, "state"), std::string("paid"));
        QVERIFY(!view.contains("client_secret"));
        QCOMPARE(s.post("/confirming").status, 409);
        QCOMPARE(stateOf(s.post("/cancel")), std::string("paid"));
        QCOMPARE(s.get().status, 200);
    }

    void everyEndHasItsWord_data()
    {
        QTest::addColumn<QString>("status");
        QTest::addColumn<QString>("word");
        QTest::newRow("failed") << "failed"
                                << "failed";
        QTest::newRow("cancelled") << "cancelled"
                                   << "cancelled";
        QTest::newRow("processing") << "processing"
                                    << "checking";
        QTest::newRow("new word") << "on_hold"
                                  << "checking";
    }
    void everyEndHasItsWord()
    {
        QFETCH(const QString, status);
        QFETCH(const QString, word);
        PayShop s;
        s.webhook(status.toStdString());
        QCOMPARE(QString::fromStdString(stateOf(s.get("/status"))), word);
        QVERIFY(!viewOf(s.get("/checkout")).contains("client_secret"));
    }

    void aLinkExpires()
    {
        PayShop s;
        s.h.nowMs += 15 * minuteMs - 1;
        QCOMPARE(stateOf(s.get("/checkout")), std::string("open"));
        s.h.nowMs += 1;
        const auto view = viewOf(s.get("/checkout"));
        QCOMPARE(textOf(view, "state"), std::string("expired"));
        QVERIFY(!view.contains("client_secret"));
        QCOMPARE(s.get().status, 200);
        QCOMPARE(typeOf(s.post("/confirming")), std::string("not-open"));
        QCOMPARE(typeOf(s.post("/cancel")), std::string("not-open"));
        // The checkout itself goes on, and so does its next link.
        QVERIFY(!s.h.get(s.checkout.cliveTxId).state().abandoned);
        QCOMPARE(stateOf(s.h.call("GET", "/pay/" + tokenOf(s.h.create("k1")) + "/checkout")),
                 std::string("open"));
        // How it ended is told for a day.
        s.webhook("succeeded");
        QCOMPARE(stateOf(s.get("/status")), std::string("paid"));
        s.h.nowMs += 24 * 60 * minuteMs + 1;
        s.h.restart();
        // What is over is forgotten soon after the start.
        while (s.get("/status").status == 200) {
        }
        QCOMPARE(typeOf(s.get("/status")), std::string("no-such-link"));
        QCOMPARE(s.get().status, 404);
    }

    void aLinkLivesNoLongerThanTheSecret()
    {
        Harness h;
        h.config.pay.publicUrl = "https://pay.example";
        h.config.checkouts.secretTtlMs = minuteMs;
        h.restart();
        const auto token = tokenOf(h.create("k1"));
        h.nowMs += minuteMs - 1;
        QCOMPARE(stateOf(h.call("GET", "/pay/" + token + "/status")), std::string("open"));
        h.nowMs += 1;
        QCOMPARE(stateOf(h.call("GET", "/pay/" + token + "/status")), std::string("expired"));
        QCOMPARE(h.call("POST", "/pay/" + token + "/confirming").status, 409);
    }

    /// Pay was pressed in the last second: the customer still learns how it ended.
    void whatWasConfirmedInTimeIsNotExpired()
    {
        PayShop s;
        s.h.nowMs += 15 * minuteMs - 1;
        QCOMPARE(s.post("/confirming").status, 200);
        s.h.nowMs += minuteMs;
        QCOMPARE(stateOf(s.get("/status")), std::string("checking"));
        s.h.clive.transactions.at(s.checkout.cliveTxId).status = "succeeded";
        QCOMPARE(stateOf(s.get("/status?refresh=1")), std::string("paid"));
    }

    void aSecretThatIsGoneMakesTheLinkUseless()
    {
        PayShop s;
        // Without a key file a secret ends with its process.
        s.h.restart();
        QCOMPARE(stateOf(s.get("/checkout")), std::string("expired"));
    }

    void cancellingAsksCliveFirst()
    {
        PayShop s;
        s.get("/checkout");
        const auto asked = s.h.clive.fetchCalls;
        const auto held = s.h.send("GET", "/v1/checkouts/" + s.checkout.cliveTxId + "?wait=25&after=2",
                                   Harness::deviceHeaders());
        QCOMPARE(stateOf(s.post("/cancel")), std::string("abandoned"));
        QVERIFY(s.h.clive.fetchCalls > asked);
        QVERIFY(s.h.wait(held).state().abandoned);

        const auto second = s.h.create("k2", "EZ2");
        s.h.clive.transactions.at(second.cliveTxId).status = "succeeded";
        QCOMPARE(stateOf(s.h.call("POST", "/pay/" + tokenOf(second) + "/cancel")), std::string("paid"));
        QVERIFY(!s.h.get(second.cliveTxId).state().abandoned);
    }

    void aWrongTokenIsToldNothingAndIsCounted()
    {
        PayShop s;
        auto flipped = s.token;
        flipped.front() = flipped.front() == 'A' ? 'B' : 'A';
        std::set<std::string> bodies;
        for (const auto &token : {flipped, std::string(43, 'A'), s.token + "A", std::string("x")}) {
            for (const auto *below : {"/checkout", "/status"}) {
                const auto answer = s.h.call("GET", "/pay/" + token + below);
                QCOMPARE(answer.status, 404);
                QCOMPARE(typeOf(answer), std::string("no-such-link"));
                bodies.insert(answer.body);
            }
            for (const auto *below : {"/confirming", "/declined", "/cancel"}) {
                const auto answer = s.h.call("POST", "/pay/" + token + below);
                QCOMPARE(answer.status, 404);
                bodies.insert(answer.body);
            }
        }
        QCOMPARE(bodies.size(), std::size_t(1));
        QCOMPARE(s.h.metric("tillwright_pay_links_total{result=\"unknown\"}"), std::string("20"));
        QCOMPARE(s.h.metric("tillwright_pay_links_total{result=\"live\"}"), std::string("0"));
        s.get();
        QCOMPARE(s.h.metric("tillwright_pay_links_total{result=\"live\"}"), std::string("1"));
        s.h.nowMs += 15 * minuteMs;
        s.get();
        QCOMPARE(s.h.metric("tillwright_pay_links_total{result=\"expired\"}"), std::string("1"));
    }

    void aStatusIsAskedForRightly()
    {
        PayShop s;
        for (const auto *query : {"?refresh=2", "?wait=26", "?after=-1"}) {
            const auto answer = s.get(std::string("/status") + query);
            QCOMPARE(answer.status, 400);
            QCOMPARE(typeOf(answer), std::string("invalid-request"));
        }
    }

    /// The path is what opens it: the log tells the route.
    void theLogTellsTheRoute()
    {
        PayShop s;
        s.get("/checkout");
        bool isTold = false;
        for (const auto &line : s.h.log())
            isTold |= textOf(line, "route") == "/pay/{token}/checkout";
        QVERIFY(isTold);
    }
};

QTEST_GUILESS_MAIN(TestPay)
#include "test_pay.moc"
