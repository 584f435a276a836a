#include "kiosk/register/staff_layer.h"

#include "kiosk/presentation/checkout_view_model.h"
#include "kiosk/register/approval_panel.h"
#include "kiosk/register/navigation_rail.h"
#include "kiosk/register/register_window.h"
#include "kiosk/register/sign_in_screen.h"

#include <QApplication>
#include <QEvent>
#include <utility>

namespace tillwright::kiosk::register_face {

using presentation::CheckoutViewModel;
using presentation::StaffSession;

namespace {

constexpr std::int64_t msPerMin = 60'000;
/// The idle time is looked at so often.
constexpr int looksPerIdleTime = 6;

} // namespace

StaffLayer::StaffLayer(RegisterWindow &window, CheckoutViewModel &checkout, StaffSession &session,
                       presentation::ApprovalDesk &approval, checkout::Clock &clock,
                       const StaffLayerOptions &options)
    : QObject(&window), m_window(window), m_checkout(checkout), m_session(session), m_approval(approval),
      m_clock(clock), m_options(options), m_signIn(new SignInScreen(session, options.hint)),
      m_panel(new ApprovalPanel(approval, session, window.centralWidget())),
      m_lockButton(window.addRailFoot(QStringLiteral("lockRailButton"), tr("Lock"), QStringLiteral("lock"),
                                      Qt::Key_F10, tr("Lock the register; sign out")))
{
    m_window.setCover(m_signIn);
    const auto applyTheme = [this] {
        m_signIn->applyTheme(m_window.theme());
        m_panel->applyTheme(m_window.theme());
    };
    applyTheme();
    connect(&m_window, &RegisterWindow::schemeChanged, this, applyTheme);
    connect(&m_window, &RegisterWindow::footPressed, this, &StaffLayer::lock);
    connect(&m_window, &RegisterWindow::escapedAtRest, this, &StaffLayer::escape);
    connect(&m_checkout, &CheckoutViewModel::changed, this, &StaffLayer::showState);
    connect(&m_session, &StaffSession::signedIn, this, &StaffLayer::signedIn);
    connect(&m_session, &StaffSession::locked, this, &StaffLayer::showState);
    connect(&m_session, &StaffSession::peopleChanged, this, &StaffLayer::showState);
    connect(&m_session, &StaffSession::troubled, &m_window, [this](const QString &cause) {
        m_window.addAlarm(tr("The staff file cannot be used: %1").arg(cause));
    });
    connect(&m_approval, &presentation::ApprovalDesk::troubled, &m_window, [this](const QString &cause) {
        m_window.addAlarm(tr("Nothing was done, because its audit line cannot be kept: %1").arg(cause));
    });
    connect(m_panel, &ApprovalPanel::shownChanged, this, &StaffLayer::showState);
    connect(m_signIn, &SignInScreen::unlockWanted, this, [this](const QString &id) {
        m_approval.allow({QStringLiteral("operator_unlocked"), id, QStringLiteral("wrong PINs"),
                          tr("Unlock the operator %1").arg(id)},
                         [this, id] { m_session.forgetWrongPins(id.toStdString()); });
    });
    qApp->installEventFilter(this);
    showState();
    watchIdle();
}

StaffLayer::~StaffLayer()
{
    m_clock.cancel(m_idleTimer);
}

bool StaffLayer::isPaying() const
{
    return m_checkout.screen() == CheckoutViewModel::Screen::Payment;
}

void StaffLayer::showState()
{
    const bool isLocked = m_session.isLocked();
    if (isPaying()) {
        m_showsRecovered = m_showsRecovered || isLocked;
        // Whoever asked has a customer in front of them now.
        m_approval.refuse();
    }
    if (!isLocked || m_checkout.screen() == CheckoutViewModel::Screen::Sale)
        m_showsRecovered = false;
    const bool isCovered = isLocked && !m_showsRecovered;
    const bool wasCovered = m_window.isCovered();
    m_lockButton->setVisible(m_session.isNeeded() && m_session.who().has_value());
    m_lockButton->setName(m_session.operatorName());
    const QString name = m_session.operatorName();
    m_lockButton->setAccessibleName(tr("Lock the register: %1 is signed in").arg(name));
    m_lockButton->setToolTip(tr("%1: lock the register (F10)").arg(name));
    m_window.setRest(isCovered || m_panel->isVisible());
    m_window.setSideScreensAllowed(!isLocked);
    m_window.showCover(isCovered);
    if (isCovered && !wasCovered && !m_panel->isVisible())
        m_signIn->enter();
}

void StaffLayer::signedIn(bool isAnother)
{
    // What somebody else rang up, and whose result is still shown, is not this person's.
    if (isAnother) {
        if (const QString reference = m_window.rungUpReference(); !reference.isEmpty())
            m_session.note(QStringLiteral("sale_voided"), reference,
                           QStringLiteral("somebody else signed in"));
        m_window.startOver();
    }
    m_wasActive = true;
    showState();
}

void StaffLayer::lock()
{
    if (!isPaying() && !m_panel->isVisible())
        m_session.lock(StaffSession::Why::Asked);
}

void StaffLayer::escape()
{
    if (m_panel->isVisible())
        m_approval.refuse();
    else
        m_signIn->escape();
}

void StaffLayer::setLockAfterMin(int minutes)
{
    m_options.lockAfterMin = minutes;
    m_clock.cancel(m_idleTimer);
    m_idleLooks = 0;
    watchIdle();
}

void StaffLayer::watchIdle()
{
    if (m_options.lockAfterMin <= 0)
        return;
    // In steps, so that no timer has to be set anew with every move of the mouse.
    const std::int64_t wholeMs = m_options.lockAfterMin * msPerMin;
    m_idleTimer = m_clock.after(wholeMs / looksPerIdleTime, [this] {
        // A payment is somebody being there, whoever touches nothing meanwhile; its result has the whole time for itself.
        m_idleLooks = std::exchange(m_wasActive, false) || isPaying() ? 0 : m_idleLooks + 1;
        if (m_idleLooks >= looksPerIdleTime) {
            m_idleLooks = 0;
            m_approval.refuse();
            m_session.lock(StaffSession::Why::Idle);
        }
        watchIdle();
    });
}

bool StaffLayer::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::TouchBegin:
    case QEvent::Wheel:
        m_wasActive = true;
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace tillwright::kiosk::register_face
