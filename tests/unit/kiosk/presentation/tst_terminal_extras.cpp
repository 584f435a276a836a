#include "../../../support/terminal_parts.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace tillwright;
using kiosk::presentation::TerminalExtras;
using testing::exampleItem;
using testing::exampleItems;
using testing::TerminalParts;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

QStringList namesOf(const TerminalExtras &extras)
{
    QStringList names;
    for (int row = 0; row < extras.rowCount(); ++row)
        names.append(extras.index(row, 0).data().toString());
    return names;
}

int quantityOf(const TerminalExtras &extras, int row)
{
    return extras.index(row, 0).data(TerminalExtras::QuantityRole).toInt();
}

bool isFull(const TerminalExtras &extras, int row)
{
    return extras.index(row, 0).data(TerminalExtras::FullRole).toBool();
}

} // namespace

class TerminalExtrasTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offersItsCategoriesAlone();
    void offersNothingInAnotherCurrency();
    void offersNothingWithoutABooking();
    void speaksTheLanguage();
    void countsAndAdds();
    void neverMoreThanACardPaymentMayBe();
    void aNewCatalogueIsForTheNextTraveller();
    void isPaidWithTheBooking();
    void staysAfterAPaymentThatDidNotWork();
    void isForgottenWithTheTraveller();
};

void TerminalExtrasTest::offersItsCategoriesAlone()
{
    TerminalExtras extras({s("baggage"), s("SEATS")});
    const QAbstractItemModelTester tester(&extras);
    extras.setItems(exampleItems());
    extras.offerFor(testing::exampleBooking().booking);
    QCOMPARE(namesOf(extras),
             QStringList({s("Checked bag, up to 23 kg"), s("Sports equipment"), s("Front row seat")}));
    QCOMPARE(extras.index(0, 0).data(TerminalExtras::PriceRole).toString(), s("$45.00"));
    QCOMPARE(extras.index(0, 0).data(TerminalExtras::IconRole).toString(), s("luggage"));
    QCOMPARE(extras.index(2, 0).data(TerminalExtras::IconRole).toString(), s("armchair"));

    TerminalExtras none({});
    none.setItems(exampleItems());
    none.offerFor(testing::exampleBooking().booking);
    QVERIFY(none.isEmpty());
}

void TerminalExtrasTest::offersNothingInAnotherCurrency()
{
    TerminalExtras extras({s("Baggage")});
    extras.setItems(exampleItems());
    auto booking = testing::exampleBooking().booking;
    booking.due.currency = *domain::Currency::parse("NGN");
    extras.offerFor(booking);
    QVERIFY(extras.isEmpty());
}

void TerminalExtrasTest::offersNothingWithoutABooking()
{
    TerminalParts parts;
    parts.extras.setItems(exampleItems());
    QVERIFY(parts.extras.isEmpty());
    parts.typeReference();
    parts.answerBooking(domain::BookingState::Expired);
    QVERIFY(parts.extras.isEmpty());
    parts.terminal.openExtras();
    QCOMPARE(parts.screen(), s("expired"));
}

void TerminalExtrasTest::speaksTheLanguage()
{
    TerminalExtras extras({s("Baggage")});
    extras.setItems(exampleItems());
    extras.offerFor(testing::exampleBooking().booking);
    extras.add(0);
    extras.setLanguage(s("ar"));
    QCOMPARE(extras.words(), s("حقيبة مسجلة حتى 23 كغ"));
    // Not translated: as the catalogue calls it.
    QCOMPARE(namesOf(extras).last(), s("Sports equipment"));
    QCOMPARE(extras.lines().front().name, std::string("حقيبة مسجلة حتى 23 كغ"));
}

void TerminalExtrasTest::countsAndAdds()
{
    TerminalExtras extras({s("Baggage"), s("Seats")});
    const QAbstractItemModelTester tester(&extras);
    extras.setItems(exampleItems());
    extras.offerFor(testing::exampleBooking().booking);
    QVERIFY(!extras.isChosen());
    QCOMPARE(extras.totalText(), s("$612.40"));
    extras.takeAway(0);
    QCOMPARE(quantityOf(extras, 0), 0);
    extras.add(0);
    extras.add(0);
    extras.add(2);
    QVERIFY(extras.isChosen());
    QCOMPARE(extras.words(), s("Checked bag, up to 23 kg × 2, Front row seat"));
    QCOMPARE(extras.totalText(), s("$724.40"));
    extras.takeAway(0);
    QCOMPARE(extras.totalText(), s("$679.40"));
    for (int i = 0; i < 2 * TerminalExtras::quantityMax; ++i)
        extras.add(0);
    QCOMPARE(quantityOf(extras, 0), TerminalExtras::quantityMax);
    QVERIFY(isFull(extras, 0) && !isFull(extras, 1));
    extras.add(-1);
    extras.add(3);
    QCOMPARE(extras.lines().size(), std::size_t(2));
}

