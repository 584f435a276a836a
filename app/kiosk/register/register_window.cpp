#include "kiosk/register/register_window.h"

#include "kiosk/presentation/checkout_view_model.h"
#include "kiosk/presentation/sale_form_view_model.h"
#include "kiosk/register/alarm_bar.h"
#include "kiosk/register/help_overlay.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/payment_screen.h"
#include "kiosk/register/result_screen.h"
#include "kiosk/register/sale_screen.h"

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
      m_strip(new StatusStrip(environment)), m_alarm(new AlarmBar), m_question(new PaperQuestionBar),
      m_stack(new QStackedWidget), m_sale(new SaleScreen(form)),
      m_payment(new PaymentScreen(checkout, paymentPage)),
      m_result(new ResultScreen(checkout, std::move(receipts)))
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
    layout->addWidget(m_alarm);
    layout->addWidget(m_question);
    layout->addWidget(m_stack, 1);
    for (QWidget *screen : {static_cast<QWidget *>(m_sale), static_cast<QWidget *>(m_payment),
                            static_cast<QWidget *>(m_result)})
        m_stack->addWidget(screen);
    setCentralWidget(central);
    m_help = new HelpOverlay(environment.version, central);

    addKeys();
    connect(&m_checkout, &CheckoutViewModel::changed, this, &RegisterWindow::showState);
    connect(&m_checkout, &CheckoutViewModel::alarmRaised, m_alarm, &AlarmBar::add);
    connect(&m_checkout, &CheckoutViewModel::backgroundCountChanged, this,
            [this] { m_strip->setChecking(m_checkout.backgroundText()); });
    connect(m_result, &ResultScreen::newSaleWanted, this, &RegisterWindow::newSale);
    connect(m_result, &ResultScreen::retryWanted, this, &RegisterWindow::retry);
    connect(m_question, &PaperQuestionBar::answered, this, &RegisterWindow::paperAnswered);
    connect(m_strip, &StatusStrip::helpWanted, this, &RegisterWindow::help);
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
    m_alarm->applyTheme(m_theme);
    m_question->applyTheme(m_theme);
    m_sale->applyTheme(m_theme);
    m_payment->applyTheme(m_theme);
    m_result->applyTheme(m_theme);
    m_help->applyTheme(m_theme);
}

void RegisterWindow::addAlarm(const QString &text)
{
    m_alarm->add(text);
}

void RegisterWindow::addKeys()
{
    addKey(Qt::Key_F1, &RegisterWindow::help);
    addKey(Qt::Key_F2, &RegisterWindow::newSale);
    addKey(Qt::Key_F6, &RegisterWindow::printAgain);
    addKey(Qt::Key_F12, &RegisterWindow::charge);
    addKey(Qt::Key_Escape, &RegisterWindow::escape);
}

void RegisterWindow::addKey(int key, void (RegisterWindow::*action)())
{
    auto *shortcut = new QShortcut(QKeySequence(key), this);
    // A key held down must not cancel one sale and then the next.
    shortcut->setAutoRepeat(false);
    connect(shortcut, &QShortcut::activated, this, action);
}

void RegisterWindow::showState()
{
    QWidget *screen = m_sale;
    if (m_checkout.screen() == CheckoutViewModel::Screen::Payment)
        screen = m_payment;
    else if (m_checkout.screen() == CheckoutViewModel::Screen::Result)
        screen = m_result;
    if (m_stack->currentWidget() == screen)
        return;
    m_stack->setCurrentWidget(screen);
    if (screen == m_sale)
        m_sale->takeFocus();
    else if (screen == m_payment)
        m_payment->takeFocus();
    else
        m_result->takeFocus();
}

void RegisterWindow::printAgain()
{
    if (m_stack->currentWidget() == m_result && !m_help->isVisible())
        m_result->printAgain();
}

void RegisterWindow::charge()
{
    if (m_checkout.screen() == CheckoutViewModel::Screen::Sale && !m_help->isVisible())
        m_sale->charge();
}

void RegisterWindow::newSale()
{
    if (m_checkout.screen() == CheckoutViewModel::Screen::Payment)
        return;
    m_form.clear();
    if (m_checkout.canDismiss())
        m_checkout.dismiss();
    else
        m_sale->takeFocus();
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
    else
        m_checkout.cancel();
}

void RegisterWindow::help()
{
    m_help->toggle();
}

} // namespace tillwright::kiosk::register_face
