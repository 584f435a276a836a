#include "register_fixture.h"

#include "kiosk/register/side_screen.h"

#include <QToolButton>

using namespace tillwright;
using kiosk::register_face::SideScreen;
using testing::RegisterFixture;

namespace {

class Notes : public SideScreen
{
public:
    Notes() { setFocusPolicy(Qt::StrongFocus); }
    void applyTheme(const kiosk::register_face::Theme &) override { ++themed; }
    void enter() override
    {
        ++entered;
        setFocus();
    }
    bool escape() override { return std::exchange(hasDetail, false); }
    void printAgain() override { ++printed; }

    int themed = 0;
    int entered = 0;
    int printed = 0;
    bool hasDetail = false;
};

} // namespace

/// Screens beside the sale's: how they come and go, and that a payment is always in front.
class SideScreensTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<RegisterFixture>();
        m_notes = new Notes;
        m_fixture->window.addSideScreen(m_notes,
                                        {QStringLiteral("notesRailButton"), QStringLiteral("Notes"),
                                         QStringLiteral("search"), Qt::Key_F3, QStringLiteral("Notes")});
        m_fixture->showActive();
    }
    void comesByItsKeyAndItsButton();
    void escapeLeavesWhatIsWithinFirst();
    void keepsTheSaleThatWasBegun();
    void aPaymentIsInFront();
    void showsHowManyWait();

private:
    void press(int key) { QTest::keyClick(&m_fixture->window, Qt::Key(key)); }
    QToolButton *railButton(const char *name) { return m_fixture->find<QToolButton>(name); }

    std::unique_ptr<RegisterFixture> m_fixture;
    Notes *m_notes = nullptr;
};

void SideScreensTest::comesByItsKeyAndItsButton()
{
    QCOMPARE(m_notes->themed, 1);
    press(Qt::Key_F3);
    QVERIFY(m_notes->isVisible() && m_notes->hasFocus());
    QVERIFY(railButton("notesRailButton")->isChecked() && !railButton("saleRailButton")->isChecked());
    press(Qt::Key_F6);
    QCOMPARE(m_notes->printed, 1);
    QTest::mouseClick(railButton("saleRailButton"), Qt::LeftButton);
    QCOMPARE(m_fixture->screen(), QStringLiteral("saleScreen"));
    QVERIFY(railButton("saleRailButton")->isChecked());
    QTest::mouseClick(railButton("notesRailButton"), Qt::LeftButton);
    QVERIFY(m_notes->isVisible());
    QCOMPARE(m_notes->entered, 2);
    Q_EMIT m_notes->closeWanted();
    QCOMPARE(m_fixture->screen(), QStringLiteral("saleScreen"));
}

void SideScreensTest::escapeLeavesWhatIsWithinFirst()
{
    press(Qt::Key_F3);
    m_notes->hasDetail = true;
    press(Qt::Key_Escape);
    QVERIFY(m_notes->isVisible());
    press(Qt::Key_Escape);
    QCOMPARE(m_fixture->screen(), QStringLiteral("saleScreen"));
}

void SideScreensTest::keepsTheSaleThatWasBegun()
{
    m_fixture->form.setAmount(QStringLiteral("12.00"));
    press(Qt::Key_F3);
    press(Qt::Key_F12);
    QVERIFY(m_fixture->fakes.backend.create.asked.empty());
    press(Qt::Key_Escape);
    QCOMPARE(m_fixture->form.amount(), QStringLiteral("12.00"));
    press(Qt::Key_F3);
    press(Qt::Key_F2);
    QCOMPARE(m_fixture->screen(), QStringLiteral("saleScreen"));
    QCOMPARE(m_fixture->form.amount(), QString());
}

void SideScreensTest::aPaymentIsInFront()
{
    m_fixture->toCard();
    press(Qt::Key_F3);
    QVERIFY(!m_notes->isVisible());
    QVERIFY(!railButton("notesRailButton")->isEnabled());
    QCOMPARE(m_fixture->screen(), QStringLiteral("paymentScreen"));

    // What recovery brings to the desk while a side screen is open comes to the front, and so does its result.
    m_fixture = std::make_unique<RegisterFixture>();
    m_notes = new Notes;
    m_fixture->window.addSideScreen(
        m_notes, {QStringLiteral("notesRailButton"), {}, QStringLiteral("search"), Qt::Key_F3, {}});
    m_fixture->showActive();
    m_fixture->charge();
    m_fixture->fakes.backend.create.fail(checkout::BackendError::Kind::Refused, 422, "email");
    QCOMPARE(m_fixture->screen(), QStringLiteral("resultScreen"));
    press(Qt::Key_F3);
    QVERIFY(m_notes->isVisible());
    m_fixture->checkout.dismiss();
    QVERIFY(m_notes->isVisible());
    m_fixture->form.setReference(QStringLiteral("EZ2"));
    QVERIFY(m_fixture->form.submit());
    QCOMPARE(m_fixture->screen(), QStringLiteral("paymentScreen"));
    QVERIFY(!m_notes->isVisible());
}

void SideScreensTest::showsHowManyWait()
{
    auto *button = railButton("notesRailButton");
    m_fixture->window.setSideScreenCount(m_notes, 3);
    QCOMPARE(button->accessibleName(), QStringLiteral("Notes: 3 waiting"));
    const QImage with = button->grab().toImage();
    m_fixture->window.setSideScreenCount(m_notes, 0);
    QCOMPARE(button->accessibleName(), QStringLiteral("Notes"));
    QVERIFY(with != button->grab().toImage());
}

QTEST_MAIN(SideScreensTest)
#include "tst_side_screens.moc"
