#include "kiosk/register/register_window.h"

#include "kiosk/presentation/checkout_view_model.h"
#include "kiosk/presentation/sale_form_view_model.h"
#include "kiosk/presentation/scan_desk.h"
#include "kiosk/presentation/staff_desk.h"
#include "kiosk/register/alarm_bar.h"
#include "kiosk/register/customer_display.h"
#include "kiosk/register/help_overlay.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/navigation_rail.h"
#include "kiosk/register/payment_screen.h"
#include "kiosk/register/result_screen.h"
#include "kiosk/register/sale_screen.h"
#include "kiosk/register/scan_notice.h"
#include "kiosk/register/scanner.h"
#include "kiosk/register/touch_keyboard.h"

#include <QApplication>
#include <QPointer>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace tillwright::kiosk::register_face {

namespace {

constexpr QSize smallestSize(1280, 720);
constexpr QSize firstSize(1280, 800);
constexpr int sandboxLinePx = 6;

using presentation::CheckoutViewModel;

} // namespace

RegisterWindow::RegisterWindow(CheckoutViewModel &checkout, presentation::SaleFormViewModel &form,
                               QWidget *paymentPage, ReceiptView receipts, const Environment &environment,
                               Scheme scheme)
    : m_checkout(checkout), m_form(form), m_theme(Theme::builtIn(scheme)),
      m_strip(new StatusStrip(environment)), m_rail(new NavigationRail),
      m_saleButton(
          m_rail->add(QStringLiteral("saleRailButton"), tr("Sale"), QStringLiteral("shopping-cart"), {})),
      m_alarm(new AlarmBar), m_question(new PaperQuestionBar), m_pages(new QStackedWidget),
      m_stack(new QStackedWidget), m_sale(new SaleScreen(form)), m_page(paymentPage),
      m_payment(new PaymentScreen(checkout)), m_result(new ResultScreen(checkout, std::move(receipts)))
{
    setObjectName(QStringLiteral("registerWindow"));
    setWindowTitle(environment.sandbox ? tr("Tillwright register – SANDBOX") : tr("Tillwright register"));
    setMinimumSize(smallestSize);
    resize(firstSize);

    auto *central = new QWidget;
    central->setObjectName(QStringLiteral("registerCentral"));
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    if (environment.sandbox) {
        auto *line = makeFrame(QStringLiteral("sandboxLine"));
        line->setFixedHeight(sandboxLinePx);
        layout->addWidget(line);
    }
    layout->addWidget(m_strip);
    layout->addWidget(m_pages, 1);
    auto *page = new QWidget;
    auto *pageLayout = new QVBoxLayout(page);
    pageLayout->setContentsMargins(0, 0, 0, 0);
    pageLayout->setSpacing(0);
    pageLayout->addWidget(m_alarm);
    pageLayout->addWidget(m_question);
    auto *body = new QHBoxLayout;
    body->setSpacing(0);
    body->addWidget(m_rail);
    body->addWidget(m_stack, 1);
    pageLayout->addLayout(body, 1);
    m_pages->addWidget(page);
    for (QWidget *screen : {static_cast<QWidget *>(m_sale), static_cast<QWidget *>(m_payment),
                            static_cast<QWidget *>(m_result)})
        m_stack->addWidget(screen);
    setCentralWidget(central);
    m_help = new HelpOverlay(environment.version, central);
    m_notice = new ScanNotice(central);
    m_keyboard = new TouchKeyboard(central, m_page);

    m_payment->setPaymentPage(m_page);
    addKeys();
    connect(&m_checkout, &CheckoutViewModel::changed, this, &RegisterWindow::showState);
    connect(&m_checkout, &CheckoutViewModel::alarmRaised, m_alarm, &AlarmBar::add);
    connect(&m_checkout, &CheckoutViewModel::backgroundCountChanged, this,
            [this] { m_strip->setChecking(m_checkout.backgroundText()); });
    connect(m_result, &ResultScreen::newSaleWanted, this, &RegisterWindow::newSale);
    connect(m_result, &ResultScreen::retryWanted, this, &RegisterWindow::retry);
    connect(m_sale, &SaleScreen::voidWanted, this, &RegisterWindow::newSale);
    connect(m_question, &PaperQuestionBar::answered, this, &RegisterWindow::paperAnswered);
    connect(m_strip, &StatusStrip::helpWanted, this, &RegisterWindow::help);
    connect(m_saleButton, &QToolButton::clicked, this, &RegisterWindow::leaveSideScreen);
    m_rail->setCurrent(m_saleButton);
    m_strip->setChecking(m_checkout.backgroundText());
    setScheme(scheme);
    showState();
    m_sale->takeFocus();
}

