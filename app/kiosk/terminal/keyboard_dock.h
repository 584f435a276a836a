#pragma once

#include "kiosk/terminal/keyboard.h"

#include <QQuickWidget>

namespace tillwright::kiosk::terminal {

class Languages;
class TerminalWindow;

/// The keyboard's place at the lower end of the terminal's window (TerminalWindow::setKeyboardDock): as high as its keys
/// while they are wanted, and not there otherwise. It never takes the focus.
class KeyboardDock : public QQuickWidget
{
    Q_OBJECT

public:
    /// `page`: the payment page. All three must outlive it. It wears the theme of the window's face.
    KeyboardDock(TerminalWindow &window, Languages &languages, QWidget *page);
    ~KeyboardDock() override;

    [[nodiscard]] QSize sizeHint() const override;

private Q_SLOTS:
    // Named as a slot, because QML's signals are known by name only.
    void arrange();

private:
    Keyboard m_keyboard;
    int m_heightPx = 0;
};

} // namespace tillwright::kiosk::terminal
