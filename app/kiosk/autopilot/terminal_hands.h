#pragma once

#include "kiosk/autopilot/hand_steps.h"
#include "kiosk/autopilot/page_probe.h"
#include "kiosk/autopilot/traveller.h"

#include <QKeySequence>

namespace tillwright::kiosk::autopilot {

/// A traveller's hands at the terminal's QML items: by touch, or by keys alone.
class TerminalHands
{
public:
    TerminalHands(QWidget *window, QWebEngineView *page) : m_traveller(window), m_probe(page) {}

    /// The face is a terminal's.
    [[nodiscard]] bool isThere() const { return m_traveller.isThere(); }
    /// False: not yet possible. Of what only a register has, never.
    [[nodiscard]] bool carryOut(const HandStep &step);

private:
    /// One key, or several at once (`Ctrl+Shift+F12`).
    void pressKeys(QKeyCombination keys);
    [[nodiscard]] bool fillField(const HandStep &step);

    Traveller m_traveller;
    PageProbe m_probe;
    /// A look at the page is under way, or has ended well.
    bool m_isLooking = false;
    bool m_isFilled = false;
};

} // namespace tillwright::kiosk::autopilot
