#include "kiosk/autopilot/terminal_hands.h"

#include <QApplication>
#include <QKeyEvent>
#include <QKeySequence>
#include <QWidget>

#include <utility>

namespace tillwright::kiosk::autopilot {

using namespace Qt::StringLiterals;

bool TerminalHands::fillField(const HandStep &step)
{
    if (std::exchange(m_isFilled, false))
        return true;
    if (m_isLooking)
        return false;
    m_isLooking = true;
    m_probe.locate(step.name + u":focus"_s,
                   [this, text = step.text](const std::optional<PageElement> &found) {
                       m_isLooking = false;
                       m_isFilled = found.has_value();
                       if (!found)
                           m_traveller.pressKeyHere(Qt::Key_Tab);
                       else if (!text.isEmpty())
                           m_probe.replaceText(text);
                   });
    return false;
}

void TerminalHands::pressKeys(QKeyCombination keys)
{
    if (keys.keyboardModifiers() == Qt::NoModifier) {
        m_traveller.pressKeyHere(keys.key());
        return;
    }
    QWidget *widget = QApplication::focusWidget();
    if (!widget)
        return;
    QKeyEvent press(QEvent::KeyPress, keys.key(), keys.keyboardModifiers());
    QCoreApplication::sendEvent(widget, &press);
    QKeyEvent release(QEvent::KeyRelease, keys.key(), keys.keyboardModifiers());
    QCoreApplication::sendEvent(widget, &release);
}

bool TerminalHands::carryOut(const HandStep &step)
{
    switch (step.kind) {
    case HandStep::Kind::Key:
        pressKeys(QKeySequence::fromString(step.name)[0]);
        return true;
    case HandStep::Kind::Lead:
        return m_traveller.lead(step.name);
    case HandStep::Kind::Pad:
        return m_traveller.typeOnPad(step.name);
    case HandStep::Kind::Field:
        return fillField(step);
    case HandStep::Kind::Press:
        return m_traveller.press(step.name);
    case HandStep::Kind::Type:
        if (!m_traveller.press(step.name))
            return false;
        m_traveller.type(step.text);
        return true;
    case HandStep::Kind::See:
        return m_traveller.find(step.name) && m_traveller.textOf(step.name).contains(step.text);
    default:
        break; // at a register only
    }
    return false;
}

} // namespace tillwright::kiosk::autopilot
