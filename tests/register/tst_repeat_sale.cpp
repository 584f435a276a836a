#include "till_fixture.h"

#include <QApplication>

using namespace tillwright;
using testing::FakeStaffDesk;
using testing::TillFixture;

namespace {

/// What a normal sale may cost a cashier, beside the scan: charge, and go on.
constexpr int keysPerSale = 2;

} // namespace

/// "Scan, F12, the customer pays, Enter", as often as there are customers.
class RepeatSaleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesTwoKeysAndNoQuestion();

private:
    void press(TillFixture &fixture, Qt::Key key)
    {
        ++m_keys;
        QWidget *focus = fixture.window.focusWidget();
        QTest::keyClick(focus ? focus : &fixture.window, key);
    }
    /// Nothing lies over what is expected, and nobody was asked.
    void check(const TillFixture &fixture, const QString &screen)
    {
        QCOMPARE(fixture.screen(), screen);
        QVERIFY(!QApplication::activeModalWidget() && !QApplication::activePopupWidget());
        const auto windows = QApplication::topLevelWidgets();
        for (const auto *window : windows)
            QVERIFY2(!window->isVisible() || window == &fixture.window, qPrintable(window->objectName()));
        for (const char *over : {"helpOverlay", "alarmBar", "paperQuestionBar", "touchKeyboard"})
            QVERIFY2(!fixture.find(over)->isVisible(), over);
        QVERIFY(m_staff.asked.isEmpty());
    }

    FakeStaffDesk m_staff;
    int m_keys = 0;
};

void RepeatSaleTest::takesTwoKeysAndNoQuestion()
{
    TillFixture fixture(kiosk::register_face::Scheme::Light, QStringLiteral("counter@shop.example"));
    fixture.window.setStaffDesk(&m_staff);
    fixture.showActive();
    for (int customer = 1; customer <= 3; ++customer) {
        m_keys = 0;
        fixture.add(QStringLiteral("BAG-23KG"));
        check(fixture, QStringLiteral("saleScreen"));
        press(fixture, Qt::Key_F12);
        check(fixture, QStringLiteral("paymentScreen"));
        // What is typed from now on is the customer's.
        QVERIFY(fixture.page->hasFocus());
        const auto answer = fixture.answerCreate();
        fixture.showElement(answer);
        fixture.fakes.page.say(contract::page::Confirming{answer.cliveTxId});
        fixture.fakes.page.say(contract::page::Confirmed{answer.cliveTxId, "succeeded"});
        check(fixture, QStringLiteral("paymentScreen"));
        fixture.fakes.backend.status.answerLatest(
            testing::exampleState(answer, domain::PaymentStatus::Kind::Paid));
        check(fixture, QStringLiteral("resultScreen"));
        QCOMPARE(fixture.textOf("resultTitle"), QStringLiteral("Paid"));
        press(fixture, Qt::Key_Return);
        check(fixture, QStringLiteral("saleScreen"));
        QVERIFY(fixture.lines().empty());
        QCOMPARE(m_keys, keysPerSale);
        // The next one may be searched for at once.
        QVERIFY(fixture.find("catalogueSearch")->hasFocus());
    }
    QCOMPARE(int(fixture.fakes.backend.create.asked.size()), 3);
}

QTEST_MAIN(RepeatSaleTest)
#include "tst_repeat_sale.moc"
