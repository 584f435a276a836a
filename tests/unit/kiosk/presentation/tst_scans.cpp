#include "../../../support/fake_catalogue.h"

#include "kiosk/presentation/catalogue_view_model.h"
#include "kiosk/presentation/sale_form_view_model.h"
#include "kiosk/presentation/scan_desk.h"

#include <QSignalSpy>
#include <QTest>

using namespace tillwright;
using namespace tillwright::kiosk::presentation;
using domain::BookingState;

namespace {

struct Counter {
    testing::FakePorts fakes;
    testing::FakeCatalogue port;
    checkout::CheckoutDesk desk{fakes.ports(), {}};
    SaleFormViewModel form{desk, fakes.clock, fakes.random, {}};
    CatalogueViewModel catalogue{domain::Currency::usd(), QStringLiteral("en")};
    ScanDesk scans{form, catalogue, port, fakes.clock};
    QSignalSpy refused{&scans, &ScanDesk::refused};
    int receipts = 0;
    ScannedReceipt lastReceipt;

    Counter()
    {
        catalogue.setItems(testing::exampleItems());
        QObject::connect(&scans, &ScanDesk::receiptScanned, &scans, [this](const ScannedReceipt &receipt) {
            ++receipts;
            lastReceipt = receipt;
        });
    }
    void scan(const char *text) { scans.take(QString::fromUtf8(text)); }
};

} // namespace

/// What a scan means. What it says of bookings is for a customer who stands there.
class ScansTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anItemIsALine();
    void anItemIsNotAskedAbout();
    void anOpenBookingIsALine();
    void otherBookingsAreRefused_data();
    void otherBookingsAreRefused();
    void anUnknownCodeIsRefused();
    void aBackendThatIsAwayIsSaid();
    void scannedTwiceIsAskedOnce();
    void anAnswerDoesNotReachTheNextCustomer();
    void aReceiptIsPassedOn();
    void receiptCodes_data();
    void receiptCodes();
    void nonsense_data();
    void nonsense();
    void roomIsMadeFirst();
    void wordsGoAwayByThemselves();
    void whatTheSaleRefusesIsSaid();
};

void ScansTest::anItemIsALine()
{
    Counter counter;
    counter.scan("BAG-23KG");
    counter.scan(" BAG-23KG ");
    QCOMPARE(counter.form.lines().size(), 1U);
    QCOMPARE(counter.form.lines()[0].line.quantity, 2);
    QVERIFY(counter.scans.words().isEmpty());
    QCOMPARE(counter.refused.size(), 0);
}

void ScansTest::anItemIsNotAskedAbout()
{
    Counter counter;
    counter.scan("LOUNGE");
    QVERIFY(counter.port.booking.asked.empty());
}

void ScansTest::anOpenBookingIsALine()
{
    Counter counter;
    counter.scan("ez24081");
    QCOMPARE(counter.port.booking.asked, std::vector<std::string>{"ez24081"});
    QVERIFY(counter.scans.words().contains(QStringLiteral("ez24081")));
    QVERIFY(!counter.scans.isRefusal());
    counter.port.booking.answer(testing::exampleBooking());
    // As the backend writes it.
    QCOMPARE(counter.form.reference(), QStringLiteral("EZ24081"));
    QCOMPARE(counter.form.totalText(), QStringLiteral("$612.40"));
    QVERIFY(counter.scans.words().isEmpty());
}

void ScansTest::otherBookingsAreRefused_data()
{
    QTest::addColumn<int>("state"); // -1: a word that is not known
    QTest::addColumn<QString>("words");
    QTest::newRow("paid") << int(BookingState::Paid) << "Booking EZ24081 is paid already.";
    QTest::newRow("in progress")
        << int(BookingState::InProgress)
        << "Booking EZ24081 is being paid somewhere else right now. Do not charge it again.";
    QTest::newRow("expired") << int(BookingState::Expired)
                             << "The time to pay booking EZ24081 is over. It cannot be paid here.";
    QTest::newRow("unknown")
        << -1
        << "Booking EZ24081 is in a state that this register does not know. Look it up in the "
           "booking system.";
}

void ScansTest::otherBookingsAreRefused()
{
    QFETCH(const int, state);
    QFETCH(const QString, words);
    Counter counter;
    counter.scan("EZ24081");
    counter.port.booking.answer(
        testing::exampleBooking("EZ24081", state < 0 ? std::nullopt : std::optional(BookingState(state))));
    QCOMPARE(counter.scans.words(), words);
    QVERIFY(counter.scans.isRefusal());
    QCOMPARE(counter.refused.size(), 1);
    QVERIFY(!counter.form.hasLines());
    QVERIFY(counter.form.isReferenceMade());
}

void ScansTest::anUnknownCodeIsRefused()
{
    Counter counter;
    counter.scan("4006381333931");
    counter.port.booking.fail(checkout::BackendError::Kind::NotFound, 404);
    QCOMPARE(counter.scans.words(), QStringLiteral("No item and no booking has the code 4006381333931."));
    QCOMPARE(counter.refused.size(), 1);
    // What can be no reference is not asked about.
    for (const char *text : {"äöü", "a b", "..", "../..", "https://example.com/?a=b"}) {
        counter.scan(text);
        QVERIFY2(counter.scans.isRefusal(), text);
    }
    QCOMPARE(counter.port.booking.asked.size(), 1U);
    QCOMPARE(counter.refused.size(), 6);
}

void ScansTest::aBackendThatIsAwayIsSaid()
{
    Counter counter;
    counter.scan("EZ24081");
    counter.port.booking.fail(checkout::BackendError::Kind::Unreachable);
    QCOMPARE(
        counter.scans.words(),
        QStringLiteral("EZ24081 is no item, and the backend cannot be asked for a booking now. Try again."));
    counter.scan("EZ24081");
    counter.port.booking.answer(testing::exampleBooking());
    QVERIFY(counter.form.hasLines());
}

