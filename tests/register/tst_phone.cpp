#include "register_fixture.h"

#include "kiosk/register/phone_panel.h"

using namespace tillwright;
using domain::PhoneStage;
using kiosk::presentation::PhoneState;
using kiosk::register_face::QrView;
using testing::RegisterFixture;
using Kind = domain::PaymentStatus::Kind;

namespace {

/// The squares of the code as they are on the screen, looked at in the middle of each.
kiosk::qr_code::QrCode seen(QWidget *view, int size)
{
    const QImage picture = view->grab().toImage();
    const int squares = size + 2 * kiosk::qr_code::quietZone;
    const int shorter = std::min({picture.width(), picture.height(), 600});
    const int square = shorter / squares;
    const int left = (picture.width() - square * squares) / 2 + kiosk::qr_code::quietZone * square;
    const int top = (picture.height() - square * squares) / 2 + kiosk::qr_code::quietZone * square;
    kiosk::qr_code::QrCode code{size, {}};
    for (int y = 0; y < size; ++y) {
        for (int x = 0; x < size; ++x)
            code.dark.append(picture.pixelColor(left + x * square + square / 2, top + y * square + square / 2)
                             == QColor(Qt::black));
    }
    return code;
}

} // namespace

/// The customer's own phone at the cashier's register.
class PhoneTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isNotOfferedWithoutALink();
    void showsTheLinkAsACode();
    void isReachedByKeyAndByTouch();
    void coversTheFormWhileThePhonePays();
    void isPaidOnThePhone();
    void isDeclinedOnThePhoneAndOfferedBothWays();
    void isCancelledOnThePhone();
    void theNextSaleStartsWithTheCard();
};

void PhoneTest::isNotOfferedWithoutALink()
{
    RegisterFixture fixture;
    fixture.showActive();
    fixture.toCard();
    QVERIFY(!fixture.find("usePhoneButton")->isVisible());
    QTest::keyClick(&fixture.window, Qt::Key_F5);
    QVERIFY(fixture.page->isVisible() && !fixture.find("phonePanel")->isVisible());
}

void PhoneTest::showsTheLinkAsACode()
{
    RegisterFixture fixture(kiosk::register_face::Scheme::Dark);
    fixture.showActive();
    fixture.toCardOrPhone();
    fixture.press("usePhoneButton");
    const auto wanted = kiosk::qr_code::makeQrCode(QString::fromStdString(RegisterFixture::phoneLink));
    QCOMPARE(fixture.textOf("statusLine"), QStringLiteral("The customer scans the code"));
    QCOMPARE(fixture.textOf("paymentCustomerWords"), QStringLiteral("Please scan the code with your phone."));
    auto *view = fixture.find<QrView>("phoneCode");
    QVERIFY(!view->accessibleName().isEmpty());
    QVERIFY(wanted.size > 0);
    // A hand's width at the least, on the smallest window too.
    fixture.window.resize(fixture.window.minimumSize());
    QTRY_VERIFY(view->height() >= 300 && view->width() >= 300);
    const auto shown = seen(view, wanted.size);
    QCOMPARE(shown.dark, wanted.dark);
}

void PhoneTest::isReachedByKeyAndByTouch()
{
    RegisterFixture fixture;
    fixture.showActive();
    fixture.toCardOrPhone();
    QVERIFY(fixture.page->isVisible());
    QTest::keyClick(&fixture.window, Qt::Key_F5);
    QVERIFY(!fixture.page->isVisible() && fixture.find("phonePanel")->isVisible());
    QVERIFY(fixture.find("usePhoneButton")->hasFocus());
    QTest::keyClick(fixture.find("usePhoneButton"), Qt::Key_Return);
    QVERIFY(fixture.page->isVisible() && !fixture.find("phonePanel")->isVisible());
    QVERIFY(fixture.page->hasFocus());
    fixture.press("usePhoneButton");
    QVERIFY(fixture.find("phonePanel")->isVisible());
    QVERIFY(fixture.find("usePhoneButton")->height() >= 48);
    QTest::keyClick(&fixture.window, Qt::Key_Escape);
    QCOMPARE(fixture.checkout.stateName(), QStringLiteral("Abandoning"));
}

