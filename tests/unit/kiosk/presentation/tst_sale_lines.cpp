#include "../../../support/fake_catalogue.h"

#include "kiosk/presentation/sale_form_view_model.h"

#include <QSignalSpy>
#include <QTest>

using namespace tillwright;
using namespace tillwright::kiosk::presentation;
using testing::exampleItem;

namespace {

const domain::CatalogueItem bag = exampleItem("BAG-23KG", "Checked bag", 4'500);

struct Till {
    testing::FakePorts fakes;
    checkout::CheckoutDesk desk{fakes.ports(), {}};
    SaleFormViewModel form{desk,
                           fakes.clock,
                           fakes.random,
                           {domain::Currency::usd(), {}, {}, QStringLiteral("counter@shop.example")}};

    bool add(const domain::CatalogueItem &item)
    {
        return form.addItem(item, QString::fromStdString(item.name));
    }
    const domain::SaleLine &line(std::size_t index) const { return form.lines().at(index).line; }
    const domain::Sale &charged() const { return fakes.backend.create.asked.back().sale; }
};

} // namespace

/// What is rung up, and what of it reaches the desk.
class SaleLinesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameThingIsOneLine();
    void linesAreWhatIsCharged();
    void withoutLinesTheAmountIs();
    void anOpenAmountIsALineOfItsOwn();
    void aWrongOpenAmountIsSaid();
    void aTypedAmountIsNotForgotten();
    void quantityHasItsLimits();
    void removingIsFree();
    void aBookingGivesItsReference();
    void oneBookingInASale();
    void aSumThatNoCardTakesIsRefused();
    void aFreeSaleIsNotCharged();
    void manyLines();
    void anotherCurrencyIsRefused();
    void longNamesAreCut();
    void theCountersOwnEmail();
    void clearForgetsTheLines();
    void retryKeepsTheLines();
};

