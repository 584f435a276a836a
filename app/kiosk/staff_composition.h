#pragma once

#include "kiosk/kiosk_config.h"
#include "kiosk/presentation/approval_desk.h"

#include <memory>

namespace tillwright::kiosk {

namespace presentation {
class CheckoutViewModel;
class SaleFormViewModel;
} // namespace presentation
namespace register_face {
class RegisterWindow;
class StaffLayer;
} // namespace register_face
namespace staff {
class StaffStore;
}

/// Two people with PINs that stand on the sandbox's sign-in screen; the autopilot is the first.
struct SandboxOperator {
    const char *id;
    const char *name;
    shift::Role role;
    const char *pin;
};
[[nodiscard]] const std::vector<SandboxOperator> &sandboxOperators();
/// The names and PINs of those who may do as much as that, for whoever tries the sandbox out.
[[nodiscard]] QString sandboxHint(shift::Role atLeast);

/// Everything about the people at the register, put together.
class StaffParts
{
public:
    /// Opens `staff.sqlite`; the sandbox's gets its operators where it has none. The error is for standard error.
    [[nodiscard]] static tl::expected<std::unique_ptr<StaffParts>, QString>
    create(const KioskConfig &config, checkout::Clock &clock, bool sandbox);
    ~StaffParts();

    /// Sign-in and approval over the window, and the operator's name on every sale. All must outlive this.
    void attach(register_face::RegisterWindow &window, presentation::CheckoutViewModel &sale,
                presentation::SaleFormViewModel &form);
    /// After attach(). 0: never.
    void setLockAfterMin(int minutes);
    [[nodiscard]] presentation::StaffDesk &desk() { return *m_approval; }
    [[nodiscard]] presentation::ApprovalDesk &approval() { return *m_approval; }
    [[nodiscard]] presentation::StaffSession &session() { return *m_session; }
    [[nodiscard]] staff::StaffStore &store() { return *m_store; }

private:
    StaffParts(const KioskConfig &config, checkout::Clock &clock, bool sandbox);

    const KioskConfig &m_config;
    checkout::Clock &m_clock;
    const bool m_isSandbox;
    std::unique_ptr<staff::StaffStore> m_store;
    std::unique_ptr<presentation::StaffSession> m_session;
    std::unique_ptr<presentation::ApprovalDesk> m_approval;
    /// The window's.
    register_face::StaffLayer *m_layer = nullptr;
};

} // namespace tillwright::kiosk
