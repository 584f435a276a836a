#include "backend_client_fixture.h"

#include "support/fake_catalogue.h"

using namespace tillwright;
using namespace tillwright::test;
using namespace tillwright::kiosk::backend_client;
using Kind = checkout::BackendError::Kind;
using Catalogue = std::optional<checkout::FetchedCatalogue>;

/// What is sold and what is booked, over HTTP.
class TestCatalogue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fetchesTheCatalogue();
    void asksWithItsTag();
    void aTagThatWasNotSentIsNoAnswer();
    void takesALongCatalogue();
    void refusesWhatIsNoCatalogue();
    void fetchesABooking();
    void aBookingMayBeUnknown();
};

void TestCatalogue::fetchesTheCatalogue()
{
    const std::string text = contract::writeCatalogue(testing::exampleItems());
    HttpTestServer server(always(HttpTestServer::answer(200, bytes(text), "ETag: \"1-abc\"\r\n")));
    const auto client = clientFor(server.url());
    Awaited<Catalogue> answer;
    client->fetchCatalogue({}, answer.callback());
    QVERIFY(answer.result() && *answer.result());
    QVERIFY((*answer.result())->items == testing::exampleItems());
    QCOMPARE((*answer.result())->etag, std::string("\"1-abc\""));
    QCOMPARE((*answer.result())->text, text);
    const auto &request = server.requests().first();
    QCOMPARE(request.method + ' ' + request.target, QByteArray("GET /v1/catalogue"));
    QVERIFY(!request.headers.contains("if-none-match"));
    QCOMPARE(request.headers.value("authorization"), QByteArray("Bearer device-token-1"));
}

void TestCatalogue::asksWithItsTag()
{
    HttpTestServer server(always("HTTP/1.1 304 Not Modified\r\nETag: \"1-abc\"\r\n\r\n"));
    const auto client = clientFor(server.url());
    Awaited<Catalogue> answer;
    client->fetchCatalogue("\"1-abc\"", answer.callback());
    QVERIFY(answer.result());
    QVERIFY(!*answer.result());
    QCOMPARE(server.requests().first().headers.value("if-none-match"), QByteArray("\"1-abc\""));
}

void TestCatalogue::aTagThatWasNotSentIsNoAnswer()
{
    HttpTestServer server(always("HTTP/1.1 304 Not Modified\r\n\r\n"));
    const auto client = clientFor(server.url());
    Awaited<Catalogue> answer;
    client->fetchCatalogue({}, answer.callback());
    QVERIFY(answer.result().error().kind == Kind::NotUnderstood);
}

void TestCatalogue::takesALongCatalogue()
{
    std::vector<domain::CatalogueItem> items;
    for (int i = 0; i < 5'000; ++i)
        items.push_back(testing::exampleItem("ITEM-" + std::to_string(i), std::string(100, 'n'), i));
    const std::string text = contract::writeCatalogue(items);
    QVERIFY(qint64(text.size()) > answerLimitBytes);
    HttpTestServer server(always(HttpTestServer::answer(200, bytes(text))));
    const auto client = clientFor(server.url());
    Awaited<Catalogue> answer;
    client->fetchCatalogue({}, answer.callback());
    QVERIFY((*answer.result())->items == items);
}

void TestCatalogue::refusesWhatIsNoCatalogue()
{
    HttpTestServer server(
        always(HttpTestServer::answer(200, R"({"items": [{"code": "A", "name": "a", "currency": "USD"}]})")));
    const auto client = clientFor(server.url());
    Awaited<Catalogue> answer;
    client->fetchCatalogue({}, answer.callback());
    QVERIFY(answer.result().error().kind == Kind::NotUnderstood);
    QCOMPARE(answer.result().error().field, std::string("items[0].price_minor"));
}

void TestCatalogue::fetchesABooking()
{
    const auto booking = testing::exampleBooking("EZ/24081");
    HttpTestServer server(always(HttpTestServer::answer(
        200, bytes(contract::writeBooking(booking.booking, domain::BookingState::Open)))));
    const auto client = clientFor(server.url());
    Awaited<contract::BookingAnswer> answer;
    client->fetchBooking(booking.booking.reference, answer.callback());
    QVERIFY(answer.result());
    QVERIFY(*answer.result() == booking);
    QCOMPARE(server.requests().first().target, QByteArray("/v1/bookings/EZ%2F24081"));
}

void TestCatalogue::aBookingMayBeUnknown()
{
    HttpTestServer server(always(
        HttpTestServer::answer(404, R"({"type": "urn:tillwright:problem:no-such-booking", "status": 404})")));
    const auto client = clientFor(server.url());
    Awaited<contract::BookingAnswer> answer;
    client->fetchBooking(*domain::Reference::parse("EZ1"), answer.callback());
    QVERIFY(answer.result().error().kind == Kind::NotFound);
}

QTEST_GUILESS_MAIN(TestCatalogue)
#include "tst_catalogue.moc"
