#include "kiosk/customer_screen.h"

#include "kiosk/presentation/checkout_view_model.h"
#include "kiosk/register/customer_display.h"
#include "kiosk/register/register_window.h"

#include <QScreen>
#include <QWindow>
#include <algorithm>

namespace tillwright::kiosk {

CustomerScreen::CustomerScreen(const QString &screen, std::unique_ptr<register_face::CustomerDisplay> display,
                               register_face::RegisterWindow &window,
                               presentation::CheckoutViewModel &checkout,
                               std::function<QList<QScreen *>()> screens)
    : m_wanted(screen), m_screens(std::move(screens)), m_display(std::move(display)), m_window(window),
      m_checkout(checkout)
{
}

CustomerScreen::~CustomerScreen()
{
    // The page goes back to where its owner looks for it.
    if (m_isShown)
        giveBack();
}

void CustomerScreen::setScheme(register_face::Scheme scheme)
{
    m_display->setScheme(scheme);
}

void CustomerScreen::start()
{
    if (m_wanted == customerScreenOff)
        return;
    connect(qGuiApp, &QGuiApplication::screenAdded, this, &CustomerScreen::showOrHide);
    connect(qGuiApp, &QGuiApplication::screenRemoved, this, &CustomerScreen::showOrHide);
    connect(&m_checkout, &presentation::CheckoutViewModel::changed, this, &CustomerScreen::showOrHide);
    showOrHide();
    tellIfMissing();
}

QScreen *CustomerScreen::wantedScreen() const
{
    if (m_wanted == customerScreenWindow)
        return m_window.screen();
    const auto screens = m_screens();
    const auto found = std::find_if(screens.begin(), screens.end(), [this](const QScreen *screen) {
        return m_wanted == customerScreenAuto ? screen != m_window.screen() : screen->name() == m_wanted;
    });
    return found == screens.end() ? nullptr : *found;
}

void CustomerScreen::showOrHide()
{
    QScreen *screen = wantedScreen();
    if (!screen && m_isShown) {
        giveBack();
        tellIfMissing();
        return;
    }
    // A page that is moved while it is used may lose what was typed: not before the payment has ended.
    if (!screen || m_isShown || m_checkout.screen() == presentation::CheckoutViewModel::Screen::Payment)
        return;
    take();
    m_isToldMissing = false;
}

void CustomerScreen::take()
{
    m_window.setCustomerDisplay(m_display.get());
    m_isShown = true;
    QScreen *screen = wantedScreen();
    if (m_wanted == customerScreenWindow) {
        m_display->show();
        return;
    }
    m_display->winId();
    m_display->windowHandle()->setScreen(screen);
    m_display->setGeometry(screen->geometry());
    m_display->showFullScreen();
}

void CustomerScreen::giveBack()
{
    m_window.setCustomerDisplay(nullptr);
    m_display->hide();
    m_isShown = false;
}

void CustomerScreen::tellIfMissing()
{
    if (wantedScreen() || m_isToldMissing)
        return;
    m_isToldMissing = true;
    QStringList names;
    const auto screens = m_screens();
    for (const QScreen *screen : screens)
        names.append(screen->name());
    Q_EMIT missing(
        tr("the customer’s display (%1) is not connected; customers pay at this screen. Connected: %2")
            .arg(m_wanted, names.join(QStringLiteral(", "))));
}

} // namespace tillwright::kiosk