// Here, where the children's types are complete.
RegisterWindow::~RegisterWindow() = default;

void RegisterWindow::setScheme(Scheme scheme)
{
    m_theme = Theme::builtIn(scheme);
    setFont(m_theme.font());
    setPalette(m_theme.palette());
    setStyleSheet(m_theme.styleSheet());
    m_strip->applyTheme(m_theme);
    m_rail->applyTheme(m_theme);
    m_alarm->applyTheme(m_theme);
    m_question->applyTheme(m_theme);
    m_sale->applyTheme(m_theme);
    m_payment->applyTheme(m_theme);
    m_result->applyTheme(m_theme);
    m_help->applyTheme(m_theme);
    m_notice->applyTheme(m_theme);
    m_keyboard->applyTheme(m_theme);
    for (int i = 0; i < m_stack->count(); ++i) {
        if (auto *side = qobject_cast<SideScreen *>(m_stack->widget(i)))
            side->applyTheme(m_theme);
    }
    Q_EMIT schemeChanged();
}

void RegisterWindow::setCover(QWidget *cover)
{
    m_pages->addWidget(cover);
}

void RegisterWindow::showCover(bool shown)
{
    if (shown == isCovered())
        return;
    m_pages->setCurrentIndex(shown ? m_pages->count() - 1 : 0);
    if (!shown)
        enter(m_stack->currentWidget());
}

bool RegisterWindow::isCovered() const
{
    return m_pages->currentIndex() > 0;
}

void RegisterWindow::setSideScreensAllowed(bool allowed)
{
    m_areSideScreensAllowed = allowed;
    if (!allowed)
        m_side = nullptr;
    showState();
}

RailButton *RegisterWindow::addRailFoot(const QString &objectName, const QString &name, const QString &icon,
                                        int key, const QString &keyMeaning)
{
    const QString keyName = QKeySequence(key).toString(QKeySequence::NativeText);
    auto *button = m_rail->addFoot(objectName, name, icon, keyName);
    connect(button, &QToolButton::clicked, this, &RegisterWindow::footPressed);
    addKey(key, [this] { Q_EMIT footPressed(); });
    m_help->addKey(keyName, keyMeaning);
    return button;
}

void RegisterWindow::setCatalogue(presentation::CatalogueViewModel &catalogue)
{
    m_sale->setCatalogue(catalogue);
    addKey(Qt::Key_F4, [this] {
        if (m_help->isVisible() || m_checkout.screen() != CheckoutViewModel::Screen::Sale)
            return;
        leaveSideScreen();
        m_sale->searchCatalogue();
    });
    m_help->addKey(QStringLiteral("F4"), tr("Search the catalogue; again: type an amount"));
    if (m_stack->currentWidget() == m_sale)
        m_sale->takeFocus();
}

void RegisterWindow::listenToScanner(const ScannerOptions &options)
{
    auto *scanner = new Scanner(options, this);
    scanner->setLeftAlone(m_page);
    connect(scanner, &Scanner::scanned, this, &RegisterWindow::scanned);
    connect(scanner, &Scanner::torn, this,
            [this] { m_scans->refuse(tr("The code was not read as a whole. Scan it again.")); });
}

void RegisterWindow::setScanDesk(presentation::ScanDesk &scans)
{
    m_scans = &scans;
    scans.setMakeRoom([this] { return makeRoomForScan(); });
    connect(&scans, &presentation::ScanDesk::wordsChanged, this,
            [this] { m_notice->say(m_scans->words(), m_scans->isRefusal()); });
    connect(&scans, &presentation::ScanDesk::refused, this, [this] {
        if (m_hasScanSound)
            QApplication::beep();
    });
    connect(&scans, &presentation::ScanDesk::receiptScanned, this, &RegisterWindow::openReceipt);
}

