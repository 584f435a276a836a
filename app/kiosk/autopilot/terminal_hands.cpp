#include "kiosk/autopilot/terminal_hands.h"

#include <QApplication>
#include <QKeyEvent>
#include <QKeySequence>
#include <QWebEngineView>
#include <QWidget>

#include <utility>

namespace tillwright::kiosk::autopilot {

using namespace Qt::StringLiterals;

void TerminalHands::endOnPage(bool isDone)
{
    m_isLooking = false;
    m_isDone = isDone;
}

void TerminalHands::beginOnPage(const HandStep &step)
{
    using Found = std::optional<PageElement>;
    if (step.kind == HandStep::Kind::Fill)
        m_typist.type(step.name, step.text, [this](bool isTyped) { endOnPage(isTyped); });
    else if (step.kind == HandStep::Kind::TapOnPage)
        m_fingerProbe.locate(step.name, [this](const Found &found) {
            endOnPage(found && !found->disabled && m_typist.press(*found));
        });
    else if (step.kind == HandStep::Kind::SeeOnPage)
        m_fingerProbe.locate(step.name, [this, text = step.text](const Found &found) {
            endOnPage(found && withoutGaps(found->text) == withoutGaps(text));
        });
    else
        m_probe.locate(step.name + u":focus"_s, [this, text = step.text](const Found &found) {
            endOnPage(found.has_value());
            if (!found)
                m_traveller.pressKeyHere(Qt::Key_Tab);
            else if (!text.isEmpty())
                m_probe.replaceText(text);
        });
}

bool TerminalHands::onPage(const HandStep &step)
{
    if (std::exchange(m_isDone, false))
        return true;
    if (m_page != m_view->page()) {
        m_page = m_view->page();
        m_probe.forget();
        m_fingerProbe.forget();
        m_isLooking = false;
    }
    if (!std::exchange(m_isLooking, true))
        beginOnPage(step);
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

bool TerminalHands::tap(const QString &objectName)
{
    const auto place = m_finger.middleOf(objectName);
    if (!place || std::exchange(m_lastPlace, place) != place)
        return false;
    m_lastPlace.reset();
    return m_finger.press(objectName);
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
    case HandStep::Kind::Fill:
    case HandStep::Kind::TapOnPage:
    case HandStep::Kind::SeeOnPage:
        return onPage(step);
    case HandStep::Kind::Press:
        return m_traveller.press(step.name);
    case HandStep::Kind::Type:
        if (!m_traveller.press(step.name))
            return false;
        m_traveller.type(step.text);
        return true;
    case HandStep::Kind::Tap:
        return tap(step.name);
    case HandStep::Kind::TapText:
        // The screen's own keys come all at once.
        if (!m_finger.find(u"key_"_s + step.name.first(1)))
            return false;
        m_finger.type(step.name);
        return true;
    case HandStep::Kind::See:
        return m_traveller.isShown(step.name) && m_traveller.textOf(step.name).contains(step.text);
    case HandStep::Kind::Gone:
        return !m_traveller.isShown(step.name);
    default:
        break; // at a register only
    }
    return false;
}

} // namespace tillwright::kiosk::autopilot
