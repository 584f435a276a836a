#pragma once

#include "kiosk/autopilot/scenario.h"

#include <QString>
#include <tl/expected.hpp>

class QQuickItem;
class QQuickWidget;
class QWidget;

namespace tillwright::kiosk::autopilot {

/// Touches and types on the terminal's real QML items, as a traveller does.
class Traveller
{
public:
    explicit Traveller(QWidget *window) : m_window(window) {}

    /// One step nearer to the review of the scenario's booking. False: not there yet, ask again. The error says what is
    /// not as the scenario needs it.
    [[nodiscard]] tl::expected<bool, QString> fill(const Scenario &scenario) const;
    /// By its object name; null when it cannot be seen or is not enabled.
    [[nodiscard]] QQuickItem *find(const QString &objectName) const;
    /// Touches the middle of it; false when it is not there.
    bool press(const QString &objectName) const;

private:
    [[nodiscard]] QQuickWidget *face() const;
    [[nodiscard]] QString textOf(const QString &objectName) const;
    void type(const QString &text) const;

    QWidget *m_window;
};

} // namespace tillwright::kiosk::autopilot
