#include "register_fixture.h"

#include "kiosk/customer_screen.h"
#include "kiosk/register/customer_display.h"

#include <QDir>
#include <QScreen>
#include <QSignalSpy>

using namespace tillwright;
using kiosk::CustomerScreen;
using kiosk::register_face::CustomerDisplay;
using kiosk::register_face::Scheme;
using testing::exampleState;
using testing::RegisterFixture;

namespace {

const QList<QSize> sizes{{800, 600}, {1024, 768}, {1080, 1920}, {1920, 1080}};

/// A register with a customer's display; two screens are there (two_screens.json).
struct Counter {
    explicit Counter(const QString &screen = QStringLiteral("HDMI-2"), Scheme scheme = Scheme::Light)
        : fixture(scheme), screens(QGuiApplication::screens())
    {
        auto made = std::make_unique<CustomerDisplay>(fixture.checkout, fixture.form,
                                                      QStringLiteral("Echezona Travel"), true);
        made->setScheme(scheme);
        display = made.get();
        customer = std::make_unique<CustomerScreen>(screen, std::move(made), fixture.window, fixture.checkout,
                                                    [this] { return screens; });
        QObject::connect(customer.get(), &CustomerScreen::missing, &fixture.window,
                         [this](const QString &words) { missing.append(words); });
        fixture.showActive();
        customer->start();
    }
    void unplug()
    {
        auto *screen = screens.takeLast();
        Q_EMIT qGuiApp->screenRemoved(screen);
    }
    void plugIn()
    {
        screens = QGuiApplication::screens();
        Q_EMIT qGuiApp->screenAdded(screens.last());
    }
    bool customerSees(const char *objectName) const
    {
        const auto *widget = display->findChild<QWidget *>(QLatin1String(objectName));
        return widget && widget->isVisible();
    }
    QString text(const char *objectName) const
    {
        return display->findChild<QLabel *>(QLatin1String(objectName))->text();
    }
    bool pageIsAtCustomer() const { return display->isAncestorOf(fixture.page); }

    RegisterFixture fixture;
    QList<QScreen *> screens;
    QStringList missing;
    CustomerDisplay *display;
    std::unique_ptr<CustomerScreen> customer;
};

} // namespace

class CustomerDisplayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QCOMPARE(QGuiApplication::screens().size(), 2); }
    void showsOrderPaymentAndResult();
    void showsWhatIsRungUp();
    void theCashierSeesNoCardForm();
    void escapeCancelsFromTheDisplay();
    void nothingOfTheLastCustomerStays();
    void isOnItsScreen_data();
    void isOnItsScreen();
    void anUnpluggedScreenGivesThePageBack();
    void comesBackAfterThePayment();
    void looks_data();
    void looks();
};

void CustomerDisplayTest::showsOrderPaymentAndResult()
{
    Counter counter;
    auto &fixture = counter.fixture;
    QVERIFY(counter.customerSees("customerMerchant"));
    fixture.form.setAmount(QStringLiteral("750.00"));
    QVERIFY(counter.customerSees("customerOrderTotal"));
    QCOMPARE(counter.text("customerOrderTotal"), QStringLiteral("$750.00"));
    const auto answer = fixture.toCard();
    QVERIFY(counter.customerSees("fakePage"));
    QCOMPARE(counter.text("customerPaymentAmount"), QStringLiteral("$750.00"));
    QCOMPARE(counter.text("customerPaymentLine"), QStringLiteral("Please enter your card."));
    QTRY_VERIFY(fixture.page->hasFocus());
    fixture.fakes.page.say(contract::page::Confirming{answer.cliveTxId});
    fixture.fakes.page.say(contract::page::Confirmed{answer.cliveTxId, "succeeded"});
    QVERIFY(counter.customerSees("fakePage"));
    fixture.fakes.backend.status.answerLatest(exampleState(answer, domain::PaymentStatus::Kind::Paid));
    QVERIFY(counter.customerSees("customerResultTitle") && !counter.customerSees("fakePage"));
    QCOMPARE(counter.text("customerResultTitle"), QStringLiteral("Paid"));
    QCOMPARE(counter.text("customerResultAmount"), QStringLiteral("$750.00"));
    // The keyboard is the cashier's again: Enter goes on to the next sale.
    QTRY_VERIFY(fixture.window.isActiveWindow());
    QTRY_VERIFY(fixture.find("newSaleButton")->hasFocus());
}

