#include "till_fixture.h"

#include "kiosk/receipt/receipt.h"
#include "kiosk/register/side_screen.h"

#include <QApplication>
#include <QKeyEvent>
#include <QSignalSpy>
#include <QVBoxLayout>
#include <QWindow>
#include <QtTest/qtestspontaneevent.h>

using namespace tillwright;
using kiosk::register_face::SideScreen;
using testing::exampleState;
using testing::TillFixture;

namespace {

/// A keyboard, with the times of its keys.
class Keyboard
{
public:
    explicit Keyboard(QWidget &window) : m_window(*window.windowHandle()) {}

    void press(const QString &text, int gapMs)
    {
        m_timeMs += gapMs;
        const int key = text == QStringLiteral("\r") ? int(Qt::Key_Return) : text.at(0).toUpper().unicode();
        for (const auto type : {QEvent::KeyPress, QEvent::KeyRelease}) {
            QKeyEvent event(type, key, Qt::NoModifier, text);
            event.setTimestamp(quint64(m_timeMs));
            QSpontaneKeyEvent::setSpontaneous(&event);
            // sendEvent() would take the flag away again.
            qApp->notify(&m_window, &event);
        }
    }
    void type(const QString &text, int gapMs = 150)
    {
        for (const QChar character : text)
            press(character, gapMs);
    }
    void scan(const QString &code)
    {
        type(code.left(1), 500);
        type(code.mid(1) + u'\r', 4);
    }

private:
    QWindow &m_window;
    qint64 m_timeMs = 5'000'000;
};

class Notes : public SideScreen
{
public:
    Notes()
    {
        edit->setObjectName(QStringLiteral("notesEdit"));
        auto *layout = new QVBoxLayout(this);
        layout->addWidget(edit);
    }
    void applyTheme(const kiosk::register_face::Theme &) override {}
    void enter() override { edit->setFocus(); }

    QLineEdit *edit = new QLineEdit;
};

/// The keys that reach a widget.
class Seen : public QObject
{
public:
    explicit Seen(QWidget *widget) { widget->installEventFilter(this); }
    QString text;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::KeyPress)
            text += static_cast<QKeyEvent *>(event)->text();
        return false;
    }
};

} // namespace

/// A scanner at the real window: what it types reaches no field and no button; what a person types reaches them all.
class ScannerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<TillFixture>();
        m_fixture->window.listenToScanner({});
        m_fixture->showActive();
        m_keyboard = std::make_unique<Keyboard>(m_fixture->window);
    }
    void cleanup()
    {
        m_keyboard.reset();
        m_fixture.reset();
    }
    void aScanReachesNoField_data();
    void aScanReachesNoField();
    void aScanPressesNoButton_data();
    void aScanPressesNoButton();
    void aSlowTypistReachesTheField();
    void aKeyIsHeldForAMomentOnly();
    void whatWasTypedComesBeforeAClick();
    void whatWasTypedComesBeforeF12();
    void theSpaceBarPressesAtOnce();
    void aScanOnASideScreenGoesToTheSale();
    void aScanOnAResultStartsTheNextSale();
    void aScanOnAnUnpaidResultIsRefused();
    void theCustomersPageIsLeftAlone();
    void whatWasHeldReachesNoCardField();
    void aScanDuringAPaymentIsRefused();
    void aReceiptOpensThePast();
    void aTornScanIsSaid();
    void anUnknownCodeIsSaid();

private:
    QLineEdit *field(const char *name) { return m_fixture->find<QLineEdit>(name); }

    std::unique_ptr<TillFixture> m_fixture;
    std::unique_ptr<Keyboard> m_keyboard;
};

void ScannerTest::aScanReachesNoField_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"saleAmount", "saleEmail", "saleReference", "catalogueSearch"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void ScannerTest::aScanReachesNoField()
{
    QFETCH(const QString, name);
    auto *edit = m_fixture->window.findChild<QLineEdit *>(name);
    edit->setText(QStringLiteral("12"));
    edit->setFocus();
    m_keyboard->scan(QStringLiteral("BAG-23KG"));
    QCOMPARE(edit->text(), QStringLiteral("12"));
    QVERIFY(edit->hasFocus());
    QCOMPARE(m_fixture->lines().size(), 1U);
    QCoreApplication::processEvents();
    QCOMPARE(edit->text(), QStringLiteral("12"));
    QVERIFY(!edit->isUndoAvailable());
}

