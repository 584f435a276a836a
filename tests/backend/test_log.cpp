#include "contract/secret_format.h"
#include "harness.h"

#include <QtTest>
#include <boost/json/serialize.hpp>
#include <map>
#include <ostream>
#include <set>
#include <spdlog/spdlog.h>
#include <type_traits>

using namespace tillwright;
using test::Harness;
namespace json = boost::json;

namespace {

template<typename T, typename = void> constexpr bool isStreamable = false;
template<typename T>
constexpr bool isStreamable<T, std::void_t<decltype(std::declval<std::ostream &>() << std::declval<T>())>> =
    true;
static_assert(isStreamable<std::string> && !isStreamable<domain::Secret>);
static_assert(!std::is_convertible_v<
                  domain::Secret, std::string> && !std::is_convertible_v<domain::Secret, std::string_view>);
static_assert(!std::is_constructible_v<http::LogField, std::string_view, domain::Secret>);

std::string textOf(const json::object &line, std::string_view name)
{
    const auto *value = line.if_contains(name);
    return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

std::string idOf(const Harness::Answer &answer)
{
    return std::string(answer.headers.value("X-Request-Id"));
}

/// The one line of the access log with this id.
json::object accessLine(const Harness &h, const std::string &id)
{
    std::vector<json::object> found;
    for (auto &line : h.log()) {
        if (textOf(line, "message") == "request" && textOf(line, "request_id") == id)
            found.push_back(std::move(line));
    }
    if (found.size() != 1)
        qFatal("%zu lines of request %s", found.size(), id.c_str());
    return found.front();
}

} // namespace

/// What the log tells, and what it never does.
class TestLog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRequestHasItsLine()
    {
        Harness h;
        const auto made =
            h.call("POST", "/v1/checkouts", Harness::checkoutHeaders("k1"), Harness::checkoutBody());
        auto line = accessLine(h, idOf(made));
        QCOMPARE(textOf(line, "level"), std::string("info"));
        QCOMPARE(textOf(line, "method"), std::string("POST"));
        QCOMPARE(textOf(line, "route"), std::string("/v1/checkouts"));
        QCOMPARE(textOf(line, "device"), std::string("register-1"));
        QCOMPARE(textOf(line, "client"), std::string("127.0.0.1"));
        QVERIFY(!line.contains("sent_id"));
        QVERIFY(line.at("status") == 201);
        QVERIFY(line.at("duration_ms").as_int64() >= 0);

        auto headers = Harness::deviceHeaders();
        headers["X-Request-Id"] = "the-kiosks-own";
        const auto read = h.call("GET", "/v1/checkouts/" + made.checkout().cliveTxId + "?wait=0", headers);
        line = accessLine(h, idOf(read));
        QCOMPARE(textOf(line, "route"), std::string("/v1/checkouts/{clive_tx_id}"));
        QCOMPARE(textOf(line, "sent_id"), std::string("the-kiosks-own"));

        line = accessLine(h, idOf(h.call("GET", "/v1/config")));
        QVERIFY(line.at("status") == 401);
        QVERIFY(!line.contains("device"));
        QCOMPARE(textOf(accessLine(h, idOf(h.call("GET", "/livez"))), "route"), std::string("/livez"));
    }

    void whatAClientWritesIsNotInTheLog()
    {
        Harness h;
        h.call("GET", "/in-the-path/" + Harness::token + "?in-the-query=1", {{"X-Header", "in-the-header"}},
               "in-the-body");
        h.call("POST", "/v1/checkouts/in-the-path/resume", Harness::deviceHeaders("in-the-token"));
        for (const auto &line : h.log())
            QVERIFY2(json::serialize(line).find("in-the-") == std::string::npos,
                     json::serialize(line).c_str());
    }

    /// Requests that take turns: what is logged between their waits, deep in the service, bears the right id.
    void everyLineOfARequestHasItsId()
    {
        Harness h;
        constexpr int requests = 8;
        // More than fail here: this is about the words, not about leaving Clive alone.
        h.config.breaker.failuresMax = requests * 3 + 1;
        h.restart();
        h.clive.nextCreateAnswers.assign(requests * 3, 500);
        std::map<std::string, Harness::PendingPtr> byReference;
        for (int i = 0; i < requests; ++i) {
            const auto reference = "REF" + std::to_string(i);
            byReference[reference] =
                h.send("POST", "/v1/checkouts", Harness::checkoutHeaders("k" + reference),
                       Harness::checkoutBody(reference));
        }
        std::map<std::string, std::string> idByReference;
        for (const auto &[reference, pending] : byReference) {
            const auto answer = h.wait(pending);
            QCOMPARE(answer.status, 502);
            idByReference[reference] = idOf(answer);
        }
        std::map<std::string, int> warnings;
        for (const auto &line : h.log()) {
            const auto message = textOf(line, "message");
            for (const auto &[reference, id] : idByReference) {
                if (message.find("no checkout for " + reference + ":") == std::string::npos)
                    continue;
                ++warnings[reference];
                QCOMPARE(textOf(line, "request_id"), id);
                QCOMPARE(textOf(line, "device"), std::string("register-1"));
            }
        }
        QCOMPARE(warnings.size(), std::size_t(requests));
        for (const auto &[reference, count] : warnings)
            QCOMPARE(count, 3);
    }

    void aRequestWhoseClientHasGoneKeepsItsId()
    {
        Harness h;
        h.clive.closeGate();
        h.clive.nextCreateAnswers = {500, 500, 500};
        const auto abandoned = h.send("POST", "/v1/checkouts", Harness::checkoutHeaders("k1"),
                                      Harness::checkoutBody(), std::chrono::milliseconds(200));
        h.runUntil([&] { return abandoned->failed; });
        h.runUntil([&] { return !h.clive.createCalls.empty(); });
        h.clive.openGate();
        // Its client has heard nothing; the work goes on, and its lines name the request.
        h.runUntil([&] { return h.clive.createCalls.size() == 3; });
        h.stopBackend();
        std::set<std::string> ids;
        int warnings = 0;
        bool isGone = false;
        for (const auto &line : h.log()) {
            if (textOf(line, "message").find("made no checkout for") != std::string::npos) {
                ++warnings;
                ids.insert(textOf(line, "request_id"));
            }
            if (textOf(line, "message") == "request" && line.at("status") == 0) {
                isGone = true;
                ids.insert(textOf(line, "request_id"));
            }
        }
        QVERIFY(warnings > 0);
        QVERIFY(isGone);
        QCOMPARE(ids.size(), std::size_t(1));
        QVERIFY(ids.begin()->starts_with("req-"));
    }

    void aSecretIsRedactedByItsType()
    {
        Harness h;
        spdlog::info("the token is {}", domain::Secret("whsec_new"));
        QCOMPARE(textOf(h.log().back(), "message"), std::string("the token is [secret]"));
    }
};

QTEST_GUILESS_MAIN(TestLog)
#include "test_log.moc"
