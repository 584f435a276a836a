#include "harness.h"

#include <QtTest>

using namespace tillwright;
using test::Harness;

/// `GET /v1/checkouts`: for support, and for a kiosk that has lost its journal.
class TestSearch : public QObject
{
    Q_OBJECT

    static contract::CheckoutPage page(const Harness::Answer &answer)
    {
        auto parsed = contract::parseCheckoutPage(answer.body);
        if (answer.status != 200 || !parsed)
            qFatal("no page: %s", answer.body.c_str());
        return *std::move(parsed);
    }
    static Harness::Answer ask(Harness &h, const std::string &query,
                               const std::string &token = Harness::token)
    {
        return h.call("GET", "/v1/checkouts" + query, Harness::deviceHeaders(token));
    }
    static QStringList references(const Harness::Answer &answer)
    {
        QStringList found;
        for (const auto &checkout : page(answer).checkouts)
            found.append(QString::fromStdString(checkout.state.reference));
        return found;
    }

private Q_SLOTS:
    void aDeviceFindsItsCheckouts()
    {
        Harness h;
        QVERIFY(page(ask(h, "")).checkouts.empty());
        const auto checkout = h.create("k1", "EZ1");
        h.nowMs += 5;
        h.create("k2", "EZ2");
        h.sendWebhook(h.clive.webhook(checkout.cliveTxId, "succeeded", "evt_1"));
        const auto answer = ask(h, "");
        QCOMPARE(references(answer), (QStringList{"EZ2", "EZ1"}));
        QCOMPARE(answer.headers.value("Cache-Control"), std::string_view("no-store"));
        const auto found = page(answer).checkouts.back();
        QCOMPARE(found.state.cliveTxId, checkout.cliveTxId);
        QVERIFY(found.state.amount == checkout.amount);
        QVERIFY(found.state.status.isPaid());
        QCOMPARE(found.device, std::string("register-1"));
        QCOMPARE(found.email, std::string("buyer@example.com"));
        QCOMPARE(found.createdAtMs, h.nowMs - 5);
        QVERIFY(page(answer).nextCursor.empty());
        QCOMPARE(h.clive.fetchCalls, 0);
    }

    void filtersNarrow()
    {
        Harness h;
        const auto first = h.create("k1", "EZ1").cliveTxId;
        h.nowMs += 5;
        h.create("k2", "EZ2");
        h.sendWebhook(h.clive.webhook(first, "succeeded", "evt_1"));
        const auto now = std::to_string(h.nowMs);
        QCOMPARE(references(ask(h, "?status=paid")), QStringList{"EZ1"});
        QCOMPARE(references(ask(h, "?status=open")), QStringList{"EZ2"});
        QCOMPARE(references(ask(h, "?status=on_hold")), QStringList());
        QCOMPARE(references(ask(h, "?reference=EZ1&suffix=&cursor=")), QStringList{"EZ1"});
        QCOMPARE(references(ask(h, "?suffix=AIRPEACE")), (QStringList{"EZ2", "EZ1"}));
        QCOMPARE(references(ask(h, "?suffix=OTHER")), QStringList());
        QCOMPARE(references(ask(h, "?from=" + now)), QStringList{"EZ2"});
        QCOMPARE(references(ask(h, "?to=" + now)), QStringList{"EZ1"});
        QCOMPARE(references(ask(h, "?device=register-1&from=0&to=" + now)), QStringList{"EZ1"});
    }

