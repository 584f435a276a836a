#include "till_fixture.h"

#include "kiosk/register/catalogue_grid.h"
#include "kiosk/register/side_screen.h"

#include <QApplication>
#include <QTabBar>
#include <QToolButton>
#include <QWindow>

using namespace tillwright;
using kiosk::register_face::LineList;
using testing::exampleState;
using testing::FakeStaffDesk;
using testing::TillFixture;

/// A cashier who sells things: with the keyboard alone, and with a finger alone.
class TillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<TillFixture>();
        m_fixture->showActive();
    }
    void cleanup() { m_fixture.reset(); }
    void keyboardAlone();
    void touchAlone();
    void scanChargeEnter();
    void typingSearchesFromAnywhere();
    void escapeClearsTheSearch();
    void enterAddsWhatIsFoundFirst();
    void arrowsLeadThroughTheItems();
    void twoQuickTapsAreTwo();
    void categoriesByTouchAndKeys();
    void linesByKeys();
    void linesByTouch();
    void anAmountIsALine();
    void withoutLinesTheAmountIsCharged();
    void aWrongAmountShowsAtItsField();
    void voidAsksTheDesk();
    void voidThatIsRefusedKeepsTheSale();
    void voidOfASaleThatWentOnMeanwhile();
    void voidWithoutADesk();
    void aSaleWithoutLinesIsClearedWithoutAQuestion();
    void theNextSaleDoesNotWaitForTheReceipt();
    void nothingOfTheLastSaleStays();
    void aBookingFixesItsReference();
    void withoutACatalogueItIsAForm();
    void aCatalogueThatComesLaterKeepsWhatWasTyped();
    void theCataloguesTroubleIsSaid();
    void everythingHasANameAndCanBeReached();

private:
    void press(int key) { QTest::keyClick(&m_fixture->window, Qt::Key(key)); }
    static void type(const QString &text) { QTest::keyClicks(QApplication::focusWidget(), text); }
    static void key(int key) { QTest::keyClick(QApplication::focusWidget(), Qt::Key(key)); }
    static QString focus() { return QApplication::focusWidget()->objectName(); }
    QLineEdit *search() { return m_fixture->find<QLineEdit>("catalogueSearch"); }
    LineList *lineList() { return m_fixture->find<LineList>("saleLines"); }
    void tap(int row)
    {
        auto *grid = m_fixture->find<QListView>("catalogueGrid");
        const auto at = grid->visualRect(grid->model()->index(row, 0)).center();
        QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, at);
    }
    /// A button of the current line.
    void tapLine(const char *name)
    {
        const QString row = QStringLiteral("saleLine%1").arg(lineList()->current());
        auto *button =
            m_fixture->find<QWidget>(qPrintable(row))->findChild<QPushButton *>(QLatin1String(name));
        QVERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
    }

    std::unique_ptr<TillFixture> m_fixture;
};

