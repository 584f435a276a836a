#include "../../../support/fake_ports.h"

#include "kiosk/presentation/checkout_view_model.h"
#include "kiosk/presentation/reference_maker.h"
#include "kiosk/presentation/sale_form_view_model.h"

#include <QSignalSpy>
#include <QTest>

using namespace tillwright;
using namespace tillwright::kiosk::presentation;

namespace {

struct Faces {
    testing::FakePorts fakes;
    checkout::CheckoutDesk desk{fakes.ports(), {}};
    CheckoutViewModel checkout{desk, fakes.clock};
    SaleFormViewModel form{
        desk, fakes.clock, fakes.random, {domain::Currency::usd(), {}, {{"order_id", "ORD-1001"}}}};

    void fill()
    {
        form.setAmount(QStringLiteral(" 750.00 "));
        form.setEmail(QStringLiteral(" buyer@example.com"));
    }
};

} // namespace

class SaleFormTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void referenceFromClockAndRandom();
    void referencesAreValid();
    void blanksAroundAreNotTyped();
    void metaGoesAlong();
    void clearForgets();
    void retryMakesANewReference();
    void retryKeepsATypedReference();
    void sameSaleKeepsEverything();
    void busyDeskIsSaid();
    void aDeskThatIsStillAskingIsSaid();
    void anUnresolvedReferenceIsSaidHoweverItIsTyped();
    void aRegisterThatTakesNoCardsChargesNothing();
    void theBackendSaysHowItReads();
    void otherCurrency();
    void observerLeavesWithTheViewModel();
    void signalsAreRelayed();
};

void SaleFormTest::referenceFromClockAndRandom()
{
    testing::FakeClock clock;
    testing::FakeRandom random;
    QCOMPARE(makeReference(clock, random), QStringLiteral("TW-20261124-00000001"));
    QCOMPARE(makeReference(clock, random), QStringLiteral("TW-20261124-00000002"));
    clock.jump(24 * 3'600'000);
    QCOMPARE(makeReference(clock, random), QStringLiteral("TW-20261125-00000003"));
}

void SaleFormTest::referencesAreValid()
{
    testing::FakeClock clock;
    testing::FakeRandom random;
    for (int i = 0; i < 2000; ++i)
        QVERIFY(domain::Reference::parse(makeReference(clock, random).toStdString()));
}

void SaleFormTest::blanksAroundAreNotTyped()
{
    Faces faces;
    faces.fill();
    QCOMPARE(faces.form.totalText(), QStringLiteral("$750.00"));
    QVERIFY(faces.form.submit());
    QCOMPARE(faces.fakes.backend.create.asked[0].sale.email.text(), std::string("buyer@example.com"));
}

void SaleFormTest::metaGoesAlong()
{
    Faces faces;
    faces.fill();
    QVERIFY(faces.form.submit());
    QCOMPARE(faces.fakes.backend.create.asked[0].sale.meta.at("order_id"), std::string("ORD-1001"));
}

void SaleFormTest::clearForgets()
{
    Faces faces;
    faces.fill();
    faces.form.setEmail(QStringLiteral("x"));
    faces.form.submit();
    QVERIFY(!faces.form.emailError().isEmpty());
    const QString before = faces.form.reference();
    faces.form.clear();
    QVERIFY(faces.form.amount().isEmpty() && faces.form.email().isEmpty()
            && faces.form.emailError().isEmpty());
    QVERIFY(faces.form.reference() != before);
    QCOMPARE(faces.form.firstWrongField(), QString());
}

void SaleFormTest::retryMakesANewReference()
{
    Faces faces;
    faces.fill();
    const QString before = faces.form.reference();
    faces.form.prepareRetry(false);
    QVERIFY(faces.form.reference() != before);
    QCOMPARE(faces.form.amount(), QStringLiteral(" 750.00 "));
}

void SaleFormTest::retryKeepsATypedReference()
{
    Faces faces;
    faces.form.setReference(QStringLiteral("EZ12345"));
    faces.form.prepareRetry(false);
    QCOMPARE(faces.form.reference(), QStringLiteral("EZ12345"));
}

void SaleFormTest::sameSaleKeepsEverything()
{
    Faces faces;
    const QString before = faces.form.reference();
    faces.form.prepareRetry(true);
    QCOMPARE(faces.form.reference(), before);
}

void SaleFormTest::busyDeskIsSaid()
{
    Faces faces;
    faces.fill();
    QVERIFY(faces.form.submit());
    QVERIFY(!faces.form.submit());
    QVERIFY(!faces.form.formError().isEmpty());
    QCOMPARE(faces.form.firstWrongField(), QString());
    QCOMPARE(faces.fakes.backend.create.asked.size(), 1u);
}

