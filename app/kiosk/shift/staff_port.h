#pragma once

#include "domain/secret.h"
#include "kiosk/shift/operators.h"

#include <functional>
#include <tl/expected.hpp>
#include <vector>

namespace tillwright::kiosk::shift {

struct StaffError {
    enum class Kind {
        Failed,   ///< the disk, the file
        NotFound, ///< there is no such operator
        Exists,   ///< an operator with this id is there
        Bad,      ///< the input is not taken; the cause says why and what would be
    };
    std::string cause; ///< technical, with the way out where there is one; never a PIN
    Kind kind = Kind::Failed;
};
template<typename T> using StaffResult = tl::expected<T, StaffError>;

/// What is kept of an act beside its number and time.
struct AuditEntry {
    std::string act;     ///< a word: `signed_in`, `wrong_pin`, `sale_voided`, ...
    std::string subject; ///< what it was done to
    std::string reason;
    std::string signedIn; ///< operator id; empty where nobody was
    /// Who allowed it: an operator id, or `terminal:USER` for a command; empty where nobody had to.
    std::string allowedBy;
    friend bool operator==(const AuditEntry &, const AuditEntry &) = default;
};

struct PinAnswer {
    enum class Kind {
        Right,
        Wrong,
        Wait,    ///< not tried: see the gate
        Locked,  ///< likewise, or it was the last wrong one
        Refused, ///< not tried: the operator is disabled, or gone
        Failed,  ///< the staff file cannot be used; see the cause
    };
    Kind kind = Kind::Failed;
    Operator who;
    PinGate gate;
    std::string cause; ///< technical
};

/// The register's people, as the faces need them. Calls and callbacks come on one thread, callbacks never from within the
/// call.
class StaffPort
{
public:
    virtual ~StaffPort() = default;
    /// By name. Read anew each time: a command may have changed them.
    [[nodiscard]] virtual StaffResult<std::vector<Operator>> operators() = 0;
    /// Counts the try before it looks at the PIN, so that a power cut in between gives none away; a right PIN takes all wrong
    /// ones back. Wrong PINs and locks are audit lines.
    virtual void checkPin(const std::string &id, domain::Secret pin, const std::string &signedIn,
                          std::function<void(const PinAnswer &)> done) = 0;
    /// Takes the wrong PINs back.
    [[nodiscard]] virtual StaffResult<void> forgetWrongPins(const std::string &id) = 0;
    /// On the disk when it returns.
    [[nodiscard]] virtual StaffResult<void> note(const AuditEntry &entry) = 0;
};

} // namespace tillwright::kiosk::shift
