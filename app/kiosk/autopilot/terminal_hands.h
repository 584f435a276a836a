#pragma once

#include "kiosk/autopilot/hand_steps.h"
#include "kiosk/autopilot/page_probe.h"
#include "kiosk/autopilot/touch_typist.h"
#include "kiosk/autopilot/traveller.h"

#include <QKeySequence>
#include <QPointer>
#include <QWebEnginePage>

namespace tillwright::kiosk::autopilot {

/// A traveller's hands at the terminal's QML items and at its payment page: by touch, or by keys alone.
class TerminalHands
{
public:
    TerminalHands(QWidget *window, QWebEngineView *page)
        : m_view(page), m_traveller(window, false), m_finger(window, true), m_probe(page),
          m_fingerProbe(page, Pointer::Finger), m_typist(window, m_fingerProbe)
    {
    }

    /// The face is a terminal's.
    [[nodiscard]] bool isThere() const { return m_traveller.isThere(); }
    /// False: not yet possible. Of what only a register has, never.
    [[nodiscard]] bool carryOut(const HandStep &step);

private:
    /// One key, or several at once (`Ctrl+Shift+F12`).
    void pressKeys(QKeyCombination keys);
    /// What takes several looks at the page: begins when none is under way. True once it is done.
    [[nodiscard]] bool onPage(const HandStep &step);
    /// A finger goes where the item has been for two looks.
    [[nodiscard]] bool tap(const QString &objectName);
    void beginOnPage(const HandStep &step);
    void endOnPage(bool isDone);

    QWebEngineView *m_view;
    /// On which a look began: it never ends on one that is lost.
    QPointer<QWebEnginePage> m_page;
    Traveller m_traveller;
    Traveller m_finger;
    PageProbe m_probe;
    PageProbe m_fingerProbe;
    TouchTypist m_typist;
    /// A look at the page is under way, or has ended well.
    bool m_isLooking = false;
    bool m_isDone = false;
    std::optional<QPointF> m_lastPlace;
};

} // namespace tillwright::kiosk::autopilot
