#pragma once

#include <QWidget>

namespace tillwright::kiosk::register_face {

class Theme;

/// A screen beside the sale's own (history, attention, shift): shown over sale and result, never over a payment. The
/// window has the rail's button and the key that lead there; Esc leads back.
class SideScreen : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;
    virtual void applyTheme(const Theme &theme) = 0;
    /// It has come to the front: brings what it shows up to date and says where the keyboard goes.
    virtual void enter() = 0;
    /// True: Esc was for something within, such as an open detail.
    virtual bool escape() { return false; }
    /// F6 while it is shown.
    virtual void printAgain() {}

Q_SIGNALS:
    /// It is done: back to the sale.
    void closeWanted();
};

/// How the window leads to a side screen.
struct SideScreenEntry {
    QString objectName; ///< of the rail's button
    QString name;       ///< on the rail
    QString icon;       ///< of resources/icons
    int key = 0;        ///< Qt::Key_F3, ...
    QString keyMeaning; ///< in the list of keys
    /// The audit's word for opening it, where that needs a supervisor; empty: anybody may.
    QString act{};
    QString prompt{}; ///< for the person who is asked: "Open the diagnostics"
};

} // namespace tillwright::kiosk::register_face