void PhoneTest::coversTheFormWhileThePhonePays()
{
    RegisterFixture fixture;
    fixture.showActive();
    const auto answer = fixture.toCardOrPhone();
    fixture.tellPhone(answer, PhoneStage::Opened);
    QVERIFY(fixture.page->isVisible());
    QCOMPARE(fixture.textOf("statusLine"), QStringLiteral("The customer has opened it on the phone"));
    fixture.tellPhone(answer, PhoneStage::Confirming);
    QVERIFY(!fixture.page->isVisible() && fixture.find("phonePanel")->isVisible());
    QVERIFY(!fixture.find("phoneCode")->isVisible());
    QCOMPARE(fixture.textOf("phoneTitle"), QStringLiteral("Paying on your phone"));
    QVERIFY(!fixture.find("cancelButton")->isEnabled());
    QVERIFY(!fixture.find("usePhoneButton")->isVisible());
    for (const auto key : {Qt::Key_Escape, Qt::Key_F5, Qt::Key_F2})
        QTest::keyClick(&fixture.window, key);
    QCOMPARE(fixture.checkout.stateName(), QStringLiteral("AwaitingPayment"));
    QVERIFY(!fixture.page->isVisible());
    QVERIFY(fixture.fakes.backend.abandon.asked.empty());
}

void PhoneTest::isPaidOnThePhone()
{
    RegisterFixture fixture;
    fixture.showActive();
    const auto answer = fixture.toCardOrPhone();
    fixture.tellPhone(answer, PhoneStage::Confirming);
    fixture.tellPhone(answer, PhoneStage::Confirming, Kind::Paid);
    QCOMPARE(fixture.screen(), QStringLiteral("resultScreen"));
    QCOMPARE(fixture.textOf("resultTitle"), QStringLiteral("Paid"));
    QCOMPARE(fixture.checkout.receiptNumber(), qint64(1));
    QVERIFY(fixture.checkout.phoneCode().isEmpty());
}

void PhoneTest::isDeclinedOnThePhoneAndOfferedBothWays()
{
    RegisterFixture fixture;
    fixture.showActive();
    const auto answer = fixture.toCardOrPhone();
    fixture.press("usePhoneButton");
    fixture.tellPhone(answer, PhoneStage::Confirming);
    fixture.tellPhone(answer, PhoneStage::Opened);
    QVERIFY(fixture.checkout.phoneState() == PhoneState::Failed);
    QVERIFY(fixture.find("phoneCode")->isVisible());
    QVERIFY(fixture.find("cancelButton")->isEnabled());
    QCOMPARE(fixture.textOf("phoneTitle"), QStringLiteral("Not paid on your phone"));
    fixture.press("usePhoneButton");
    QVERIFY(fixture.page->isVisible());
    QVERIFY(fixture.fakes.page.say(contract::page::Confirming{answer.cliveTxId}));
    // The counter is paying now, and the code is gone.
    QVERIFY(!fixture.find("usePhoneButton")->isVisible());
    QVERIFY(fixture.page->isVisible());
}

void PhoneTest::isCancelledOnThePhone()
{
    RegisterFixture fixture;
    fixture.showActive();
    const auto answer = fixture.toCardOrPhone();
    auto state = testing::exampleState(answer, Kind::Pending, 5);
    state.phone = PhoneStage::Opened;
    state.abandoned = true;
    fixture.fakes.backend.status.answerLatest(state);
    fixture.answerAbandon(answer);
    QCOMPARE(fixture.textOf("resultTitle"), QStringLiteral("Cancelled"));
    QVERIFY(fixture.checkout.customerWords().contains(QStringLiteral("on the phone")));
    QVERIFY(fixture.checkout.staffWords().contains(QStringLiteral("cancelled_on_phone")));
    QVERIFY(fixture.checkout.canRetry());
}

void PhoneTest::theNextSaleStartsWithTheCard()
{
    RegisterFixture fixture;
    fixture.showActive();
    const auto answer = fixture.toCardOrPhone();
    fixture.press("usePhoneButton");
    fixture.press("cancelButton");
    fixture.answerAbandon(answer);
    fixture.press("newSaleButton");
    QVERIFY(fixture.checkout.phoneCode().isEmpty());
    fixture.toCardOrPhone();
    QVERIFY(fixture.page->isVisible() && !fixture.find("phonePanel")->isVisible());
}

QTEST_MAIN(PhoneTest)
#include "tst_phone.moc"