void TerminalExtrasTest::neverMoreThanACardPaymentMayBe()
{
    TerminalExtras extras({s("Baggage")});
    extras.setItems({exampleItem("A", "A", domain::chargeableAmountMaxMinor - 61'240, "Baggage"),
                     exampleItem("B", "B", 1, "Baggage")});
    extras.offerFor(testing::exampleBooking().booking);
    QVERIFY(!isFull(extras, 0) && !isFull(extras, 1));
    extras.add(0);
    QVERIFY(isFull(extras, 0) && isFull(extras, 1));
    extras.add(1);
    QCOMPARE(extras.totalText(), s("$999,999.99"));
}

void TerminalExtrasTest::aNewCatalogueIsForTheNextTraveller()
{
    TerminalExtras extras({s("Baggage")});
    extras.setItems(exampleItems());
    extras.offerFor(testing::exampleBooking().booking);
    extras.add(0);
    extras.setItems({exampleItem("BAG-23KG", "Checked bag", 9'900, "Baggage")});
    QCOMPARE(extras.totalText(), s("$657.40"));
    extras.clear();
    extras.offerFor(testing::exampleBooking().booking);
    extras.add(0);
    QCOMPARE(extras.totalText(), s("$711.40"));
}

void TerminalExtrasTest::isPaidWithTheBooking()
{
    TerminalParts parts;
    parts.extras.setItems(exampleItems());
    parts.toReview();
    parts.terminal.openExtras();
    QCOMPARE(parts.screen(), s("extras"));
    parts.extras.add(0);
    QCOMPARE(parts.terminal.amountText(), s("$657.40"));
    // What is said is what is shown.
    QVERIFY(parts.terminal.spoken(s("To pay: $657.40"), QLocale(QLocale::English)).contains(s("657")));
    parts.terminal.back();
    QCOMPARE(parts.screen(), s("review"));
    parts.terminal.pay();
    const auto &sale = parts.fakes.backend.create.asked.back().sale;
    QCOMPARE(sale.amount.minor, 65'740);
    QCOMPARE(sale.lines.size(), std::size_t(2));
    QCOMPARE(sale.lines.front().code, std::string("EZ24081"));
    QCOMPARE(sale.lines.back(),
             (domain::SaleLine{"BAG-23KG", "Checked bag, up to 23 kg", 1, {4'500, domain::Currency::usd()}}));
}

void TerminalExtrasTest::staysAfterAPaymentThatDidNotWork()
{
    TerminalParts parts;
    parts.extras.setItems(exampleItems());
    parts.toReview();
    parts.extras.add(0);
    parts.terminal.pay();
    parts.fakes.backend.create.fail(checkout::BackendError::Kind::Unreachable);
    while (parts.screen() != s("notPaid")) {
        parts.fakes.clock.advance(1000);
        if (parts.fakes.backend.create.waiting() > 0)
            parts.fakes.backend.create.fail(checkout::BackendError::Kind::Refused, 422, "email");
    }
    parts.terminal.retry();
    QCOMPARE(parts.screen(), s("review"));
    QCOMPARE(parts.terminal.amountText(), s("$657.40"));
}

void TerminalExtrasTest::isForgottenWithTheTraveller()
{
    TerminalParts parts;
    parts.extras.setItems(exampleItems());
    parts.toReview();
    parts.extras.add(0);
    parts.terminal.openExtras();
    parts.walkAway();
    QCOMPARE(parts.screen(), s("attract"));
    parts.toReview();
    QCOMPARE(parts.terminal.amountText(), s("$612.40"));
    // Another booking, another basket.
    parts.extras.add(0);
    parts.terminal.back();
    QVERIFY(parts.extras.isEmpty());
}

QTEST_GUILESS_MAIN(TerminalExtrasTest)
#include "tst_terminal_extras.moc"
