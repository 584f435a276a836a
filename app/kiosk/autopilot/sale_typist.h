#pragma once

#include "kiosk/autopilot/scenario.h"

#include <QString>
#include <tl/expected.hpp>

class QLineEdit;
class QWidget;

namespace tillwright::kiosk::autopilot {

/// Rings a scenario's sale up on the register's real widgets.
class SaleTypist
{
public:
    explicit SaleTypist(QWidget *window) : m_window(window) {}

    /// False: the register does not show where to type yet; ask again. `run`: of repeated ones, from 0; each gets a
    /// reference of its own. The error says what is not as the scenario needs it.
    [[nodiscard]] tl::expected<bool, QString> fill(const Scenario &scenario, int run) const;

private:
    /// Where it is, visible.
    [[nodiscard]] QLineEdit *field(const QString &objectName) const;
    [[nodiscard]] QString textOf(const QString &objectName) const;
    void addItem(const QString &code) const;
    void removeLines() const;

    QWidget *m_window;
};

} // namespace tillwright::kiosk::autopilot
