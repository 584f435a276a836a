#include "screen_checks.h"
#include "till_fixture.h"

#include "kiosk/register/side_screen.h"
using namespace tillwright;
using kiosk::register_face::Scheme;
using testing::exampleState;
using testing::lookAt;
using testing::RegisterFixture;
using testing::TillFixture;

class Notes : public kiosk::register_face::SideScreen
{
public:
    void applyTheme(const kiosk::register_face::Theme &) override {}
    void enter() override {}
};

/// Every screen in every size and scheme: nothing is cut off, everything can be hit by a finger. With
/// TILLWRIGHT_SCREENSHOT_DIR set, a picture of each is left there for a person to look at.
class ScreensTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyScreen_data();
    void everyScreen();
    void everyTill_data() { everyScreen_data(); }
    void everyTill();
};

void ScreensTest::everyScreen_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::newRow("light") << Scheme::Light;
    QTest::newRow("dark") << Scheme::Dark;
}

void ScreensTest::everyScreen()
{
    QFETCH(Scheme, scheme);
    {
        RegisterFixture fixture(scheme);
        fixture.window.show();
        lookAt(fixture, QStringLiteral("sale-empty"));
        fixture.form.setAmount(QStringLiteral("0.20"));
        fixture.form.setEmail(QStringLiteral("buyer@example"));
        fixture.form.setReference(QStringLiteral("EZ 12345"));
        fixture.press("chargeButton");
        lookAt(fixture, QStringLiteral("sale-errors"));
        fixture.form.setAmount(QStringLiteral("999999.99"));
        fixture.form.setEmail(QStringLiteral("buyer@example.com"));
        fixture.form.setReference(QStringLiteral("EZ12345"));
        fixture.window.setNetwork(kiosk::register_face::Health::Good);
        fixture.window.setBackend(kiosk::register_face::Health::Bad);
        lookAt(fixture, QStringLiteral("sale-filled"));
        QTest::keyClick(&fixture.window, Qt::Key_F1);
        lookAt(fixture, QStringLiteral("help"));
        QTest::keyClick(&fixture.window, Qt::Key_F1);
    }
    {
        RegisterFixture fixture(scheme);
        fixture.window.show();
        fixture.charge();
        fixture.fakes.clock.advance(10'000);
        lookAt(fixture, QStringLiteral("payment-asking"));
        const auto answer = fixture.answerCreate();
        fixture.showElement(answer);
        lookAt(fixture, QStringLiteral("payment-card"));
        fixture.fakes.page.say(
            contract::page::Failed{answer.cliveTxId, "card_error", "card_declined", "insufficient_funds",
                                   "We are unable to authenticate your payment method. Please "
                                   "choose a different payment method and try again."});
        fixture.fakes.clock.advance(60'000);
        lookAt(fixture, QStringLiteral("payment-declined"));
        fixture.fakes.page.say(contract::page::Confirming{answer.cliveTxId});
        fixture.fakes.clock.advance(9'000);
        lookAt(fixture, QStringLiteral("payment-confirming"));
        fixture.fakes.page.say(contract::page::Confirmed{answer.cliveTxId, "succeeded"});
        lookAt(fixture, QStringLiteral("payment-checking"));
        fixture.fakes.backend.status.answerLatest(exampleState(answer, domain::PaymentStatus::Kind::Paid));
        lookAt(fixture, QStringLiteral("result-paid"));
        fixture.window.setPrinter(kiosk::register_face::Health::Bad, QStringLiteral("Printer: cover open"),
                                  {});
        fixture.window.askAboutPaper(
            {QStringLiteral("job"),
             QStringLiteral(
                 "Receipt 1 may have come out already: look at the printer, then say whether it did or "
                 "print it again (192.168.1.50:9100: the remote host closed the connection)"),
             true});
        lookAt(fixture, QStringLiteral("result-paid-printer"));
    }
    {
        RegisterFixture fixture(scheme);
        fixture.window.show();
        const auto answer = fixture.toCardOrPhone();
        lookAt(fixture, QStringLiteral("payment-card-or-phone"));
        fixture.fakes.page.say(
            contract::page::Failed{answer.cliveTxId, "card_error", "card_declined", "insufficient_funds",
                                   "We are unable to authenticate your payment method. Please "
                                   "choose a different payment method and try again."});
        lookAt(fixture, QStringLiteral("payment-declined-or-phone"));
        fixture.press("usePhoneButton");
        lookAt(fixture, QStringLiteral("phone-code"));
        fixture.tellPhone(answer, domain::PhoneStage::Opened);
        lookAt(fixture, QStringLiteral("phone-opened"));
        fixture.tellPhone(answer, domain::PhoneStage::Confirming);
        fixture.fakes.clock.advance(9'000);
        lookAt(fixture, QStringLiteral("phone-paying"));
        fixture.tellPhone(answer, domain::PhoneStage::Opened);
        lookAt(fixture, QStringLiteral("phone-declined"));
    }
    {
        RegisterFixture fixture(scheme);
        fixture.window.show();
        fixture.toUnresolved();
        lookAt(fixture, QStringLiteral("result-unresolved"));
        fixture.press("newSaleButton");
        fixture.window.setNetwork(kiosk::register_face::Health::Good);
        fixture.window.setBackend(kiosk::register_face::Health::Good);
        fixture.window.setClive(kiosk::register_face::Health::Bad);
        fixture.window.setPrinter(kiosk::register_face::Health::Warning, QStringLiteral("Printer: paper low"),
                                  {});
        lookAt(fixture, QStringLiteral("sale-checking"));
        fixture.charge();
        lookAt(fixture, QStringLiteral("sale-blocked"));
    }
    {
        RegisterFixture fixture(scheme);
        fixture.window.show();
        const auto answer = fixture.toVerifying();
        fixture.fakes.backend.status.answerLatest(exampleState(answer, domain::PaymentStatus::Kind::Failed));
        lookAt(fixture, QStringLiteral("result-declined"));
        fixture.press("retryButton");
        fixture.press("chargeButton");
        fixture.fakes.backend.create.fail(checkout::BackendError::Kind::Refused, 422, "email");
        lookAt(fixture, QStringLiteral("result-refused"));
    }
    {
        RegisterFixture fixture(scheme);
        fixture.window.show();
        fixture.charge();
        const auto answer = fixture.answerCreate();
        fixture.fakes.page.say(contract::page::ElementReady{answer.cliveTxId});
        fixture.fakes.page.say(
            contract::page::IntentSeen{answer.cliveTxId, 7'500'000, "USD", "requires_payment_method"});
        fixture.answerAbandon(answer);
        lookAt(fixture, QStringLiteral("result-mismatch"));
    }
}

void ScreensTest::everyTill()
{
    QFETCH(Scheme, scheme);
    {
        TillFixture fixture(scheme);
        fixture.window.show();
        lookAt(fixture, QStringLiteral("till-empty"));
        fixture.find<QLineEdit>("catalogueSearch")->setText(QStringLiteral("zeppelin"));
        lookAt(fixture, QStringLiteral("till-nothing-found"));
        fixture.find<QLineEdit>("catalogueSearch")->setText(QStringLiteral("bag"));
        lookAt(fixture, QStringLiteral("till-search"));
        fixture.find<QLineEdit>("catalogueSearch")->clear();
        fixture.catalogue.setTrouble(checkout::BackendError{});
        fixture.add(QStringLiteral("BAG-23KG"), 2);
        fixture.add(QStringLiteral("LOUNGE"));
        fixture.form.setAmount(QStringLiteral("12.50"));
        fixture.press("addAmountButton");
        fixture.add(QStringLiteral("UPG-LONG"));
        lookAt(fixture, QStringLiteral("till-lines"));
        fixture.form.setAmount(QStringLiteral("3"));
        fixture.press("chargeButton");
        lookAt(fixture, QStringLiteral("till-errors"));
        fixture.scans.refuse(QStringLiteral("No item and no booking has the code 4006381333931."));
        lookAt(fixture, QStringLiteral("till-scan-refused"));
    }
    {
        TillFixture fixture(scheme);
        fixture.fillWithLongNames(300);
        fixture.window.show();
        for (int i = 0; i < 50; ++i)
            fixture.add(QStringLiteral("LONG-%1").arg(i), i == 49 ? 12 : 1);
        fixture.scans.take(QStringLiteral("EZ24081"));
        fixture.port.booking.answer(testing::exampleBooking());
        fixture.find("saleLines")->setFocus();
        lookAt(fixture, QStringLiteral("till-many"));
        fixture.window.addAlarm(QStringLiteral("the disk is full; free some space"));
        lookAt(fixture, QStringLiteral("till-alarm"));
    }
    {
        // With a rail, which takes room, and what was sold on the receipt.
        TillFixture fixture(scheme, QStringLiteral("counter@airpeace.example"));
        auto *notes = new Notes;
        fixture.window.addSideScreen(notes,
                                     {QStringLiteral("notesRailButton"), QStringLiteral("Notes"),
                                      QStringLiteral("clipboard-list"), Qt::Key_F3, QStringLiteral("Notes")});
        fixture.window.show();
        fixture.add(QStringLiteral("BAG-23KG"), 3);
        fixture.add(QStringLiteral("UPG-LONG"));
        lookAt(fixture, QStringLiteral("till-rail"));
        QTest::keyClick(&fixture.window, Qt::Key_F1);
        lookAt(fixture, QStringLiteral("till-help"));
        QTest::keyClick(&fixture.window, Qt::Key_F1);
        fixture.toPaidWithLines();
        lookAt(fixture, QStringLiteral("till-paid"));
    }
    {
        // Nothing in the catalogue: a form, until a booking is scanned.
        TillFixture fixture(scheme);
        fixture.catalogue.setItems({});
        fixture.window.show();
        lookAt(fixture, QStringLiteral("till-no-catalogue"));
        fixture.catalogue.setTrouble(checkout::BackendError{});
        lookAt(fixture, QStringLiteral("till-no-backend"));
        fixture.scans.take(QStringLiteral("EZ24081"));
        fixture.port.booking.answer(testing::exampleBooking());
        lookAt(fixture, QStringLiteral("till-booking"));
    }
}

QTEST_MAIN(ScreensTest)
#include "tst_screens.moc"
