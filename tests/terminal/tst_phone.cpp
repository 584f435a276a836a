#include "terminal_fixture.h"

using namespace tillwright;
using domain::PhoneStage;
using testing::TerminalFixture;

namespace {

constexpr QSize portrait(1080, 1920);

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

/// The squares of the code as they are on the screen, looked at in the middle of each.
kiosk::qr_code::QrCode seen(TerminalFixture &fixture, int size)
{
    const auto *image = fixture.find(s("phoneCodeImage"));
    const QImage picture = fixture.window.face().grabFramebuffer();
    const QPoint corner = image->mapToScene(QPointF(0, 0)).toPoint();
    const int px = int(image->width());
    const int square = px / (size + 2 * kiosk::qr_code::quietZone);
    const int first = (px - square * size) / 2;
    kiosk::qr_code::QrCode code{size, {}};
    for (int y = 0; y < size; ++y) {
        for (int x = 0; x < size; ++x)
            code.dark.append(picture.pixelColor(corner.x() + first + x * square + square / 2,
                                                corner.y() + first + y * square + square / 2)
                             == QColor(Qt::black));
    }
    return code;
}

struct PhoneFixture : TerminalFixture {
    PhoneFixture()
    {
        payUrl = phoneLink;
        availability.setPhonePayment(true);
        showAt(portrait);
    }
    contract::CheckoutAnswer toCode()
    {
        toReview();
        settle();
        press(s("payOnPhoneButton"));
        const auto answer = answerCreate();
        settle();
        return answer;
    }
};

} // namespace

/// The traveller's own phone, as it is seen and pressed.
class TerminalPhoneTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheCodeAsItIs();
    void leadsToTheCardAndBack();
    void goesThereByKeysAlone();
    void hidesTheCodeWhileAPhonePays();
    void offersTheCardOnlyWhereItMayBeTyped();
};

void TerminalPhoneTest::showsTheCodeAsItIs()
{
    PhoneFixture fixture;
    fixture.toCode();
    const auto wanted = kiosk::qr_code::makeQrCode(s(TerminalFixture::phoneLink));
    for (const QSize &size : {portrait, portrait.transposed(), QSize(720, 1280)}) {
        fixture.window.resize(size);
        fixture.settle();
        fixture.settle();
        QVERIFY(fixture.find(s("phoneCodeImage"))->width() >= 300);
        QCOMPARE(seen(fixture, wanted.size).dark, wanted.dark);
    }
    QVERIFY(fixture.page->isHidden());
}

void TerminalPhoneTest::leadsToTheCardAndBack()
{
    PhoneFixture fixture;
    fixture.toCode();
    fixture.press(s("switchWayButton"));
    QVERIFY(fixture.page->isVisible());
    QVERIFY(!fixture.find(s("phoneCode")));
    fixture.press(s("switchWayButton"));
    QVERIFY(fixture.page->isHidden());
    QVERIFY(fixture.find(s("phoneCode")));
    fixture.press(s("cancelButton"));
    QCOMPARE(fixture.screen(), s("checking"));
}

void TerminalPhoneTest::goesThereByKeysAlone()
{
    PhoneFixture fixture;
    fixture.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&fixture.window));
    auto *face = &fixture.window.face();
    face->setFocus();
    fixture.toReview();
    fixture.settle();
    QTest::keyClick(face, Qt::Key_Tab);
    QVERIFY(fixture.find(s("payOnPhoneButton"))->hasActiveFocus());
    QTest::keyClick(face, Qt::Key_Return);
    fixture.answerCreate();
    fixture.settle();
    QVERIFY(fixture.find(s("cancelButton"))->hasActiveFocus());
    QTest::keyClick(face, Qt::Key_Backtab);
    QVERIFY(fixture.find(s("switchWayButton"))->hasActiveFocus());
    QTest::keyClick(face, Qt::Key_Return);
    fixture.settle();
    QVERIFY(fixture.page->hasFocus());
}

void TerminalPhoneTest::hidesTheCodeWhileAPhonePays()
{
    PhoneFixture fixture;
    const auto answer = fixture.toCode();
    fixture.phoneIs(answer, PhoneStage::Confirming);
    fixture.settle();
    for (const char *name : {"phoneCode", "switchWayButton", "cancelButton"})
        QVERIFY2(!fixture.find(s(name)), name);
    QCOMPARE(fixture.find(s("screenTitle"))->property("text").toString(), s("Paying on your phone"));
    fixture.phoneIs(answer, PhoneStage::Confirming, domain::PaymentStatus::Kind::Paid);
    fixture.settle();
    QCOMPARE(fixture.screen(), s("done"));
}

void TerminalPhoneTest::offersTheCardOnlyWhereItMayBeTyped()
{
    PhoneFixture fixture;
    fixture.availability.setReason(kiosk::presentation::Availability::Reason::EngineFloor, true);
    fixture.toReview();
    fixture.settle();
    QVERIFY(!fixture.find(s("payButton")));
    fixture.press(s("payOnPhoneButton"));
    fixture.answerCreate();
    fixture.settle();
    QVERIFY(fixture.find(s("phoneCode")));
    QVERIFY(!fixture.find(s("switchWayButton")));
    QVERIFY(fixture.page->isHidden());
}

QTEST_MAIN(TerminalPhoneTest)
#include "tst_phone.moc"
