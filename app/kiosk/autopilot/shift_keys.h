#pragma once

class QWidget;

namespace tillwright::kiosk::autopilot {

/// Closes the shift by the buttons of its screen.
class ShiftKeys
{
public:
    /// True once the Z report is on the screen. Presses whatever is next.
    [[nodiscard]] bool closes(const QWidget *window);

private:
    enum class Step { Screen, Close, Confirm, Wait };
    Step m_step = Step::Screen;
};

} // namespace tillwright::kiosk::autopilot