void RegisterWindow::addSideScreen(SideScreen *screen, const SideScreenEntry &entry)
{
    const QString keyName = QKeySequence(entry.key).toString(QKeySequence::NativeText);
    m_stack->addWidget(screen);
    screen->applyTheme(m_theme);
    auto *button = m_rail->add(entry.objectName, entry.name, entry.icon, keyName);
    m_sideButtons.insert(screen, button);
    connect(button, &QToolButton::clicked, this, [this, screen, entry] { openSideScreen(screen, entry); });
    connect(screen, &SideScreen::closeWanted, this, &RegisterWindow::leaveSideScreen);
    addKey(entry.key, [this, screen, entry] { openSideScreen(screen, entry); });
    m_help->addKey(keyName, entry.keyMeaning);
}

bool RegisterWindow::maySideScreenCome() const
{
    return m_checkout.screen() != CheckoutViewModel::Screen::Payment && !m_help->isVisible()
        && m_areSideScreensAllowed;
}

void RegisterWindow::openSideScreen(SideScreen *screen, const SideScreenEntry &entry)
{
    // Whoever is there already has been asked.
    if (entry.act.isEmpty() || !m_staff || m_side == screen || !maySideScreenCome()) {
        showSideScreen(screen);
        return;
    }
    // The button shows where it leads before it has led there.
    showState();
    m_staff->allow({entry.act, QStringLiteral("register"), QStringLiteral("opened"), entry.prompt},
                   [self = QPointer(this), screen] {
                       if (self)
                           self->showSideScreen(screen);
                   });
}

void RegisterWindow::showSideScreen(SideScreen *screen)
{
    if (maySideScreenCome())
        m_side = screen;
    showState();
}

void RegisterWindow::setSideScreenCount(const SideScreen *screen, int count)
{
    m_sideButtons.value(screen)->setCount(count);
}

void RegisterWindow::leaveSideScreen()
{
    m_side = nullptr;
    showState();
}

void RegisterWindow::setCustomerDisplay(CustomerDisplay *display)
{
    if (m_display == display)
        return;
    if (m_display) {
        m_display->setPaymentPage(nullptr);
        disconnect(m_display, nullptr, this, nullptr);
    }
    m_display = display;
    m_payment->setPaymentPage(display ? nullptr : m_page);
    if (!display)
        return;
    display->setPaymentPage(m_page);
    connect(display, &CustomerDisplay::paymentLeft, this, [this] {
        activateWindow();
        enter(m_stack->currentWidget());
    });
}

void RegisterWindow::addAlarm(const QString &text)
{
    m_alarm->add(text);
}

void RegisterWindow::addKeys()
{
    addKey(Qt::Key_F1, [this] { help(); });
    addKey(Qt::Key_F2, [this] { newSale(); });
    addKey(Qt::Key_F5, [this] {
        if (m_help->isVisible())
            return;
        if (m_stack->currentWidget() == m_sale)
            m_sale->enterLines();
        else if (m_stack->currentWidget() == m_payment)
            m_checkout.switchWay();
    });
    addKey(Qt::Key_F6, [this] { printAgain(); });
    addKey(Qt::Key_F12, [this] { charge(); });
    addKey(Qt::Key_Escape, [this] { escape(); });
}

void RegisterWindow::addKey(int key, std::function<void()> action)
{
    auto *shortcut = new QShortcut(QKeySequence(key), this);
    // A key held down must not cancel one sale and then the next.
    shortcut->setAutoRepeat(false);
    connect(shortcut, &QShortcut::activated, this, [this, key, action = std::move(action)] {
        if (!m_isAtRest || key == Qt::Key_F1 || key == Qt::Key_Escape)
            action();
    });
}

QWidget *RegisterWindow::wantedScreen() const
{
    if (m_checkout.screen() == CheckoutViewModel::Screen::Payment)
        return m_payment;
    if (m_side)
        return m_side;
    return m_checkout.screen() == CheckoutViewModel::Screen::Result ? static_cast<QWidget *>(m_result)
                                                                    : m_sale;
}

void RegisterWindow::showState()
{
    const bool isPaying = m_checkout.screen() == CheckoutViewModel::Screen::Payment;
    // A payment sends side screens away for good, so that its result is what comes after it.
    if (isPaying)
        m_side = nullptr;
    m_rail->setEnabled(!isPaying && m_areSideScreensAllowed);
    m_rail->setCurrent(m_side ? m_sideButtons.value(m_side) : m_saleButton);
    QWidget *screen = wantedScreen();
    if (m_stack->currentWidget() == screen)
        return;
    m_stack->setCurrentWidget(screen);
    enter(screen);
}

