#include "at_spi_screens.h"
#include "attention_fixture.h"
#include "history_fixture.h"
#include "service_face.h"
#include "shift_face.h"
#include "till_fixture.h"

#include "kiosk/register/accessible_role.h"
#include "kiosk/register/customer_display.h"

#include <QApplication>
#include <QDirIterator>
#include <QRegularExpression>
#include <QSet>
#include <QStackedWidget>
#include <QToolButton>

using namespace tillwright;
using kiosk::shift::Role;
using testing::accessibleTree;
using testing::AttentionFixture;
using testing::Ear;
using testing::HistoryFixture;
using testing::is;
using testing::isControl;
using testing::RegisterFixture;
using testing::ServiceFace;
using testing::ShiftFace;
using testing::StaffFace;
using testing::text;
using testing::TillFixture;
using testing::walkTimeoutMs;

namespace {

/// The real page says for itself what is in it.
void standInForCardForm(QWidget *page)
{
    kiosk::register_face::setAccessibleRole(page, QAccessible::WebDocument);
    page->setAccessibleName(QStringLiteral("Card form"));
}

} // namespace

/// The register as assistive technology meets it: over AT-SPI, on a bus of its own.
class AtSpiTest : public QObject, private testing::HeardScreens
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sale();
    void till();
    void errors();
    void payment();
    void result();
    void signIn();
    void lock();
    void approval();
    void history();
    void attention();
    void shift();
    void service();
    void phone();
    void bars();
    void customerDisplay();
    void everyScreenWasHeard();

private:
    std::unique_ptr<Ear> m_ear;
};

void AtSpiTest::initTestCase()
{
    RegisterFixture fixture;
    fixture.showActive();
    // The program puts itself on the bus in its own time.
    QTRY_VERIFY_WITH_TIMEOUT(!accessibleTree().isEmpty(), walkTimeoutMs);
    m_ear = std::make_unique<Ear>();
    // It is heard once the program knows that somebody listens.
    int count = 0;
    QTRY_VERIFY_WITH_TIMEOUT((fixture.window.addAlarm(QStringLiteral("Listen %1").arg(++count)),
                              m_ear->hasHeard(QStringLiteral("Listen"))),
                             walkTimeoutMs);
}

void AtSpiTest::sale()
{
    RegisterFixture fixture;
    fixture.showActive();
    fixture.form.setAmount(QStringLiteral("750.00"));
    look(QStringLiteral("sale"));
    QVERIFY(has(QStringLiteral("push button"), QStringLiteral("Charge $750.00")));
    QVERIFY(has(QStringLiteral("text"), QStringLiteral("Amount in USD")));
    QVERIFY(has(QStringLiteral("text"), QStringLiteral("Customer’s e-mail")));
    QTest::keyClick(&fixture.window, Qt::Key_F1);
    look(QStringLiteral("help"));
    QVERIFY(has(QStringLiteral("label"), QStringLiteral("Show or hide these keys")));
}

void AtSpiTest::till()
{
    TillFixture fixture;
    fixture.showActive();
    fixture.add(QStringLiteral("BAG-23KG"), 2);
    fixture.add(QStringLiteral("PRIORITY"));
    fixture.find("saleLines")->setFocus();
    look(QStringLiteral("till"));
    const auto *line =
        find(QStringLiteral("list item"), QStringLiteral("Priority boarding, 1 × $15.00, $15.00"));
    QVERIFY(line && is(*line, "selected"));
    const auto *other = find(QStringLiteral("list item"), fixture.find("saleLine0")->accessibleName());
    QVERIFY(other && !is(*other, "selected"));
    QVERIFY(has(QStringLiteral("list"), QStringLiteral("Lines of the sale")));
    QVERIFY(has(QStringLiteral("list item"), QStringLiteral("Pet in the cabin, $95.00")));
    QVERIFY(has(QStringLiteral("label"), QStringLiteral("Quantity: 1")));
    QCOMPARE(text(*focused(), "name"), QStringLiteral("Lines of the sale"));
    QCOMPARE(text(*focused(), "description"), text(*line, "name"));
    m_ear->forget();
    QTest::keyClick(fixture.window.focusWidget(), Qt::Key_Up);
    QTRY_VERIFY(m_ear->hasHeard(text(*other, "name")));
    fixture.add(QStringLiteral("NO-SUCH-THING"));
    QTRY_VERIFY(m_ear->hasHeard(fixture.textOf("scanWords")));
}