void ScannerTest::aScanPressesNoButton_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"chargeButton", "newReferenceButton", "addAmountButton", "catalogueCategories",
                             "catalogueGrid", "saleLines"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void ScannerTest::aScanPressesNoButton()
{
    QFETCH(const QString, name);
    m_fixture->add(QStringLiteral("LOUNGE"));
    m_fixture->form.setEmail(QStringLiteral("buyer@example.com"));
    const QString reference = m_fixture->form.reference();
    m_fixture->window.findChild<QWidget *>(name)->setFocus();
    m_keyboard->scan(QStringLiteral("BAG-23KG"));
    m_keyboard->scan(QStringLiteral("BAG-23KG"));
    QCOMPARE(m_fixture->screen(), QStringLiteral("saleScreen"));
    QCOMPARE(m_fixture->form.reference(), reference);
    QCOMPARE(m_fixture->lines().size(), 2U);
    QCOMPARE(m_fixture->lines()[1].line.quantity, 2);
    QVERIFY(field("catalogueSearch")->text().isEmpty());
    QVERIFY(m_fixture->fakes.backend.create.asked.empty());
}

void ScannerTest::aSlowTypistReachesTheField()
{
    auto *email = field("saleEmail");
    email->setFocus();
    m_keyboard->type(QStringLiteral("buyer@example.com"));
    // Some pairs are rolled.
    m_keyboard->press(QStringLiteral("a"), 200);
    m_keyboard->press(QStringLiteral("b"), 15);
    m_keyboard->press(QStringLiteral("\r"), 200);
    QCOMPARE(email->text(), QStringLiteral("buyer@example.comab"));
    // Enter came after all of them.
    QVERIFY(field("saleReference")->hasFocus());
    QVERIFY(!m_fixture->form.hasLines());
}

void ScannerTest::aKeyIsHeldForAMomentOnly()
{
    auto *email = field("saleEmail");
    email->setFocus();
    m_keyboard->press(QStringLiteral("a"), 200);
    QCOMPARE(email->text(), QString());
    QTRY_COMPARE(email->text(), QStringLiteral("a"));
}

void ScannerTest::whatWasTypedComesBeforeAClick()
{
    field("saleAmount")->setFocus();
    m_keyboard->press(QStringLiteral("7"), 200);
    // As the windowing system tells it: before the click takes the focus.
    const auto *button = m_fixture->find("addAmountButton");
    QTest::mouseClick(m_fixture->window.windowHandle(), Qt::LeftButton, {},
                      button->mapTo(&m_fixture->window, button->rect().center()));
    QCOMPARE(m_fixture->lines().size(), 1U);
    QCOMPARE(m_fixture->form.totalText(), QStringLiteral("$7.00"));
}

void ScannerTest::whatWasTypedComesBeforeF12()
{
    m_fixture->form.setEmail(QStringLiteral("buyer@example.com"));
    field("saleAmount")->setFocus();
    m_keyboard->press(QStringLiteral("7"), 200);
    m_keyboard->press(QStringLiteral("5"), 10);
    QTest::keyClick(&m_fixture->window, Qt::Key_F12);
    QTRY_COMPARE(m_fixture->fakes.backend.create.asked.size(), 1U);
    QCOMPARE(m_fixture->fakes.backend.create.asked[0].sale.amount.minor, 7'500);
}

void ScannerTest::theSpaceBarPressesAtOnce()
{
    const QString reference = m_fixture->form.reference();
    m_fixture->find("newReferenceButton")->setFocus();
    m_keyboard->press(QStringLiteral(" "), 200);
    QVERIFY(m_fixture->form.reference() != reference);
}

void ScannerTest::aScanOnASideScreenGoesToTheSale()
{
    auto *notes = new Notes;
    m_fixture->window.addSideScreen(notes,
                                    {QStringLiteral("notesRailButton"), QStringLiteral("Notes"),
                                     QStringLiteral("search"), Qt::Key_F3, QStringLiteral("Notes")});
    QTest::keyClick(&m_fixture->window, Qt::Key_F3);
    QVERIFY(notes->edit->hasFocus());
    m_keyboard->type(QStringLiteral("abc"));
    QTRY_COMPARE(notes->edit->text(), QStringLiteral("abc"));
    // What means nothing leaves the screen alone.
    m_keyboard->scan(QStringLiteral("https://example.com/?a"));
    QVERIFY(notes->isVisible() && m_fixture->find("scanNotice")->isVisible());
    m_keyboard->scan(QStringLiteral("LOUNGE"));
    QCOMPARE(notes->edit->text(), QStringLiteral("abc"));
    QCOMPARE(m_fixture->screen(), QStringLiteral("saleScreen"));
    QCOMPARE(m_fixture->lines().size(), 1U);
}

void ScannerTest::aScanOnAResultStartsTheNextSale()
{
    m_fixture->add(QStringLiteral("BAG-23KG"));
    m_fixture->toPaidWithLines();
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("newSaleButton"));
    m_keyboard->scan(QStringLiteral("LOUNGE"));
    QCOMPARE(m_fixture->screen(), QStringLiteral("saleScreen"));
    QCOMPARE(m_fixture->lines().size(), 1U);
    QCOMPARE(m_fixture->lines()[0].line.code, std::string("LOUNGE"));
    QVERIFY(m_fixture->form.email().isEmpty());
    QVERIFY(m_fixture->form.isReferenceMade());
}