/// The journal was lost: until the backend has answered, nobody knows what is open.
void SaleFormTest::aDeskThatIsStillAskingIsSaid()
{
    Faces faces;
    QVERIFY(faces.checkout.isReady());
    faces.fakes.journal.incomplete = true;
    QSignalSpy changes(&faces.checkout, &CheckoutViewModel::backgroundCountChanged);
    QVERIFY(faces.desk.recover());
    QVERIFY(!faces.checkout.isReady());
    QVERIFY(!changes.isEmpty());
    QCOMPARE(faces.checkout.backgroundText(), QStringLiteral("Asking for open payments"));
    faces.fill();
    QVERIFY(!faces.form.submit());
    QVERIFY(faces.form.formError().contains(QStringLiteral("still asking")));
    faces.fakes.backend.search.answer(contract::CheckoutPage{});
    faces.fakes.backend.search.answer(contract::CheckoutPage{});
    QVERIFY(faces.checkout.isReady());
    QCOMPARE(faces.checkout.backgroundText(), QString());
    QVERIFY(faces.form.submit());
}

void SaleFormTest::anUnresolvedReferenceIsSaidHoweverItIsTyped()
{
    Faces faces;
    const checkout::AttemptRecord record{{"a", "k", testing::exampleSale()},
                                         checkout::Phase::Unresolved,
                                         checkout::CheckoutIds{"clv_1", "pi_1", "AIRPEACE"},
                                         {},
                                         0,
                                         false,
                                         {},
                                         1,
                                         1};
    faces.fakes.journal.records.push_back(record);
    QVERIFY(faces.desk.recover());
    for (const char *typed : {"EZ12345", "ez12345", " Ez12345 ", "\tEZ12345"}) {
        faces.fill();
        faces.form.setReference(QLatin1String(typed));
        QVERIFY2(!faces.form.submit(), typed);
        QVERIFY(faces.form.referenceError().contains(QStringLiteral("Do not charge it again")));
    }
    QVERIFY(faces.fakes.backend.create.asked.empty());
}

void SaleFormTest::aRegisterThatTakesNoCardsChargesNothing()
{
    testing::FakePorts fakes;
    checkout::CheckoutDesk desk(fakes.ports(), {});
    SaleFormOptions options;
    options.refusal = QStringLiteral("its engine is too old");
    SaleFormViewModel form(desk, fakes.clock, fakes.random, options);
    form.setAmount(QStringLiteral("750.00"));
    form.setEmail(QStringLiteral("buyer@example.com"));
    QVERIFY(!form.submit());
    QCOMPARE(form.formError(), options.refusal);
    QVERIFY(fakes.backend.create.asked.empty() && fakes.journal.records.empty());
    // What was rung up is not lost by it.
    QCOMPARE(form.amount(), QStringLiteral("750.00"));
}

void SaleFormTest::theBackendSaysHowItReads()
{
    Faces faces;
    QSignalSpy changes(&faces.form, &SaleFormViewModel::statementTextChanged);
    faces.form.setStatementText(QStringLiteral("ECHEZONA* LAGOS"));
    faces.form.setStatementText(QStringLiteral("ECHEZONA* LAGOS"));
    QCOMPARE(changes.size(), 1);
    QCOMPARE(faces.form.statementText(), QStringLiteral("ECHEZONA* LAGOS"));
    QCOMPARE(faces.form.property("statementText").toString(), QStringLiteral("ECHEZONA* LAGOS"));
}

void SaleFormTest::otherCurrency()
{
    Faces faces;
    SaleFormViewModel yen(faces.desk, faces.fakes.clock, faces.fakes.random,
                          {*domain::Currency::parse("JPY"), {}, {}});
    yen.setAmount(QStringLiteral("12.50"));
    yen.setEmail(QStringLiteral("buyer@example.com"));
    QVERIFY(!yen.submit());
    QCOMPARE(yen.amountError(), QStringLiteral("Too many decimals. Write it like 750."));
    QVERIFY(!yen.currencyHasDecimals());
    yen.setAmount(QStringLiteral("1250"));
    QCOMPARE(yen.totalText(), QStringLiteral("JPY\u00a01,250"));
    QVERIFY(yen.submit());
    QCOMPARE(faces.fakes.backend.create.asked[0].sale.amount.minor, 1250);
}

void SaleFormTest::observerLeavesWithTheViewModel()
{
    testing::FakePorts fakes;
    checkout::CheckoutDesk desk(fakes.ports(), {});
    {
        CheckoutViewModel gone(desk, fakes.clock);
        QVERIFY(desk.start(testing::exampleSale()));
        QCOMPARE(gone.stateName(), QStringLiteral("Creating"));
    }
    desk.cancel();
    fakes.clock.advance(5'000);
    CheckoutViewModel next(desk, fakes.clock);
    QCOMPARE(next.screen(), CheckoutViewModel::Screen::Payment);
    QVERIFY(!next.canCancel());
}

void SaleFormTest::signalsAreRelayed()
{
    Faces faces;
    QSignalSpy events(&faces.checkout, &CheckoutViewModel::timelineEvent);
    QSignalSpy changes(&faces.checkout, &CheckoutViewModel::changed);
    faces.fill();
    QVERIFY(faces.form.submit());
    QVERIFY(!events.isEmpty());
    QCOMPARE(events[0][0].toString(), QStringLiteral("state:Creating"));
    QVERIFY(!changes.isEmpty());
}

QTEST_GUILESS_MAIN(SaleFormTest)
#include "tst_sale_form.moc"