    void whatNeedsAttentionIsFoundByItsOwnDevice()
    {
        Harness h;
        const auto abandoned = h.create("k1", "EZ1").cliveTxId;
        h.create("k2", "EZ2");
        QCOMPARE(references(ask(h, "?attention=1")), QStringList());
        const auto path = "/v1/checkouts/" + abandoned + "/abandon";
        QCOMPARE(h.call("POST", path, Harness::deviceHeaders()).status, 200);
        QCOMPARE(references(ask(h, "?attention=1")), QStringList());
        h.sendWebhook(h.clive.webhook(abandoned, "succeeded", "evt_1"));
        const auto found = page(ask(h, "?attention=1")).checkouts;
        QCOMPARE(found.size(), std::size_t(1));
        QCOMPARE(found[0].state.cliveTxId, abandoned);
        QVERIFY(found[0].state.status.isPaid());
        QCOMPARE(found[0].state.attention, std::set<std::string>{"paid_after_abandoned"});
        QCOMPARE(references(ask(h, "?attention=0")), (QStringList{"EZ2", "EZ1"}));
        QCOMPARE(references(ask(h, "?attention=1&reference=EZ2")), QStringList());
        QCOMPARE(references(ask(h, "?attention=1", Harness::otherToken)), QStringList());
    }

    void pagesFollowEachOther()
    {
        Harness h;
        const auto count = contract::searchPageMaxCheckouts + 2;
        for (std::size_t i = 0; i < count; ++i)
            h.create("k" + std::to_string(i), "EZ" + std::to_string(i));
        const auto first = page(ask(h, ""));
        QCOMPARE(first.checkouts.size(), contract::searchPageMaxCheckouts);
        QVERIFY(!first.nextCursor.empty());
        const auto second = page(ask(h, "?cursor=" + first.nextCursor));
        QCOMPARE(second.checkouts.size(), std::size_t(2));
        QVERIFY(second.nextCursor.empty());
        std::set<std::string> all;
        for (const auto &each : {first, second}) {
            for (const auto &checkout : each.checkouts)
                all.insert(checkout.state.cliveTxId);
        }
        QCOMPARE(all.size(), count);
    }

    void aDeviceSeesItsOwnOnly()
    {
        Harness h;
        h.create("k1", "EZ1");
        QCOMPARE(references(ask(h, "", Harness::otherToken)), QStringList());
        QCOMPARE(references(ask(h, "?reference=EZ1", Harness::otherToken)), QStringList());
        const auto refused = ask(h, "?device=register-1", Harness::otherToken);
        QCOMPARE(refused.status, 403);
        QCOMPARE(refused.problem().type, std::string("urn:tillwright:problem:other-device"));
        QCOMPARE(refused.problem().field, std::string("device"));
        QCOMPARE(h.call("GET", "/v1/checkouts").status, 401);
    }

    void neverASecret()
    {
        Harness h;
        const auto checkout = h.create("k1");
        const auto body = ask(h, "").body;
        QVERIFY(body.find("secret") == std::string::npos);
        QVERIFY(body.find(checkout.clientSecret.reveal()) == std::string::npos);
    }

    void wrongParametersAreNamed_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("field");
        const auto row = [](const char *query, const char *field) {
            QTest::newRow(query) << QString::fromLatin1(query) << QString::fromLatin1(field);
        };
        row("?reference=a%20b", "reference");
        row("?status=a%20b", "status");
        row("?from=yesterday", "from");
        row("?from=-1", "from");
        row("?to=99999999999999999999", "to");
        row("?from=2&to=1", "to");
        row("?cursor=7", "cursor");
        row("?cursor=x~ctx_1", "cursor");
        row("?cursor=7~", "cursor");
        row("?attention=yes", "attention");
        row("?attention=2", "attention");
        row("?refrence=EZ1", "refrence");
        row("?refrence=", "refrence");
        row("?place=7~ctx_1", "place");
    }
    void wrongParametersAreNamed()
    {
        QFETCH(QString, query);
        QFETCH(QString, field);
        Harness h;
        const auto answer = ask(h, query.toStdString());
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.problem().field, field.toStdString());
        QCOMPARE(answer.problem().type, std::string("urn:tillwright:problem:invalid-request"));
    }
};

QTEST_GUILESS_MAIN(TestSearch)
#include "test_search.moc"