void AtSpiTest::errors()
{
    RegisterFixture fixture;
    fixture.showActive();
    fixture.form.setAmount(QStringLiteral("0.20"));
    m_ear->forget();
    fixture.press("chargeButton");
    look(QStringLiteral("errors"));
    // The field itself says what is wrong with it; a colour says nothing here.
    const QString problem = fixture.form.amountError();
    QVERIFY(!problem.isEmpty());
    const auto *field = find(QStringLiteral("text"), QStringLiteral("Amount in USD"));
    QVERIFY(field && is(*field, "focused"));
    QVERIFY(text(*field, "description").contains(problem));
    QTRY_VERIFY(m_ear->hasHeard(problem));
}

void AtSpiTest::payment()
{
    RegisterFixture fixture;
    fixture.showActive();
    standInForCardForm(fixture.page);
    m_ear->forget();
    const auto answer = fixture.toCard();
    look(QStringLiteral("payment"));
    QVERIFY(has(QStringLiteral("push button"), QStringLiteral("Cancel payment (Esc)")));
    QVERIFY(has(QStringLiteral("label"), QStringLiteral("The customer enters the card")));
    QVERIFY(has(QStringLiteral("label"), QStringLiteral("Elapsed time: ") + fixture.textOf("elapsedTime")));
    QTRY_VERIFY(m_ear->hasHeard(QStringLiteral("The customer enters the card")));
    fixture.fakes.page.say(contract::page::Confirming{answer.cliveTxId});
    QTRY_VERIFY(m_ear->hasHeard(fixture.textOf("statusLine")));
    look(QStringLiteral("confirming"));
    const auto *cancel = find(QStringLiteral("push button"), QStringLiteral("Cannot be cancelled now"));
    QVERIFY(cancel && !is(*cancel, "enabled"));
}

void AtSpiTest::result()
{
    RegisterFixture fixture;
    fixture.showActive();
    standInForCardForm(fixture.page);
    m_ear->forget();
    fixture.toPaid();
    look(QStringLiteral("result"));
    QVERIFY(has(QStringLiteral("label"), QStringLiteral("Paid")));
    QCOMPARE(text(*focused(), "name"), QStringLiteral("New sale"));
    QVERIFY(has(QStringLiteral("push button"), QStringLiteral("Print again")));
    QTRY_VERIFY(m_ear->hasHeard(QStringLiteral("Paid")));
}

void AtSpiTest::signIn()
{
    StaffFace face(testing::two);
    face.fixture.showActive();
    look(QStringLiteral("sign-in"));
    const auto *ada = find(QStringLiteral("radio button"), QStringLiteral("Ada Obi, Cashier"));
    const auto *zoe = find(QStringLiteral("radio button"), QStringLiteral("Zoe Martin, Supervisor"));
    QVERIFY(ada && zoe);
    QVERIFY(is(*ada, "checked") && !is(*zoe, "checked"));
    for (const char *key : {"0", "1", "9", "Delete the last digit", "Enter"})
        QVERIFY2(has(QStringLiteral("push button"), QLatin1String(key)), key);
    // Whoever hears the screen is told where they are, who is chosen and how much is typed, never what.
    QVERIFY(focused());
    QVERIFY(text(*focused(), "name").contains(QStringLiteral("Ada Obi")));
    m_ear->forget();
    face.press(Qt::Key_Right);
    QTRY_VERIFY(m_ear->hasHeard(QStringLiteral("Zoe Martin")));
    face.type("50");
    QTRY_VERIFY(m_ear->hasHeard(QStringLiteral("PIN: 2 digits")));
    look(QStringLiteral("sign-in, typed"));
    QVERIFY(is(*find(QStringLiteral("radio button"), QStringLiteral("Zoe Martin, Supervisor")), "checked"));
    for (const QJsonObject &element : std::as_const(m_tree))
        QVERIFY(!text(element, "name").contains(QStringLiteral("50")));
    face.press(Qt::Key_Return);
    QTRY_VERIFY(!face.fixture.textOf("signInMessage").isEmpty());
    QTRY_VERIFY(m_ear->hasHeard(face.fixture.textOf("signInMessage")));
}

void AtSpiTest::lock()
{
    StaffFace face(testing::two);
    face.fixture.showActive();
    face.signIn(QStringLiteral("ada-obi"), "4071");
    look(QStringLiteral("signed in"));
    QVERIFY(has(QStringLiteral("push button"), QStringLiteral("Lock the register: Ada Obi is signed in")));
    QVERIFY(!has(QStringLiteral("radio button"), QStringLiteral("Ada Obi, Cashier")));
    face.press(Qt::Key_F10);
    look(QStringLiteral("locked"));
    // What is covered is not read out.
    QVERIFY(has(QStringLiteral("radio button"), QStringLiteral("Ada Obi, Cashier")));
    QVERIFY(!has(QStringLiteral("text"), QStringLiteral("Amount in USD")));
}