void CustomerDisplayTest::showsWhatIsRungUp()
{
    Counter counter;
    auto &form = counter.fixture.form;
    const auto ring = [&](int times) {
        for (int i = 0; i < times; ++i) {
            form.setAmount(QStringLiteral("12.50"));
            QVERIFY(form.addOpenAmount());
        }
    };
    ring(2);
    QVERIFY(counter.customerSees("customerOrderTotal"));
    QCOMPARE(counter.text("customerOrderTotal"), QStringLiteral("$25.00"));
    const auto totals = [&] {
        return counter.display->findChildren<QLabel *>(QStringLiteral("customerLineTotal")).size();
    };
    QCOMPARE(totals(), 2);
    QCOMPARE(counter.text("customerLineTotal"), QStringLiteral("$12.50"));
    ring(6);
    QCOMPARE(totals(), 5);
    form.clear();
    QCOMPARE(totals(), 0);
    QVERIFY(counter.customerSees("customerMerchant"));
}

void CustomerDisplayTest::theCashierSeesNoCardForm()
{
    Counter counter;
    counter.fixture.toCard();
    QVERIFY(counter.pageIsAtCustomer());
    QVERIFY(!counter.fixture.window.isAncestorOf(counter.fixture.page));
    QVERIFY(counter.fixture.find("customerPaysElsewhere")->isVisible());
    QVERIFY(counter.fixture.find("statusLine")->isVisible());
}

void CustomerDisplayTest::escapeCancelsFromTheDisplay()
{
    Counter counter;
    counter.fixture.toCard();
    QTest::keyClick(counter.display, Qt::Key_Escape);
    QCOMPARE(counter.fixture.checkout.stateName(), QStringLiteral("Abandoning"));
}

void CustomerDisplayTest::nothingOfTheLastCustomerStays()
{
    Counter counter;
    counter.fixture.toPaid();
    counter.fixture.press("newSaleButton");
    QVERIFY(counter.customerSees("customerMerchant"));
    const auto labels = counter.display->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        QVERIFY2(!label->isVisible() || !label->text().contains(QStringLiteral("750")),
                 qPrintable(label->text()));
}

void CustomerDisplayTest::isOnItsScreen_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<bool>("isThere");
    QTest::addColumn<bool>("hasWindow");
    QTest::newRow("by name") << QStringLiteral("HDMI-2") << true << true;
    QTest::newRow("auto") << QStringLiteral("auto") << true << true;
    QTest::newRow("no such screen") << QStringLiteral("DP-9") << false << false;
    QTest::newRow("off") << QStringLiteral("off") << true << false;
}

void CustomerDisplayTest::isOnItsScreen()
{
    QFETCH(QString, wanted);
    QFETCH(bool, isThere);
    QFETCH(bool, hasWindow);
    Counter counter(wanted);
    QCOMPARE(counter.display->isVisible(), hasWindow);
    QCOMPARE(counter.pageIsAtCustomer(), hasWindow);
    QCOMPARE(counter.missing.isEmpty(), isThere);
    if (hasWindow) {
        QCOMPARE(counter.display->screen()->name(), QStringLiteral("HDMI-2"));
        QVERIFY(counter.display->isFullScreen());
    }
    if (!isThere)
        QVERIFY2(counter.missing.first().contains(QStringLiteral("HDMI-1, HDMI-2")),
                 qPrintable(counter.missing.first()));
    // Without it the register takes payments itself.
    counter.fixture.toCard();
    QCOMPARE(counter.fixture.window.isAncestorOf(counter.fixture.page), !hasWindow);
}

