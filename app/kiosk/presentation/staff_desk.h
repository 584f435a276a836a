#pragma once

#include <QString>
#include <functional>

namespace tillwright::kiosk::presentation {

/// What the audit keeps beside who and when.
struct StaffAct {
    QString act;     ///< a word: `sale_voided`, `attention_resolved`, `diagnostics_opened`, ...
    QString subject; ///< what it was done to: a reference, a clive_tx_id, a number
    QString reason;  ///< why, as far as it is known already; else it is asked for
    QString prompt;  ///< for the person who is asked: "Void the sale of $12.00"
};

/// Where a face asks before an act that needs a supervisor.
class StaffDesk
{
public:
    virtual ~StaffDesk() = default;
    /// Who is signed in; empty on a register without operators.
    [[nodiscard]] virtual QString operatorId() const = 0;
    /// Calls `allowed` once a supervisor has allowed the act and its audit line is on the disk: at once, without a
    /// question, on a register without operators (the audit line is written all the same); never, when it was refused.
    virtual void allow(const StaffAct &act, std::function<void()> allowed) = 0;
};

} // namespace tillwright::kiosk::presentation