void AtSpiTest::approval()
{
    StaffFace face(testing::two);
    face.fixture.showActive();
    face.signIn(QStringLiteral("ada-obi"), "4071");
    m_ear->forget();
    face.approval->allow(
        {QStringLiteral("sale_voided"), QStringLiteral("EZ1"), {}, QStringLiteral("Void the sale of $5.00")},
        [] {});
    look(QStringLiteral("approval"));
    QVERIFY(has(QStringLiteral("label"), QStringLiteral("Void the sale of $5.00")));
    QTRY_VERIFY(m_ear->hasHeard(QStringLiteral("Void the sale of $5.00")));
    QCOMPARE(text(*focused(), "name"), QStringLiteral("Why"));
    QVERIFY(has(QStringLiteral("push button"), QStringLiteral("Customer left")));
    QVERIFY(has(QStringLiteral("push button"), QStringLiteral("Allow")));
    QVERIFY(has(QStringLiteral("push button"), QStringLiteral("Do not allow (Esc)")));
    QVERIFY(has(QStringLiteral("radio button"), QStringLiteral("Zoe Martin, Supervisor")));
    face.press(Qt::Key_Return);
    look(QStringLiteral("approval, PIN"));
    QVERIFY(text(*focused(), "name").contains(QStringLiteral("Zoe Martin")));
}

void AtSpiTest::history()
{
    HistoryFixture fixture;
    fixture.open(12);
    look(QStringLiteral("history"));
    QCOMPARE(text(*focused(), "name"), QStringLiteral("Search sales"));
    QVERIFY(has(QStringLiteral("list"), QStringLiteral("Sales, newest first")));
    const auto *paid = find(QStringLiteral("check box"), QStringLiteral("Paid"));
    QVERIFY(paid && !is(*paid, "checked"));
    const auto *rail = find(QStringLiteral("check box"), QStringLiteral("History"));
    QVERIFY(rail && is(*rail, "checked"));
    const QString row = fixture.history.model().index(1).data(Qt::AccessibleTextRole).toString();
    QVERIFY(has(QStringLiteral("list item"), row));
    m_ear->forget();
    QTest::keyClick(fixture.face.window.focusWidget(), Qt::Key_Down);
    QTest::keyClick(fixture.face.window.focusWidget(), Qt::Key_Down);
    look(QStringLiteral("history, chosen"));
    QVERIFY(is(*find(QStringLiteral("list item"), row), "selected"));
    QVERIFY(has(QStringLiteral("push button"), QStringLiteral("Check now")));
    QVERIFY(has(QStringLiteral("push button"), QStringLiteral("Copy Reference")));
    QVERIFY(has(QStringLiteral("label"), fixture.face.textOf("historyStatus")));
    // The keyboard stays in the search: what it chose is said there.
    QVERIFY(text(*focused(), "description").contains(row));
    QTRY_VERIFY(m_ear->hasHeard(row));
    fixture.face.press("historyPaid");
    look(QStringLiteral("history, paid ones"));
    QVERIFY(is(*find(QStringLiteral("check box"), QStringLiteral("Paid")), "checked"));
    QVERIFY(has(QStringLiteral("push button"), QStringLiteral("Show all sales")));
    fixture.history.setText(QStringLiteral("nothing has this"));
    QTRY_VERIFY(m_ear->hasHeard(fixture.face.textOf("historyListWords")));
}

void AtSpiTest::attention()
{
    AttentionFixture fixture;
    m_ear->forget();
    fixture.openWithThree();
    look(QStringLiteral("attention"));
    QVERIFY(has(QStringLiteral("check box"), QStringLiteral("Attention: 3 waiting")));
    // Every card says what it is about, and every button which card it belongs to.
    for (int i = 0; i < 3; ++i) {
        const auto *card = fixture.face.find(qPrintable(QStringLiteral("attentionCard%1").arg(i)));
        QVERIFY2(has(QStringLiteral("panel"), card->accessibleName()), qPrintable(card->accessibleName()));
    }
    for (const QJsonObject &element : std::as_const(m_tree)) {
        if (is(element, "showing") && text(element, "name") == QStringLiteral("Check now"))
            QVERIFY(!text(element, "description").isEmpty());
    }
    QVERIFY(focused() && text(*focused(), "role") == QStringLiteral("push button"));
    QTRY_VERIFY(m_ear->hasHeard(QStringLiteral("Attention: 3 waiting")));
    fixture.papers.clear();
    fixture.attention.refresh();
    fixture.report({});
    look(QStringLiteral("attention, empty"));
    QVERIFY(has(QStringLiteral("label"), QStringLiteral("Nothing needs attention.")));
    QTRY_VERIFY(m_ear->hasHeard(QStringLiteral("Nothing needs attention.")));
}

