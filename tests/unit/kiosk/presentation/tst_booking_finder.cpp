#include "../../../support/fake_catalogue.h"

#include "kiosk/presentation/booking_finder.h"
#include "kiosk/presentation/booking_text.h"

#include <QSignalSpy>
#include <QTest>

using namespace tillwright;
using namespace tillwright::kiosk::presentation;
using domain::BookingState;
using State = BookingFinder::State;
using ErrorKind = checkout::BackendError::Kind;

namespace {

// Examples of IATA's implementation guide; the second one is two airlines' with a reference each.
constexpr const char *boardingPass = "M1DESMARAIS/LUC       EABC123 YULFRAAC 0834 326J001A0025 100";
constexpr const char *twoAirlines =
    "M2DESMARAIS/LUC       EABC123 YULFRAAC 0834 226F001A0025 14D>6181WW6225BAC 00141234560032A0141234567890 1AC AC "
    "1234567890123    20KYLX58ZDEF456 FRAGVALH 3664 227C012C0002 12E2A0140987654321 1AC AC 1234567890123    2PCNWQ";

struct Desk {
    testing::FakeCatalogue port;
    BookingFinder finder{port};
    QSignalSpy found{&finder, &BookingFinder::found};
    QSignalSpy refused{&finder, &BookingFinder::refused};

    void find(const char *text) { finder.find(QString::fromUtf8(text)); }
    auto &booking() { return port.booking; }
};

QStringList referencesIn(const QString &text)
{
    QStringList words;
    for (const auto &reference : bookingReferencesIn(text))
        words += QString::fromStdString(reference.text());
    return words;
}

} // namespace

class BookingFinderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void texts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("references");
        const auto row = [](const char *name, const char *text, const QStringList &references) {
            QTest::newRow(name) << QString::fromUtf8(text) << references;
        };
        const QString ez = QStringLiteral("EZ24081");
        const QStringList none;
        row("as it is", "EZ24081", {ez});
        row("as people type", "  ez 240 81 ", {ez});
        row("Arabic digits", "ez٢٤٠٨١", {ez});
        row("with slash", "ez102/b", {QStringLiteral("EZ102/B")});
        row("empty", "", none);
        row("blank", "   ", none);
        row("dots", "../..", none);
        row("not allowed", "EZ24081?", none);
        row("script", "äöü", none);
        row("too long", QByteArray(65, 'A').constData(), none);
        row("far too long", QByteArray(5'000, 'A').constData(), none);
        row("receipt", "TW1 17 EZ24081 clv_tx_1", {ez});
        row("address", "https://air.example/bookings/EZ24081", {ez});
        row("capital address", "HTTPS://AIR.EXAMPLE/EZ24081", {ez});
        row("address ends in nothing", "https://air.example/EZ24081/", none);
        row("address alone", "https://air.example", none);
        row("not safe", "http://air.example/EZ24081", none);
        row("question", "https://air.example/EZ24081?x=1", none);
        row("fragment", "https://air.example/#EZ24081", none);
        row("user", "https://someone@air.example/EZ24081", none);
        row("port", "https://air.example:8443/EZ24081", none);
        row("escaped", "https://air.example/EZ%2024081", none);
        row("dots in an address", "https://air.example/..", none);
        row("pay link", "https://pay.example/pay/6nQ5pN1b2gq0kq3Zx7kqf9vYb1rJtW4eXs8mHcLdUoA", none);
        row("boarding pass", boardingPass, {QStringLiteral("ABC123")});
        row("two airlines", twoAirlines, {QStringLiteral("ABC123"), QStringLiteral("DEF456")});
        row("broken boarding pass", "M1DESMARAIS/LUC       EABC123 YULFRAAC 0834 999J001A0025 100", none);
    }
    void texts()
    {
        QFETCH(const QString, text);
        QFETCH(const QStringList, references);
        QCOMPARE(referencesIn(text), references);
    }

    void anOpenBookingIsShown()
    {
        Desk desk;
        QCOMPARE(desk.finder.state(), State::Idle);
        QVERIFY(desk.finder.message().isEmpty());
        desk.find("ez 24081");
        QCOMPARE(desk.finder.state(), State::Looking);
        QCOMPARE(desk.finder.message(), QStringLiteral("Looking for EZ24081 …"));
        QVERIFY(desk.finder.amountText().isEmpty());
        desk.booking().answer(testing::exampleBooking());
        QCOMPARE(desk.finder.state(), State::Found);
        QCOMPARE(desk.finder.reference(), QStringLiteral("EZ24081"));
        QCOMPARE(desk.finder.amountText(), QStringLiteral("$612.40"));
        QCOMPARE(desk.finder.amountMinor(), 61'240);
        QCOMPARE(desk.finder.currency(), QStringLiteral("USD"));
        QCOMPARE(desk.finder.passengerName(), QStringLiteral("Adaeze Okonkwo"));
        QVERIFY(desk.finder.description().startsWith(QStringLiteral("Lagos - London")));
        QVERIFY(desk.finder.message().isEmpty());
        QVERIFY(desk.finder.booking().has_value());
        QCOMPARE(desk.found.size(), 1);
        QCOMPARE(desk.refused.size(), 0);
    }

    void otherBookingsTellAStrangerNothing_data()
    {
        QTest::addColumn<int>("backend"); // -1: a word that is not known
        QTest::addColumn<State>("state");
        QTest::addColumn<QString>("words");
        QTest::newRow("paid") << int(BookingState::Paid) << State::Paid
                              << "Booking EZ24081 is paid already. There is nothing to pay.";
        QTest::newRow("being paid")
            << int(BookingState::InProgress) << State::BeingPaid
            << "Booking EZ24081 is being paid somewhere else right now. Please do not pay it again here.";
        QTest::newRow("expired") << int(BookingState::Expired) << State::Expired
                                 << "The time to pay booking EZ24081 is over. Please ask our staff.";
        QTest::newRow("unknown") << -1 << State::NotPayable
                                 << "Booking EZ24081 cannot be paid here. Please ask our staff.";
    }
    void otherBookingsTellAStrangerNothing()
    {
        QFETCH(const int, backend);
        QFETCH(const State, state);
        QFETCH(const QString, words);
        Desk desk;
        desk.find("EZ24081");
        desk.booking().answer(testing::exampleBooking(
            "EZ24081", backend < 0 ? std::nullopt : std::optional(BookingState(backend))));
        QCOMPARE(desk.finder.state(), state);
        QCOMPARE(desk.finder.message(), words);
        QVERIFY(desk.finder.passengerName().isEmpty());
        QVERIFY(desk.finder.description().isEmpty());
        QVERIFY(desk.finder.amountText().isEmpty());
        QCOMPARE(desk.finder.amountMinor(), 0);
        QVERIFY(!desk.finder.booking());
        QCOMPARE(desk.refused.size(), 1);
        QCOMPARE(desk.found.size(), 0);
    }

    void whatIsNotThere()
    {
        Desk desk;
        desk.find("EZ24081");
        desk.booking().fail(ErrorKind::NotFound, 404);
        QCOMPARE(desk.finder.state(), State::NotFound);
        QVERIFY(desk.finder.message().contains(QStringLiteral("EZ24081")));
        desk.find("a?b");
        QCOMPARE(desk.finder.state(), State::NotUnderstood);
        // What was typed may be anything, and is not shown back.
        QVERIFY(!desk.finder.message().contains(QStringLiteral("a?b")));
        QVERIFY(desk.finder.reference().isEmpty());
        QCOMPARE(desk.booking().asked.size(), 1U);
        QCOMPARE(desk.refused.size(), 2);
    }

    void noGoodAnswer()
    {
        Desk desk;
        for (const auto kind : {ErrorKind::Unreachable, ErrorKind::Timeout, ErrorKind::Tls, ErrorKind::Server,
                                ErrorKind::NotUnderstood, ErrorKind::Refused, ErrorKind::Gone}) {
            desk.find("EZ24081");
            QCOMPARE(desk.finder.state(), State::Looking);
            desk.booking().fail(kind);
            QCOMPARE(desk.finder.state(), State::Unreachable);
            QVERIFY(!desk.finder.message().isEmpty());
        }
    }

    void aBoardingPassOfTwoAirlinesIsAskedInTurn()
    {
        Desk desk;
        desk.find(twoAirlines);
        desk.booking().fail(ErrorKind::NotFound, 404);
        QCOMPARE(desk.finder.state(), State::Looking);
        QCOMPARE(desk.finder.reference(), QStringLiteral("DEF456"));
        QCOMPARE(desk.refused.size(), 0);
        desk.booking().answer(testing::exampleBooking("DEF456"));
        QCOMPARE(desk.finder.state(), State::Found);
        QCOMPARE(desk.booking().asked, (std::vector<std::string>{"ABC123", "DEF456"}));
    }

    void theFirstBookingOfABoardingPassWins()
    {
        Desk desk;
        desk.find(twoAirlines);
        desk.booking().answer(testing::exampleBooking("ABC123", BookingState::Paid));
        QCOMPARE(desk.finder.state(), State::Paid);
        QCOMPARE(desk.booking().asked.size(), 1U);
    }

    void askedTwiceIsAskedOnce()
    {
        Desk desk;
        desk.find("EZ24081");
        desk.find("ez24081");
        QCOMPARE(desk.booking().asked.size(), 1U);
        // Once it is answered, the same may be asked again: it may be paid by now.
        desk.booking().answer(testing::exampleBooking());
        desk.find("EZ24081");
        QCOMPARE(desk.finder.state(), State::Looking);
        QVERIFY(!desk.finder.booking());
        QCOMPARE(desk.booking().asked.size(), 2U);
    }

    void aLateAnswerToAnEarlierQuestionIsDropped()
    {
        Desk desk;
        desk.find("EZ24081");
        desk.find("EZ24082");
        desk.booking().answer(testing::exampleBooking("EZ24081"));
        QCOMPARE(desk.finder.state(), State::Looking);
        QCOMPARE(desk.finder.reference(), QStringLiteral("EZ24082"));
        desk.booking().answer(testing::exampleBooking("EZ24082"));
        QCOMPARE(desk.finder.reference(), QStringLiteral("EZ24082"));
        QCOMPARE(desk.finder.state(), State::Found);
        QCOMPARE(desk.found.size(), 1);
    }

    void nothingReachesTheNextCustomer()
    {
        Desk desk;
        desk.find("EZ24081");
        desk.finder.clear();
        desk.booking().answer(testing::exampleBooking());
        QCOMPARE(desk.finder.state(), State::Idle);
        QVERIFY(desk.finder.reference().isEmpty());
        desk.find("EZ24081");
        desk.booking().answer(testing::exampleBooking());
        desk.finder.clear();
        QCOMPARE(desk.finder.state(), State::Idle);
        QVERIFY(desk.finder.reference().isEmpty() && desk.finder.passengerName().isEmpty()
                && desk.finder.amountText().isEmpty() && !desk.finder.booking());
        // Nor does an answer that comes when nobody is there any more.
        testing::FakeCatalogue port;
        auto finder = std::make_unique<BookingFinder>(port);
        finder->find(QStringLiteral("EZ24081"));
        finder.reset();
        port.booking.answer(testing::exampleBooking());
    }
};

QTEST_APPLESS_MAIN(BookingFinderTest)
#include "tst_booking_finder.moc"
