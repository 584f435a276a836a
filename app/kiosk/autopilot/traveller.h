#pragma once

#include "kiosk/autopilot/scenario.h"

#include <QPointF>
#include <QString>
#include <optional>
#include <tl/expected.hpp>

class QQuickItem;
class QQuickWidget;
class QWidget;

namespace tillwright::kiosk::autopilot {

/// Touches and types on the terminal's real QML items, as a traveller does.
class Traveller
{
public:
    /// `byTouch`: with a finger and the keys on the screen alone, instead of a mouse and a keyboard.
    Traveller(QWidget *window, bool byTouch) : m_window(window), m_byTouch(byTouch) {}

    /// One step nearer to the review of the scenario's booking. False: not there yet, ask again. The error says what is
    /// not as the scenario needs it.
    [[nodiscard]] tl::expected<bool, QString> fill(const Scenario &scenario) const;
    /// By its object name; null when it cannot be seen or is not enabled.
    [[nodiscard]] QQuickItem *find(const QString &objectName) const;
    /// Whether it can be seen: an item of the face's, or one of the window's own parts, such as `keyboardDock`.
    [[nodiscard]] bool isShown(const QString &objectName) const;
    /// Where its middle is on the face now that everything is laid out; nothing when it is not there.
    [[nodiscard]] std::optional<QPointF> middleOf(const QString &objectName) const;
    /// Touches the middle of it; false when it is not there, or not at rest yet.
    bool press(const QString &objectName) const;
    /// One key nearer to it, by the Tab key; true once it has the focus.
    [[nodiscard]] bool lead(const QString &objectName) const;
    /// One key nearer to its name being typed on the screen's own keys, by arrows and Enter; true once it is.
    [[nodiscard]] bool typeOnPad(const QString &text) const;
    /// Presses a key wherever the focus is, on the payment page too.
    void pressKeyHere(int key) const;
    /// Whether this window is a terminal's.
    [[nodiscard]] bool isThere() const { return face() != nullptr; }
    /// Empty when it is not there.
    [[nodiscard]] QString textOf(const QString &objectName) const;
    /// Into whatever has the focus.
    void type(const QString &text) const;

private:
    [[nodiscard]] QQuickWidget *face() const;
    void pressAt(const QPointF &at) const;

    QWidget *m_window;
    bool m_byTouch;
};

} // namespace tillwright::kiosk::autopilot