void AtSpiTest::shift()
{
    ShiftFace face(std::vector<StaffFace::Person>{});
    auto &fixture = face.staff.fixture;
    fixture.showActive();
    face.staff.press(Qt::Key_F9);
    look(QStringLiteral("shift, none"));
    QCOMPARE(text(*focused(), "name"), QStringLiteral("Note, if any"));
    QVERIFY(has(QStringLiteral("push button"), QStringLiteral("Open the shift")));
    fixture.press("openShiftButton");
    fixture.fakes.clock.advance(10'000);
    look(QStringLiteral("shift, open"));
    QCOMPARE(text(*focused(), "name"), QStringLiteral("X report"));
    m_ear->forget();
    fixture.press("xReportButton");
    look(QStringLiteral("shift, asking"));
    const auto *close = find(QStringLiteral("push button"), QStringLiteral("Close … (Z)"));
    QVERIFY(close && !is(*close, "enabled"));
    QTRY_VERIFY(m_ear->hasHeard(QStringLiteral("Asking the backend")));
    face.answerOrders();
    QTRY_VERIFY(m_ear->hasHeard(QStringLiteral("X report")));
    look(QStringLiteral("shift, X"));
    QVERIFY(has(QStringLiteral("push button"), QStringLiteral("Print (F6)")));
    // The paper is a picture; what stands on it is said as text.
    const auto paper = std::find_if(m_tree.begin(), m_tree.end(), [](const QJsonObject &element) {
        return is(element, "showing") && text(element, "name").contains(QStringLiteral("Echezona Travel"))
            && text(element, "name").contains(QStringLiteral("X REPORT"));
    });
    QVERIFY(paper != m_tree.end());
    fixture.press("closeShiftButton");
    look(QStringLiteral("shift, closing"));
    QCOMPARE(text(*focused(), "name"), QStringLiteral("Not now (Esc)"));
    QVERIFY(has(QStringLiteral("push button"), QStringLiteral("Close the shift")));
    fixture.press("closeShiftButton");
    face.answerOrders();
    look(QStringLiteral("shift, Z"));
    QVERIFY(has(QStringLiteral("label"), QStringLiteral("Z report 1")));
    QVERIFY(has(QStringLiteral("push button"), fixture.find<QPushButton>("zReport1")->text()));
}

void AtSpiTest::service()
{
    ServiceFace face(std::vector<StaffFace::Person>{});
    auto &fixture = face.staff.fixture;
    fixture.showActive();
    face.breakEverything();
    face.staff.press(Qt::Key_F8);
    look(QStringLiteral("diagnostics"));
    QVERIFY(has(QStringLiteral("panel"), fixture.find("diagnosticsCard0")->accessibleName()));
    // What is wrong is said in words, not by colour alone.
    QVERIFY(std::any_of(m_tree.begin(), m_tree.end(), [](const QJsonObject &element) {
        return is(element, "showing") && text(element, "name").contains(QStringLiteral("connection refused"));
    }));
    QVERIFY(focused() && !text(*focused(), "name").isEmpty());
    face.staff.press(Qt::Key_F11);
    look(QStringLiteral("settings"));
    const auto choice = std::find_if(m_tree.begin(), m_tree.end(), [](const QJsonObject &element) {
        return is(element, "showing") && is(element, "checked")
            && text(element, "name").contains(QStringLiteral(": "));
    });
    QVERIFY(choice != m_tree.end());
    QVERIFY(focused() && !text(*focused(), "name").isEmpty());
}

void AtSpiTest::phone()
{
    RegisterFixture fixture;
    standInForCardForm(fixture.page);
    fixture.showActive();
    const auto answer = fixture.toCardOrPhone();
    m_ear->forget();
    fixture.press("usePhoneButton");
    look(QStringLiteral("phone"));
    QVERIFY(has(QStringLiteral("graphic"), fixture.find("phoneCode")->accessibleName()));
    QTRY_VERIFY(m_ear->hasHeard(QStringLiteral("The customer scans the code")));
    fixture.tellPhone(answer, domain::PhoneStage::Confirming, domain::PaymentStatus::Kind::Processing);
    QTRY_VERIFY(m_ear->hasHeard(fixture.textOf("statusLine")));
}

void AtSpiTest::bars()
{
    RegisterFixture fixture;
    fixture.showActive();
    m_ear->forget();
    fixture.window.addAlarm(QStringLiteral("the disk is full"));
    fixture.window.askAboutPaper({QStringLiteral("job"), QStringLiteral("Did receipt 17 come out?"), true});
    look(QStringLiteral("bars"));
    QVERIFY(has(QStringLiteral("push button"), QStringLiteral("Noted")));
    QVERIFY(has(QStringLiteral("push button"), QStringLiteral("It is there")));
    QVERIFY(has(QStringLiteral("label"), QStringLiteral("Attention: the disk is full")));
    QTRY_VERIFY(m_ear->hasHeard(QStringLiteral("the disk is full")));
    QTRY_VERIFY(m_ear->hasHeard(QStringLiteral("Did receipt 17 come out?")));
}

void AtSpiTest::customerDisplay()
{
    RegisterFixture fixture;
    standInForCardForm(fixture.page);
    auto *display = new kiosk::register_face::CustomerDisplay(fixture.checkout, fixture.form,
                                                              QStringLiteral("Echezona Travel"), true);
    const std::unique_ptr<QWidget> owner(display);
    fixture.showActive();
    display->show();
    fixture.window.setCustomerDisplay(display);
    look(QStringLiteral("customer, welcome"));
    QVERIFY(has(QStringLiteral("label"), QStringLiteral("Welcome")));
    m_ear->forget();
    fixture.form.setAmount(QStringLiteral("12.50"));
    QVERIFY(fixture.form.addOpenAmount());
    look(QStringLiteral("customer, order"));
    QVERIFY(has(QStringLiteral("label"), QStringLiteral("Open amount")));
    QTRY_VERIFY(m_ear->hasHeard(QStringLiteral("$12.50")));
    fixture.form.setEmail(QStringLiteral("buyer@example.com"));
    fixture.press("chargeButton");
    const auto answer = fixture.answerCreate();
    fixture.showElement(answer);
    look(QStringLiteral("customer, payment"));
    QVERIFY(has(QStringLiteral("label"), QStringLiteral("The customer pays on their own screen")));
    QVERIFY(has(QStringLiteral("label"), QStringLiteral("Please enter your card.")));
    fixture.fakes.page.say(contract::page::Confirming{answer.cliveTxId});
    fixture.fakes.page.say(contract::page::Confirmed{answer.cliveTxId, "succeeded"});
    m_ear->forget();
    fixture.fakes.backend.status.answerLatest(
        testing::exampleState(answer, domain::PaymentStatus::Kind::Paid));
    look(QStringLiteral("customer, result"));
    QTRY_VERIFY(m_ear->hasHeard(QStringLiteral("Paid")));
    fixture.window.setCustomerDisplay(nullptr);
}

/// Whoever adds a screen lets it be heard above.
void AtSpiTest::everyScreenWasHeard()
{
    // Of the windows that were looked at ...
    QSet<QString> wanted = m_stacked;
    wanted.remove(QString());
    // ... and of all that the register has.
    static const QRegularExpression named(
        QStringLiteral("setObjectName\\(QStringLiteral\\(\"(\\w+(?:Screen|Panel|Overlay|Bar|Display))\"\\)"));
    QDirIterator sources(QStringLiteral(TILLWRIGHT_SOURCE_DIR "/app/kiosk/register"),
                         {QStringLiteral("*.cpp")}, QDir::Files);
    int sideScreens = 0;
    while (sources.hasNext()) {
        QFile source(sources.next());
        QVERIFY(source.open(QIODevice::ReadOnly));
        const QString code = QString::fromUtf8(source.readAll());
        QFile header(QString(source.fileName()).replace(QStringLiteral(".cpp"), QStringLiteral(".h")));
        const bool isSideScreen =
            header.open(QIODevice::ReadOnly) && header.readAll().contains(": public SideScreen");
        bool hasName = false;
        for (auto found = named.globalMatch(code); found.hasNext();) {
            wanted.insert(found.next().captured(1));
            hasName = true;
        }
        QVERIFY2(!isSideScreen || hasName,
                 qPrintable(source.fileName() + QStringLiteral(" names no screen")));
        sideScreens += isSideScreen;
    }
    QVERIFY(sideScreens >= 3);
    QVERIFY(wanted.contains(QStringLiteral("saleScreen")));
    QVERIFY(wanted.contains(QStringLiteral("signInScreen")));
    const QSet<QString> unheard = wanted - m_heard;
    QVERIFY2(unheard.isEmpty(), qPrintable(QStringList(unheard.values()).join(u' ')));
}

QTEST_MAIN(AtSpiTest)
#include "tst_at_spi.moc"