void SaleLinesTest::theSameThingIsOneLine()
{
    Till till;
    QSignalSpy changes(&till.form, &SaleFormViewModel::linesChanged);
    QVERIFY(till.add(bag) && till.add(exampleItem("LOUNGE", "Lounge", 4'000)) && till.add(bag));
    QCOMPARE(till.form.lines().size(), 2U);
    QCOMPARE(till.line(0).quantity, 2);
    QCOMPARE(changes.last().at(0).toInt(), 0);
    QCOMPARE(till.form.totalText(), QStringLiteral("$130.00"));
    // Its price has changed meanwhile: the first two were sold at the old one.
    auto dearer = bag;
    dearer.price.minor = 5'000;
    QVERIFY(till.add(dearer));
    QCOMPARE(till.form.lines().size(), 3U);
}

void SaleLinesTest::linesAreWhatIsCharged()
{
    Till till;
    till.add(bag);
    till.form.changeQuantity(0, 2);
    QVERIFY(till.form.submit());
    QCOMPARE(till.charged().amount.minor, 13'500);
    const std::vector<domain::SaleLine> expected{{"BAG-23KG", "Checked bag", 3, bag.price}};
    QVERIFY(till.charged().lines == expected);
    // The backend's contract is another's.
    const auto body = contract::writeCreateCheckout(till.charged());
    QVERIFY(body.find("BAG-23KG") == std::string::npos && body.find("lines") == std::string::npos);
    // What a power cut must not take.
    QVERIFY(till.fakes.journal.saves.front().attempt.sale.lines == expected);
}

void SaleLinesTest::withoutLinesTheAmountIs()
{
    Till till;
    till.form.setAmount(QStringLiteral("750"));
    QCOMPARE(till.form.totalText(), QStringLiteral("$750.00"));
    QVERIFY(till.form.submit());
    QCOMPARE(till.charged().amount.minor, 75'000);
    QVERIFY(till.charged().lines.empty());
}

void SaleLinesTest::anOpenAmountIsALineOfItsOwn()
{
    Till till;
    till.add(bag);
    for (const char *amount : {" 12.50", "12.50"}) {
        till.form.setAmount(QLatin1String(amount));
        QVERIFY(till.form.addOpenAmount());
        QVERIFY(till.form.amount().isEmpty());
    }
    QCOMPARE(till.form.lines().size(), 3U);
    QCOMPARE(till.line(1).name, std::string("Open amount"));
    QVERIFY(till.line(1).code.empty());
    QCOMPARE(till.form.totalText(), QStringLiteral("$70.00"));
}

void SaleLinesTest::aWrongOpenAmountIsSaid()
{
    Till till;
    for (const char *amount : {"", "0", "0.00", "-1", "seven", "1.234", "1000000"}) {
        till.form.setAmount(QLatin1String(amount));
        QVERIFY2(!till.form.addOpenAmount(), amount);
        QVERIFY2(!till.form.amountError().isEmpty(), amount);
        QVERIFY(!till.form.hasLines());
    }
    // Less than a card payment may be, but not all of this one.
    till.form.setAmount(QStringLiteral("0.20"));
    QVERIFY(till.form.addOpenAmount());
    QVERIFY(!till.form.submit());
    QCOMPARE(till.form.formError(), QStringLiteral("The smallest card payment is $0.50."));
    QVERIFY(till.form.amountError().isEmpty());
}

void SaleLinesTest::aTypedAmountIsNotForgotten()
{
    Till till;
    till.add(bag);
    till.form.setAmount(QStringLiteral("5"));
    QCOMPARE(till.form.totalText(), QStringLiteral("$45.00"));
    QVERIFY(!till.form.submit());
    QCOMPARE(till.form.firstWrongField(), QStringLiteral("amount"));
    QVERIFY(till.fakes.backend.create.asked.empty());
    till.form.setAmount({});
    QVERIFY(till.form.submit());
}

void SaleLinesTest::quantityHasItsLimits()
{
    Till till;
    till.add(exampleItem("PIN", "Pin", 1));
    QVERIFY(till.form.changeQuantity(0, -1));
    QCOMPARE(till.line(0).quantity, 1);
    QVERIFY(till.form.changeQuantity(0, 998));
    QCOMPARE(till.line(0).quantity, 999);
    QVERIFY(!till.form.changeQuantity(0, 1));
    QVERIFY(!till.add(exampleItem("PIN", "Pin", 1)));
    QCOMPARE(till.form.formError(), QStringLiteral("At most 999 of one thing."));
    QVERIFY(!till.form.changeQuantity(0, std::numeric_limits<int>::max()));
    QCOMPARE(till.line(0).quantity, 999);
    QVERIFY(!till.form.changeQuantity(1, 1) && !till.form.changeQuantity(-1, 1));
    // What was wrong is over with the next good change.
    QVERIFY(till.form.changeQuantity(0, -1));
    QVERIFY(till.form.formError().isEmpty());
}

void SaleLinesTest::removingIsFree()
{
    Till till;
    till.add(bag);
    till.add(exampleItem("LOUNGE", "Lounge", 4'000));
    till.form.removeLine(0);
    till.form.removeLine(7);
    QCOMPARE(till.form.lines().size(), 1U);
    QCOMPARE(till.line(0).code, std::string("LOUNGE"));
    till.form.removeLine(0);
    QVERIFY(!till.form.hasLines());
    QCOMPARE(till.form.totalText(), QStringLiteral("$0.00"));
}

void SaleLinesTest::aBookingGivesItsReference()
{
    Till till;
    const QString made = till.form.reference();
    QVERIFY(till.form.addBooking(testing::exampleBooking().booking));
    QCOMPARE(till.form.reference(), QStringLiteral("EZ24081"));
    QVERIFY(till.form.isReferenceFixed());
    till.form.setReference(QStringLiteral("OTHER"));
    QCOMPARE(till.form.reference(), QStringLiteral("EZ24081"));
    QCOMPARE(till.line(0).name, std::string("Booking EZ24081, Lagos - London, 3 Dec Two passengers"));
    QVERIFY(!till.form.changeQuantity(0, 1));
    QVERIFY(till.add(bag));
    QVERIFY(till.form.submit());
    QCOMPARE(till.charged().reference.text(), std::string("EZ24081"));
    QCOMPARE(till.charged().amount.minor, 65'740);

    Till other;
    other.form.addBooking(testing::exampleBooking().booking);
    other.form.removeLine(0);
    QVERIFY(!other.form.isReferenceFixed());
    QVERIFY(other.form.reference() != QStringLiteral("EZ24081") && other.form.reference() != made);
}

void SaleLinesTest::oneBookingInASale()
{
    Till till;
    QVERIFY(till.form.addBooking(testing::exampleBooking().booking));
    QVERIFY(!till.form.addBooking(testing::exampleBooking().booking));
    QVERIFY(till.form.formError().contains(QStringLiteral("in this sale already")));
    QVERIFY(!till.form.addBooking(testing::exampleBooking("EZ24082").booking));
    QVERIFY(till.form.formError().contains(QStringLiteral("pays booking EZ24081 already")));
    QCOMPARE(till.form.reference(), QStringLiteral("EZ24081"));
    // An item with the code of a booking is a line of its own.
    QVERIFY(till.add(exampleItem("EZ24081", "Not the booking", 61'240)));
    QCOMPARE(till.form.lines().size(), 2U);
}

void SaleLinesTest::aSumThatNoCardTakesIsRefused()
{
    Till till;
    QVERIFY(till.add(exampleItem("JET", "Jet", 99'999'999)));
    QVERIFY(!till.add(exampleItem("JET", "Jet", 99'999'999)));
    QVERIFY(!till.add(bag));
    QCOMPARE(till.form.formError(), QStringLiteral("The largest card payment is $999,999.99."));
    QCOMPARE(till.form.totalText(), QStringLiteral("$999,999.99"));
}

void SaleLinesTest::aFreeSaleIsNotCharged()
{
    Till till;
    QVERIFY(till.add(exampleItem("WHEELCHAIR", "Wheelchair", 0)));
    QVERIFY(!till.form.submit());
    QCOMPARE(till.form.formError(), QStringLiteral("Enter what the customer has to pay."));
    QVERIFY(till.add(bag) && till.form.submit());
}

void SaleLinesTest::manyLines()
{
    Till till;
    for (std::size_t i = 0; i < domain::saleLinesMax; ++i)
        QVERIFY(till.add(exampleItem("I" + std::to_string(i), "Item", 100)));
    QVERIFY(!till.add(bag));
    QVERIFY(till.form.formError().contains(QStringLiteral("at most 200 lines")));
    QVERIFY(till.form.submit());
    QCOMPARE(till.charged().amount.minor, 20'000);
}

void SaleLinesTest::anotherCurrencyIsRefused()
{
    Till till;
    auto item = bag;
    item.price.currency = *domain::Currency::parse("EUR");
    QVERIFY(!till.add(item));
    QVERIFY(till.form.formError().contains(QStringLiteral("EUR")));
}

void SaleLinesTest::longNamesAreCut()
{
    Till till;
    auto booking = testing::exampleBooking().booking;
    // Beyond the basic plane, so that a cut in the middle of a character would show.
    booking.description = QString::fromUcs4(U"\U0001F6EB").repeated(300).toStdString();
    QVERIFY(till.form.addBooking(booking));
    QVERIFY(domain::checkSaleLine(till.line(0)));
    QVERIFY(till.form.submit());
}

void SaleLinesTest::theCountersOwnEmail()
{
    Till till;
    till.add(bag);
    QVERIFY(till.form.submit());
    QCOMPARE(till.charged().email.text(), std::string("counter@shop.example"));
    Till typed;
    typed.add(bag);
    typed.form.setEmail(QStringLiteral("buyer@example.com"));
    QVERIFY(typed.form.submit());
    QCOMPARE(typed.charged().email.text(), std::string("buyer@example.com"));
    Till wrong;
    wrong.add(bag);
    wrong.form.setEmail(QStringLiteral("buyer"));
    QVERIFY(!wrong.form.submit());
}

void SaleLinesTest::clearForgetsTheLines()
{
    Till till;
    till.form.addBooking(testing::exampleBooking().booking);
    QSignalSpy cleared(&till.form, &SaleFormViewModel::cleared);
    till.form.clear();
    QCOMPARE(cleared.size(), 1);
    QVERIFY(!till.form.hasLines());
    QVERIFY(till.form.isReferenceMade());
}

void SaleLinesTest::retryKeepsTheLines()
{
    Till till;
    till.add(bag);
    till.form.submit();
    const auto key = till.fakes.backend.create.asked.back().idempotencyKey;
    for (int i = 0; i < 10 && till.fakes.backend.create.waiting() > 0; ++i) {
        till.fakes.backend.create.fail(checkout::BackendError::Kind::Unreachable);
        till.fakes.clock.advance(60'000);
    }
    till.form.prepareRetry(true);
    till.desk.dismiss();
    QVERIFY(till.form.submit());
    QCOMPARE(till.form.lines().size(), 1U);
    QCOMPARE(till.fakes.backend.create.asked.back().idempotencyKey, key);
}

QTEST_GUILESS_MAIN(SaleLinesTest)
#include "tst_sale_lines.moc"