void ScannerTest::aScanOnAnUnpaidResultIsRefused()
{
    m_fixture->add(QStringLiteral("BAG-23KG"));
    m_fixture->form.setEmail(QStringLiteral("buyer@example.com"));
    QTest::keyClick(&m_fixture->window, Qt::Key_F12);
    m_fixture->fakes.backend.create.fail(checkout::BackendError::Kind::Refused, 422, "email");
    QCOMPARE(m_fixture->screen(), QStringLiteral("resultScreen"));
    m_keyboard->scan(QStringLiteral("LOUNGE"));
    QCOMPARE(m_fixture->screen(), QStringLiteral("resultScreen"));
    QVERIFY(m_fixture->textOf("scanWords").contains(QStringLiteral("was not paid")));
    QCOMPARE(m_fixture->lines().size(), 1U);
}

void ScannerTest::theCustomersPageIsLeftAlone()
{
    m_fixture->toCard();
    QCOMPARE(QApplication::focusWidget(), m_fixture->page);
    Seen seen(m_fixture->page);
    QSignalSpy refused(&m_fixture->scans, &kiosk::presentation::ScanDesk::refused);
    // A card reader that types, or a fast customer: it is all the page's, at once.
    m_keyboard->type(QStringLiteral("4242424242424242\r"), 2);
    QCOMPARE(seen.text, QStringLiteral("4242424242424242\r"));
    QCOMPARE(refused.size(), 0);
}

void ScannerTest::whatWasHeldReachesNoCardField()
{
    m_fixture->form.setAmount(QStringLiteral("750"));
    m_fixture->form.setEmail(QStringLiteral("buyer@example.com"));
    field("saleReference")->setFocus();
    m_keyboard->press(QStringLiteral("7"), 200);
    // The page comes to the front by itself, as it does when a sale is taken up after a power cut.
    QVERIFY(m_fixture->form.submit());
    QCOMPARE(QApplication::focusWidget(), m_fixture->page);
    Seen seen(m_fixture->page);
    m_keyboard->press(QStringLiteral("4"), 10);
    QCOMPARE(seen.text, QStringLiteral("4"));
}

void ScannerTest::aScanDuringAPaymentIsRefused()
{
    m_fixture->toCard();
    m_fixture->find("cancelButton")->setFocus();
    m_keyboard->scan(QStringLiteral("LOUNGE"));
    QCOMPARE(m_fixture->screen(), QStringLiteral("paymentScreen"));
    QVERIFY(m_fixture->fakes.backend.abandon.asked.empty());
    QVERIFY(m_fixture->textOf("scanWords").contains(QStringLiteral("payment is under way")));
    QVERIFY(!m_fixture->form.hasLines());
}

void ScannerTest::aReceiptOpensThePast()
{
    kiosk::receipt::Receipt receipt;
    receipt.number = 17;
    receipt.reference = QStringLiteral("EZ12345");
    receipt.cliveTxId = QStringLiteral("clv_tx_1");
    QSignalSpy scanned(&m_fixture->window, &kiosk::register_face::RegisterWindow::receiptScanned);
    // Nothing here shows past sales.
    m_keyboard->scan(receipt.searchText());
    QCOMPARE(scanned.size(), 1);
    QCOMPARE(scanned[0][0].toString(), QStringLiteral("clv_tx_1"));
    QStringList opened;
    m_fixture->window.setReceiptOpener([&opened](const QString &search) { opened.append(search); });
    m_keyboard->scan(receipt.searchText());
    QCOMPARE(opened, QStringList(QStringLiteral("clv_tx_1")));
    QVERIFY(!m_fixture->form.hasLines());
}

void ScannerTest::aTornScanIsSaid()
{
    auto *email = field("saleEmail");
    email->setFocus();
    m_keyboard->press(QStringLiteral("B"), 500);
    QTRY_COMPARE(email->text(), QStringLiteral("B"));
    m_keyboard->type(QStringLiteral("AG-23KG\r"), 4);
    QCOMPARE(email->text(), QStringLiteral("B"));
    QVERIFY(email->hasFocus());
    QVERIFY(m_fixture->textOf("scanWords").contains(QStringLiteral("not read as a whole")));
    QVERIFY(!m_fixture->form.hasLines());
}

void ScannerTest::anUnknownCodeIsSaid()
{
    auto *notice = m_fixture->find("scanNotice");
    m_keyboard->scan(QStringLiteral("4006381333931"));
    QVERIFY(notice->isVisible());
    m_fixture->port.booking.fail(checkout::BackendError::Kind::NotFound, 404);
    QCOMPARE(m_fixture->textOf("scanWords"),
             QStringLiteral("No item and no booking has the code 4006381333931."));
    QCOMPARE(notice->accessibleName(), m_fixture->textOf("scanWords"));
    m_fixture->fakes.clock.advance(kiosk::presentation::ScanDesk::wordsShownMs);
    QVERIFY(!notice->isVisible());
}

QTEST_MAIN(ScannerTest)
#include "tst_scanner.moc"