void ScansTest::scannedTwiceIsAskedOnce()
{
    Counter counter;
    counter.scan("EZ24081");
    counter.scan("EZ24081");
    QCOMPARE(counter.port.booking.asked.size(), 1U);
    // Another one in the meantime: only the last is waited for.
    counter.scan("EZ24082");
    counter.port.booking.answer(testing::exampleBooking());
    QVERIFY(!counter.form.hasLines());
    counter.port.booking.answer(testing::exampleBooking("EZ24082"));
    QCOMPARE(counter.form.reference(), QStringLiteral("EZ24082"));
}

void ScansTest::anAnswerDoesNotReachTheNextCustomer()
{
    Counter counter;
    counter.scan("EZ24081");
    counter.form.clear();
    counter.port.booking.answer(testing::exampleBooking());
    QVERIFY(!counter.form.hasLines());
    // Nor one that comes when nobody is there any more.
    auto gone = std::make_unique<Counter>();
    testing::FakeCatalogue port;
    auto scans = std::make_unique<ScanDesk>(gone->form, gone->catalogue, port, gone->fakes.clock);
    scans->take(QStringLiteral("EZ24081"));
    scans.reset();
    port.booking.answer(testing::exampleBooking());
    QVERIFY(!gone->form.hasLines());
}

void ScansTest::aReceiptIsPassedOn()
{
    Counter counter;
    counter.scan("TW1 17 EZ12345 clv_tx_1");
    QCOMPARE(counter.receipts, 1);
    QVERIFY(counter.lastReceipt
            == (ScannedReceipt{17, QStringLiteral("EZ12345"), QStringLiteral("clv_tx_1")}));
    QVERIFY(!counter.form.hasLines());
    QVERIFY(counter.port.booking.asked.empty());
}

void ScansTest::receiptCodes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isReceipt");
    QTest::newRow("paid") << "TW1 17 EZ12345 clv_tx_1" << true;
    QTest::newRow("pending") << "TW1 0 EZ12345 clv_tx_1" << true;
    QTest::newRow("a later format") << "TW2 17 EZ12345 clv_tx_1" << false;
    QTest::newRow("no number") << "TW1 x EZ12345 clv_tx_1" << false;
    QTest::newRow("negative") << "TW1 -1 EZ12345 clv_tx_1" << false;
    QTest::newRow("a reference that is none") << "TW1 17 EZ*12345 clv_tx_1" << false;
    QTest::newRow("too short") << "TW1 17 EZ12345" << false;
    QTest::newRow("too long") << "TW1 17 EZ12345 clv_tx_1 more" << false;
    QTest::newRow("empty parts") << "TW1  EZ12345 clv_tx_1" << false;
}

void ScansTest::receiptCodes()
{
    QFETCH(const QString, text);
    QFETCH(const bool, isReceipt);
    QCOMPARE(receiptOf(text).has_value(), isReceipt);
}

void ScansTest::nonsense_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("blanks") << QStringLiteral("   ");
    QTest::newRow("control character") << QStringLiteral("BAG-\u000123KG");
    QTest::newRow("a separator of GS1") << QStringLiteral("0112345\u001d10A");
    QTest::newRow("endless") << QString(257, u'9');
    QTest::newRow("half a character") << QString(QChar(0xd83d));
}

void ScansTest::nonsense()
{
    QFETCH(const QString, text);
    Counter counter;
    counter.scans.take(text);
    QVERIFY(counter.scans.isRefusal());
    QVERIFY(!counter.scans.words().isEmpty() && counter.scans.words().size() < 120);
    QCOMPARE(counter.refused.size(), 1);
    QVERIFY(counter.port.booking.asked.empty());
}

void ScansTest::roomIsMadeFirst()
{
    Counter counter;
    QString obstacle = QStringLiteral("Not now.");
    int asked = 0;
    counter.scans.setMakeRoom([&] {
        ++asked;
        return obstacle;
    });
    counter.scan("LOUNGE");
    QVERIFY(!counter.form.hasLines());
    QCOMPARE(counter.scans.words(), QStringLiteral("Not now."));
    // Nothing is disturbed for what means nothing.
    counter.scan("a b");
    QCOMPARE(asked, 1);
    counter.scan("EZ24081");
    QCOMPARE(asked, 1);
    obstacle.clear();
    counter.port.booking.answer(testing::exampleBooking());
    QCOMPARE(asked, 2);
    QVERIFY(counter.form.hasLines());
}

void ScansTest::wordsGoAwayByThemselves()
{
    Counter counter;
    counter.scan("a b");
    counter.fakes.clock.advance(ScanDesk::wordsShownMs - 1);
    QVERIFY(!counter.scans.words().isEmpty());
    // The same once more is said as long once more.
    counter.scan("a b");
    counter.fakes.clock.advance(ScanDesk::wordsShownMs - 1);
    QVERIFY(!counter.scans.words().isEmpty());
    counter.fakes.clock.advance(1);
    QVERIFY(counter.scans.words().isEmpty());
}

void ScansTest::whatTheSaleRefusesIsSaid()
{
    Counter counter;
    counter.scan("LOUNGE");
    counter.form.changeQuantity(0, 998);
    counter.scan("LOUNGE");
    QCOMPARE(counter.scans.words(), QStringLiteral("At most 999 of one thing."));
    QCOMPARE(counter.refused.size(), 1);
}

QTEST_GUILESS_MAIN(ScansTest)
#include "tst_scans.moc"
