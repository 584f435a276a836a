#pragma once

#include "checkout/ports.h"
#include "kiosk/presentation/approval_desk.h"

#include <QObject>

namespace tillwright::kiosk::presentation {
class CheckoutViewModel;
}

namespace tillwright::kiosk::register_face {

class ApprovalPanel;
class RailButton;
class RegisterWindow;
class SignInScreen;

struct StaffLayerOptions {
    /// Nobody has touched anything for so long: the register locks. 0: never.
    int lockAfterMin = 0;
    /// The sandbox's PINs, for the sign-in screen.
    QString hint;
};

/// Sign-in, lock and approval over the register's window. A payment is never covered, not even one that a power loss brought
/// back before anybody signed in: the customer stands there. Its result stays as well, until somebody wants the next sale.
class StaffLayer : public QObject
{
    Q_OBJECT

public:
    /// The window owns it; everything else must outlive it.
    StaffLayer(RegisterWindow &window, presentation::CheckoutViewModel &checkout,
               presentation::StaffSession &session, presentation::ApprovalDesk &approval,
               checkout::Clock &clock, const StaffLayerOptions &options);
    ~StaffLayer() override;

    /// 0: never. From now on.
    void setLockAfterMin(int minutes);

protected:
    /// Somebody is there.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showState();
    void signedIn(bool isAnother);
    void lock();
    void watchIdle();
    void escape();
    [[nodiscard]] bool isPaying() const;

    RegisterWindow &m_window;
    presentation::CheckoutViewModel &m_checkout;
    presentation::StaffSession &m_session;
    presentation::ApprovalDesk &m_approval;
    checkout::Clock &m_clock;
    StaffLayerOptions m_options;
    SignInScreen *m_signIn;
    ApprovalPanel *m_panel;
    RailButton *m_lockButton;
    /// A payment has come to the desk while nobody was signed in.
    bool m_showsRecovered = false;
    /// Somebody has done something since the idle timer was set.
    bool m_wasActive = false;
    int m_idleLooks = 0;
    checkout::TimerId m_idleTimer = 0;
};

} // namespace tillwright::kiosk::register_face