void CustomerDisplayTest::anUnpluggedScreenGivesThePageBack()
{
    Counter counter;
    counter.fixture.toCard();
    counter.unplug();
    QVERIFY(!counter.display->isVisible());
    QVERIFY(counter.fixture.window.isAncestorOf(counter.fixture.page) && counter.fixture.page->isVisible());
    QVERIFY(!counter.fixture.find("customerPaysElsewhere")->isVisible());
    QCOMPARE(counter.missing.size(), 1);
}

void CustomerDisplayTest::comesBackAfterThePayment()
{
    Counter counter;
    counter.unplug();
    const auto answer = counter.fixture.toCard();
    counter.plugIn();
    QVERIFY(counter.fixture.window.isAncestorOf(counter.fixture.page));
    counter.fixture.press("cancelButton");
    counter.fixture.answerAbandon(answer);
    QCOMPARE(counter.fixture.screen(), QStringLiteral("resultScreen"));
    QVERIFY(counter.pageIsAtCustomer() && counter.display->isVisible());
}

void CustomerDisplayTest::looks_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::newRow("light") << Scheme::Light;
    QTest::newRow("dark") << Scheme::Dark;
}

/// Nothing is cut off in any size. With TILLWRIGHT_SCREENSHOT_DIR set, a picture of each is left there.
void CustomerDisplayTest::looks()
{
    QFETCH(Scheme, scheme);
    Counter counter(QStringLiteral("window"), scheme);
    auto &fixture = counter.fixture;
    const auto look = [&](const QString &name) {
        for (const QSize &size : sizes) {
            counter.display->resize(size);
            QCoreApplication::processEvents();
            QCOMPARE(counter.display->size(), size);
            const auto labels = counter.display->findChildren<QLabel *>();
            for (const QLabel *label : labels) {
                if (!label->isVisible() || label->text().isEmpty())
                    continue;
                QVERIFY2(counter.display->rect().contains(
                             QRect(label->mapTo(counter.display, QPoint()), label->size())),
                         qPrintable(label->objectName()));
                QVERIFY2(label->height() >= (label->wordWrap() ? label->heightForWidth(label->width())
                                                               : label->sizeHint().height()),
                         qPrintable(name + u' ' + label->objectName()));
            }
            const QString directory = qEnvironmentVariable("TILLWRIGHT_SCREENSHOT_DIR");
            if (!directory.isEmpty() && QDir().mkpath(directory))
                counter.display->grab().save(
                    QStringLiteral("%1/customer-%2-%3x%4-%5.png")
                        .arg(directory, name)
                        .arg(size.width())
                        .arg(size.height())
                        .arg(scheme == Scheme::Light ? QStringLiteral("light") : QStringLiteral("dark")));
        }
    };
    look(QStringLiteral("welcome"));
    fixture.form.setAmount(QStringLiteral("999999.99"));
    look(QStringLiteral("order"));
    for (int i = 0; i < 8; ++i) {
        fixture.form.setAmount(QStringLiteral("99999.99"));
        QVERIFY(fixture.form.addOpenAmount());
    }
    look(QStringLiteral("lines"));
    fixture.form.clear();
    const auto answer = fixture.toCard();
    look(QStringLiteral("payment"));
    counter.fixture.fakes.page.say(contract::page::Failed{
        answer.cliveTxId, "card_error", "card_declined", "insufficient_funds",
        "We are unable to authenticate your payment method. Please choose a different payment "
        "method and try again."});
    look(QStringLiteral("declined"));
    fixture.fakes.page.say(contract::page::Confirming{answer.cliveTxId});
    fixture.fakes.page.say(contract::page::Confirmed{answer.cliveTxId, "succeeded"});
    fixture.fakes.backend.status.answerLatest(exampleState(answer, domain::PaymentStatus::Kind::Paid));
    look(QStringLiteral("paid"));
    Counter unresolved(QStringLiteral("window"), scheme);
    unresolved.fixture.toUnresolved();
    unresolved.display->resize(sizes.first());
    QCoreApplication::processEvents();
    const auto *words = unresolved.display->findChild<QLabel *>(QStringLiteral("customerResultWords"));
    QVERIFY(words->height() >= words->heightForWidth(words->width()));
}

QTEST_MAIN(CustomerDisplayTest)
#include "tst_customer_display.moc"