void TillTest::keyboardAlone()
{
    QCOMPARE(focus(), QStringLiteral("catalogueSearch"));
    type(QStringLiteral("lounge"));
    key(Qt::Key_Return);
    type(QStringLiteral("checked"));
    key(Qt::Key_Return);
    key(Qt::Key_Return);
    press(Qt::Key_F5);
    QCOMPARE(focus(), QStringLiteral("saleLines"));
    key(Qt::Key_Plus);
    QCOMPARE(m_fixture->form.totalText(), QStringLiteral("$175.00"));
    m_fixture->find("saleEmail")->setFocus();
    type(QStringLiteral("buyer@example.com"));
    press(Qt::Key_F12);
    QCOMPARE(m_fixture->screen(), QStringLiteral("paymentScreen"));
    const auto &sale = m_fixture->fakes.backend.create.asked[0].sale;
    QCOMPARE(sale.amount.minor, 17'500);
    QCOMPARE(sale.lines.size(), 2U);
    QCOMPARE(sale.lines[1].quantity, 3);
}

void TillTest::touchAlone()
{
    tap(3);
    tap(0);
    tapLine("lineMore");
    for (const char *name : {"key1", "key2", "keyPoint", "key5", "addAmountButton"})
        m_fixture->press(name);
    QCOMPARE(m_fixture->lines().size(), 3U);
    QCOMPARE(m_fixture->find<QPushButton>("chargeButton")->text(), QStringLiteral("Charge $142.50"));
}

/// From one customer to the next: a scan, F12, the customer pays, Enter.
void TillTest::scanChargeEnter()
{
    TillFixture fixture(kiosk::register_face::Scheme::Light, QStringLiteral("counter@shop.example"));
    fixture.showActive();
    for (int customer = 1; customer <= 2; ++customer) {
        fixture.scans.take(QStringLiteral("LOUNGE"));
        QTest::keyClick(&fixture.window, Qt::Key_F12);
        const auto answer = fixture.answerCreate();
        fixture.showElement(answer);
        fixture.fakes.page.say(contract::page::Confirming{answer.cliveTxId});
        fixture.fakes.page.say(contract::page::Confirmed{answer.cliveTxId, "succeeded"});
        fixture.fakes.backend.status.answerLatest(exampleState(answer, domain::PaymentStatus::Kind::Paid));
        QCOMPARE(fixture.screen(), QStringLiteral("resultScreen"));
        QCOMPARE(fixture.checkout.receiptNumber(), qint64(customer));
        key(Qt::Key_Return);
        QCOMPARE(fixture.screen(), QStringLiteral("saleScreen"));
    }
    QCOMPARE(fixture.fakes.backend.create.asked[1].sale.email.text(), std::string("counter@shop.example"));
}

void TillTest::typingSearchesFromAnywhere()
{
    m_fixture->add(QStringLiteral("LOUNGE"));
    for (const char *name : {"chargeButton", "newReferenceButton", "saleLines", "catalogueGrid"}) {
        search()->clear();
        m_fixture->find(name)->setFocus();
        key(Qt::Key_S);
        QVERIFY2(focus() == QStringLiteral("catalogueSearch"), name);
        type(QStringLiteral("eat"));
        QCOMPARE(search()->text(), QStringLiteral("seat"));
    }
    // A text field takes its own.
    m_fixture->find("saleEmail")->setFocus();
    type(QStringLiteral("s"));
    QCOMPARE(search()->text(), QStringLiteral("seat"));
    press(Qt::Key_F4);
    QCOMPARE(focus(), QStringLiteral("catalogueSearch"));
    type(QStringLiteral("bag"));
    QCOMPARE(search()->text(), QStringLiteral("bag"));
}

void TillTest::escapeClearsTheSearch()
{
    type(QStringLiteral("zeppelin"));
    QCOMPARE(m_fixture->catalogue.rowCount(), 0);
    key(Qt::Key_Return);
    QVERIFY(!m_fixture->form.hasLines());
    press(Qt::Key_Escape);
    QVERIFY(search()->text().isEmpty());
    QVERIFY(m_fixture->catalogue.rowCount() > 0);
    type(QStringLiteral("x"));
    m_fixture->press("catalogueSearchClear");
    QVERIFY(search()->text().isEmpty());
}

void TillTest::enterAddsWhatIsFoundFirst()
{
    // Nobody has asked for the first item of all.
    key(Qt::Key_Return);
    QVERIFY(!m_fixture->form.hasLines());
    type(QStringLiteral("front row"));
    key(Qt::Key_Return);
    QCOMPARE(m_fixture->lines()[0].line.code, std::string("SEAT-FRONT"));
    // The next search takes its place.
    type(QStringLiteral("water"));
    key(Qt::Key_Return);
    QCOMPARE(m_fixture->lines()[1].line.code, std::string("0012345678905"));
}

void TillTest::arrowsLeadThroughTheItems()
{
    key(Qt::Key_Down);
    QCOMPARE(focus(), QStringLiteral("catalogueGrid"));
    key(Qt::Key_Right);
    key(Qt::Key_Return);
    QCOMPARE(m_fixture->lines()[0].line.code, std::string("BAG-SPORT"));
    key(Qt::Key_Up);
    QCOMPARE(focus(), QStringLiteral("catalogueSearch"));
}

void TillTest::twoQuickTapsAreTwo()
{
    auto *grid = m_fixture->find<QListView>("catalogueGrid");
    const auto at = grid->visualRect(grid->model()->index(0, 0)).center();
    // As the windowing system tells it.
    QTest::mouseDClick(m_fixture->window.windowHandle(), Qt::LeftButton, {},
                       grid->viewport()->mapTo(&m_fixture->window, at));
    QCOMPARE(m_fixture->lines()[0].line.quantity, 2);
}

void TillTest::categoriesByTouchAndKeys()
{
    auto *categories = m_fixture->find<QTabBar>("catalogueCategories");
    QCOMPARE(categories->tabText(0), QStringLiteral("All"));
    search()->setText(QStringLiteral("bag"));
    QTest::mouseClick(categories, Qt::LeftButton, {}, categories->tabRect(2).center());
    QCOMPARE(m_fixture->catalogue.category(), QStringLiteral("Seats"));
    QVERIFY(search()->text().isEmpty());
    QCOMPARE(m_fixture->catalogue.rowCount(), 1);
    categories->setFocus();
    key(Qt::Key_Left);
    QCOMPARE(m_fixture->catalogue.category(), QStringLiteral("Baggage"));
}

void TillTest::linesByKeys()
{
    press(Qt::Key_F5);
    QVERIFY(focus() != QStringLiteral("saleLines")); // there are none
    m_fixture->add(QStringLiteral("BAG-23KG"));
    m_fixture->add(QStringLiteral("LOUNGE"));
    m_fixture->add(QStringLiteral("SEAT-FRONT"));
    press(Qt::Key_F5);
    QCOMPARE(lineList()->current(), 2);
    key(Qt::Key_Up);
    key(Qt::Key_Plus);
    key(Qt::Key_Equal);
    QCOMPARE(m_fixture->lines()[1].line.quantity, 3);
    key(Qt::Key_Minus);
    QCOMPARE(m_fixture->lines()[1].line.quantity, 2);
    QCOMPARE(lineList()->current(), 1);
    QVERIFY(lineList()->accessibleDescription().contains(QStringLiteral("Lounge, one visit, 2")));
    key(Qt::Key_Delete);
    QCOMPARE(m_fixture->lines().size(), 2U);
    QCOMPARE(m_fixture->lines()[1].line.code, std::string("SEAT-FRONT"));
    key(Qt::Key_Delete);
    key(Qt::Key_Delete);
    QVERIFY(!m_fixture->form.hasLines());
    QCOMPARE(focus(), QStringLiteral("catalogueSearch"));
}

void TillTest::linesByTouch()
{
    m_fixture->add(QStringLiteral("BAG-23KG"));
    m_fixture->add(QStringLiteral("LOUNGE"));
    QTest::mouseClick(m_fixture->find("saleLine0"), Qt::LeftButton, {}, {20, 10});
    QCOMPARE(lineList()->current(), 0);
    tapLine("lineMore");
    tapLine("lineMore");
    tapLine("lineLess");
    QCOMPARE(m_fixture->lines()[0].line.quantity, 2);
    QCOMPARE(m_fixture->textOf("saleTotal"), QStringLiteral("$130.00"));
    tapLine("lineRemove");
    QCOMPARE(m_fixture->lines().size(), 1U);
    QCOMPARE(m_fixture->textOf("lineCount"), QStringLiteral("1 line"));
}

void TillTest::anAmountIsALine()
{
    m_fixture->find("saleAmount")->setFocus();
    type(QStringLiteral("12.50"));
    QCOMPARE(m_fixture->textOf("saleTotal"), QStringLiteral("$12.50"));
    key(Qt::Key_Return);
    QCOMPARE(m_fixture->lines().size(), 1U);
    QCOMPARE(focus(), QStringLiteral("saleAmount"));
    QVERIFY(m_fixture->find<QLineEdit>("saleAmount")->text().isEmpty());
    // With nothing typed, Enter goes on.
    key(Qt::Key_Return);
    QCOMPARE(focus(), QStringLiteral("saleEmail"));
}

void TillTest::withoutLinesTheAmountIsCharged()
{
    m_fixture->charge();
    QCOMPARE(m_fixture->screen(), QStringLiteral("paymentScreen"));
    QCOMPARE(m_fixture->fakes.backend.create.asked[0].sale.amount.minor, 75'000);
    QVERIFY(m_fixture->fakes.backend.create.asked[0].sale.lines.empty());
}

void TillTest::aWrongAmountShowsAtItsField()
{
    m_fixture->find("saleAmount")->setFocus();
    type(QStringLiteral("seven"));
    key(Qt::Key_Return);
    QCOMPARE(m_fixture->textOf("errorAmount"), QStringLiteral("Use only digits and a point, like 750.00."));
    m_fixture->form.setAmount(QStringLiteral("7"));
    m_fixture->add(QStringLiteral("LOUNGE"));
    m_fixture->press("chargeButton");
    QVERIFY(m_fixture->textOf("errorAmount").contains(QStringLiteral("not in the sale yet")));
    QCOMPARE(focus(), QStringLiteral("saleAmount"));
    QVERIFY(m_fixture->fakes.backend.create.asked.empty());
}

void TillTest::voidAsksTheDesk()
{
    FakeStaffDesk staff;
    m_fixture->window.setStaffDesk(&staff);
    m_fixture->add(QStringLiteral("LOUNGE"), 3);
    const QString reference = m_fixture->form.reference();
    press(Qt::Key_F2);
    QCOMPARE(staff.asked.size(), 1);
    QCOMPARE(staff.asked[0].act, QStringLiteral("sale_voided"));
    QCOMPARE(staff.asked[0].subject, reference);
    QCOMPARE(staff.asked[0].prompt, QStringLiteral("Void the sale of $120.00"));
    QVERIFY(m_fixture->form.hasLines());
    staff.allowed();
    QVERIFY(!m_fixture->form.hasLines());
    QVERIFY(m_fixture->form.reference() != reference);
    m_fixture->add(QStringLiteral("LOUNGE"));
    m_fixture->press("voidButton");
    QCOMPARE(staff.asked.size(), 2);
}

void TillTest::voidThatIsRefusedKeepsTheSale()
{
    FakeStaffDesk staff;
    m_fixture->window.setStaffDesk(&staff);
    m_fixture->add(QStringLiteral("LOUNGE"));
    press(Qt::Key_F2);
    staff.allowed = {};
    QCOMPARE(m_fixture->lines().size(), 1U);
    // Single lines are nobody's business.
    press(Qt::Key_F5);
    key(Qt::Key_Delete);
    QVERIFY(!m_fixture->form.hasLines());
    QCOMPARE(staff.asked.size(), 1);
}

void TillTest::voidOfASaleThatWentOnMeanwhile()
{
    FakeStaffDesk staff;
    m_fixture->window.setStaffDesk(&staff);
    m_fixture->add(QStringLiteral("LOUNGE"));
    press(Qt::Key_F2);
    m_fixture->toPaidWithLines();
    staff.allowed();
    QCOMPARE(m_fixture->screen(), QStringLiteral("resultScreen"));
    // What was charged is in the journal: the next customer needs nobody's leave.
    press(Qt::Key_F2);
    QCOMPARE(staff.asked.size(), 1);
    m_fixture->add(QStringLiteral("BAG-23KG"));
    staff.allowed();
    QCOMPARE(m_fixture->lines().size(), 1U);
}

void TillTest::voidWithoutADesk()
{
    m_fixture->add(QStringLiteral("LOUNGE"));
    QVERIFY(m_fixture->find("voidButton")->isVisible());
    press(Qt::Key_F2);
    QVERIFY(!m_fixture->form.hasLines());
    QVERIFY(!m_fixture->find("voidButton")->isVisible());
}

void TillTest::aSaleWithoutLinesIsClearedWithoutAQuestion()
{
    FakeStaffDesk staff;
    m_fixture->window.setStaffDesk(&staff);
    m_fixture->form.setAmount(QStringLiteral("7"));
    press(Qt::Key_F2);
    QVERIFY(m_fixture->form.amount().isEmpty());
    QVERIFY(staff.asked.isEmpty());
}

void TillTest::theNextSaleDoesNotWaitForTheReceipt()
{
    m_fixture->add(QStringLiteral("LOUNGE"));
    m_fixture->toPaidWithLines();
    // Its files are still being written.
    QVERIFY(m_fixture->checkout.isReceiptOnItsWay());
    key(Qt::Key_Return);
    QCOMPARE(m_fixture->screen(), QStringLiteral("saleScreen"));
    m_fixture->add(QStringLiteral("BAG-23KG"));
    QCOMPARE(m_fixture->form.totalText(), QStringLiteral("$45.00"));
    const QString text = m_fixture->directory.filePath(QStringLiteral("receipt-1.txt"));
    QTRY_VERIFY(QFile::exists(text));
    QFile file(text);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("Lounge, one visit"));
    QCOMPARE(m_fixture->screen(), QStringLiteral("saleScreen"));
}

void TillTest::nothingOfTheLastSaleStays()
{
    m_fixture->scans.take(QStringLiteral("EZ24081"));
    m_fixture->port.booking.answer(testing::exampleBooking());
    search()->setText(QStringLiteral("bag"));
    m_fixture->toPaidWithLines();
    key(Qt::Key_Return);
    QVERIFY(!m_fixture->form.hasLines());
    QVERIFY(m_fixture->find("noLines")->isVisible());
    const auto labels = m_fixture->window.findChildren<QLabel *>();
    for (const auto *label : labels)
        QVERIFY2(!label->isVisible() || !label->text().contains(QStringLiteral("EZ24081")),
                 qPrintable(label->objectName()));
    QVERIFY(m_fixture->find<QLineEdit>("saleReference")->text().startsWith(QStringLiteral("TW-")));
    QVERIFY(!m_fixture->find<QLineEdit>("saleReference")->isReadOnly());
}

void TillTest::aBookingFixesItsReference()
{
    m_fixture->scans.take(QStringLiteral("EZ24081"));
    m_fixture->port.booking.answer(testing::exampleBooking());
    auto *reference = m_fixture->find<QLineEdit>("saleReference");
    QCOMPARE(reference->text(), QStringLiteral("EZ24081"));
    QVERIFY(reference->isReadOnly());
    QVERIFY(!m_fixture->find("newReferenceButton")->isEnabled());
    press(Qt::Key_F5);
    key(Qt::Key_Plus);
    QCOMPARE(m_fixture->lines()[0].line.quantity, 1);
    QCOMPARE(m_fixture->textOf("errorForm"), QStringLiteral("A booking is paid once."));
    key(Qt::Key_Delete);
    QVERIFY(!reference->isReadOnly() && reference->text() != QStringLiteral("EZ24081"));
}

void TillTest::withoutACatalogueItIsAForm()
{
    m_fixture->catalogue.setItems({});
    QVERIFY(!m_fixture->find("cataloguePanel")->isVisible());
    QVERIFY(!m_fixture->find("saleLines")->isVisible());
    QVERIFY(!m_fixture->find("addAmountButton")->isVisible());
    press(Qt::Key_F2);
    QCOMPARE(focus(), QStringLiteral("saleAmount"));
    type(QStringLiteral("7"));
    key(Qt::Key_Return);
    QCOMPARE(focus(), QStringLiteral("saleEmail"));
    QCOMPARE(m_fixture->form.amount(), QStringLiteral("7"));
    press(Qt::Key_F2);
    // A booking is something to sell all the same.
    m_fixture->scans.take(QStringLiteral("EZ24081"));
    m_fixture->port.booking.answer(testing::exampleBooking());
    QVERIFY(m_fixture->find("saleLines")->isVisible());
    QVERIFY(!m_fixture->find("cataloguePanel")->isVisible());
    m_fixture->toPaidWithLines();
    key(Qt::Key_Return);
    QVERIFY(!m_fixture->find("saleLines")->isVisible());
    QCOMPARE(focus(), QStringLiteral("saleAmount"));
}

void TillTest::aCatalogueThatComesLaterKeepsWhatWasTyped()
{
    m_fixture->catalogue.setItems({});
    m_fixture->find("saleEmail")->setFocus();
    type(QStringLiteral("buyer@exam"));
    m_fixture->catalogue.setItems(testing::exampleItems());
    QVERIFY(m_fixture->find("cataloguePanel")->isVisible());
    QCOMPARE(focus(), QStringLiteral("saleEmail"));
    type(QStringLiteral("ple.com"));
    QCOMPARE(m_fixture->form.email(), QStringLiteral("buyer@example.com"));
}

void TillTest::theCataloguesTroubleIsSaid()
{
    QVERIFY(!m_fixture->find("catalogueNotice")->isVisible());
    m_fixture->catalogue.setTrouble(checkout::BackendError{});
    QVERIFY(m_fixture->find("catalogueNotice")->isVisible());
    m_fixture->catalogue.setTrouble({});
    QVERIFY(!m_fixture->find("catalogueNotice")->isVisible());
    // Where there is none at all, the form says why.
    m_fixture->catalogue.setItems({});
    QVERIFY(!m_fixture->find("saleNotice")->isVisible());
    m_fixture->catalogue.setTrouble(checkout::BackendError{});
    QVERIFY(m_fixture->find("saleNotice")->isVisible());
}

void TillTest::everythingHasANameAndCanBeReached()
{
    m_fixture->add(QStringLiteral("LOUNGE"));
    search()->setText(QStringLiteral("lounge"));
    QStringList reached;
    search()->setFocus();
    for (int i = 0; i < 40; ++i) {
        reached.append(focus());
        key(Qt::Key_Tab);
    }
    for (const char *name : {"catalogueSearch", "catalogueCategories", "catalogueGrid", "saleLines",
                             "saleAmount", "addAmountButton", "saleEmail", "saleReference",
                             "newReferenceButton", "chargeButton", "voidButton"})
        QVERIFY2(reached.contains(QLatin1String(name)), name);
    QList<QWidget *> widgets;
    for (auto *button : m_fixture->window.findChildren<QAbstractButton *>())
        widgets.append(button);
    for (auto *edit : m_fixture->window.findChildren<QLineEdit *>())
        widgets.append(edit);
    widgets.append({lineList(), m_fixture->find("catalogueGrid"), m_fixture->find("catalogueCategories")});
    for (const QWidget *widget : std::as_const(widgets)) {
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        if (!widget->isVisible() || qobject_cast<const QToolButton *>(widget))
            continue;
        QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                 qPrintable(widget->objectName()));
    }
}

QTEST_MAIN(TillTest)
#include "tst_till.moc"