void RegisterWindow::enter(QWidget *screen)
{
    if (screen == m_sale)
        m_sale->takeFocus();
    else if (screen == m_payment)
        m_payment->takeFocus();
    else if (screen == m_result)
        m_result->takeFocus();
    else
        m_side->enter();
}

void RegisterWindow::printAgain()
{
    if (m_help->isVisible())
        return;
    if (m_side)
        m_side->printAgain();
    else if (m_stack->currentWidget() == m_result)
        m_result->printAgain();
}

void RegisterWindow::charge()
{
    if (m_stack->currentWidget() == m_sale && !m_help->isVisible())
        m_sale->charge();
}

void RegisterWindow::newSale()
{
    if (m_checkout.screen() == CheckoutViewModel::Screen::Payment)
        return;
    // What has come to the desk is in the journal, however it ended; lines that have not are gone for good.
    if (!rungUpReference().isEmpty())
        voidSale();
    else
        startNewSale();
}

QString RegisterWindow::rungUpReference() const
{
    const bool isRungUp = m_checkout.screen() == CheckoutViewModel::Screen::Sale && m_form.hasLines();
    return isRungUp ? m_form.reference() : QString();
}

void RegisterWindow::voidSale()
{
    if (!m_staff) {
        startNewSale();
        return;
    }
    const QString reference = m_form.reference();
    const auto allowed = [self = QPointer(this), reference] {
        // Meanwhile it may have been charged, or be another one.
        if (self && self->m_checkout.screen() == CheckoutViewModel::Screen::Sale
            && self->m_form.reference() == reference)
            self->startNewSale();
    };
    m_staff->allow(
        {QStringLiteral("sale_voided"), reference, {}, tr("Void the sale of %1").arg(m_form.totalText())},
        allowed);
}

void RegisterWindow::startNewSale()
{
    m_side = nullptr;
    m_form.clear();
    if (m_checkout.canDismiss())
        m_checkout.dismiss();
    showState();
    if (m_stack->currentWidget() == m_sale)
        m_sale->takeFocus();
}

void RegisterWindow::scanned(const QString &text)
{
    if (m_isAtRest)
        m_scans->refuse(tr("Nobody is signed in. Sign in, then scan."));
    else if (m_checkout.screen() == CheckoutViewModel::Screen::Payment)
        m_scans->refuse(tr("A payment is under way. Scan again when it is done."));
    else
        m_scans->take(text);
}

QString RegisterWindow::makeRoomForScan()
{
    using Screen = CheckoutViewModel::Screen;
    if (m_checkout.screen() == Screen::Payment)
        return tr("A payment is under way. Scan again when it is done.");
    const auto outcome = m_checkout.outcome();
    const bool isDone =
        outcome == presentation::Outcome::Paid || outcome == presentation::Outcome::Unresolved;
    if (m_checkout.screen() == Screen::Result && !isDone)
        return tr("The last sale was not paid. Try it again or start a new one, then scan.");
    if (m_checkout.screen() == Screen::Result)
        startNewSale();
    if (m_help->isVisible())
        m_help->toggle();
    leaveSideScreen();
    return {};
}

void RegisterWindow::openReceipt(const presentation::ScannedReceipt &receipt)
{
    const QString search = receipt.cliveTxId.isEmpty() ? receipt.reference : receipt.cliveTxId;
    Q_EMIT receiptScanned(search);
    if (m_openReceipt)
        m_openReceipt(search);
}

void RegisterWindow::retry()
{
    const bool sameSale = m_checkout.outcome() == presentation::Outcome::Refused;
    m_form.prepareRetry(sameSale);
    m_checkout.dismiss();
}

void RegisterWindow::escape()
{
    if (m_help->isVisible())
        m_help->toggle();
    else if (m_isAtRest)
        Q_EMIT escapedAtRest();
    else if (m_stack->currentWidget() == m_sale)
        m_sale->escape();
    else if (!m_side)
        m_checkout.cancel();
    else if (!m_side->escape())
        leaveSideScreen();
}

void RegisterWindow::help()
{
    m_help->toggle();
}

} // namespace tillwright::kiosk::register_face
