#include "kiosk/autopilot/widget_input.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPointingDevice>
#include <QWidget>
#include <QWindow>
#include <QtGui/qtestsupport_gui.h>

namespace tillwright::kiosk::autopilot {

void pressKey(QWidget *target, int key, Qt::KeyboardModifiers modifiers, const QString &text)
{
    QKeyEvent press(QEvent::KeyPress, key, modifiers, text);
    QApplication::sendEvent(target, &press);
    QKeyEvent release(QEvent::KeyRelease, key, modifiers, text);
    QApplication::sendEvent(target, &release);
}

void clickWidget(QWidget *target)
{
    const QPointF at = target->rect().center();
    const QPointF global = target->mapToGlobal(at);
    QMouseEvent press(QEvent::MouseButtonPress, at, global, Qt::LeftButton, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(target, &press);
    QMouseEvent release(QEvent::MouseButtonRelease, at, global, Qt::LeftButton, Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(target, &release);
}

void touchWidget(QWidget *target, const QPointF &at)
{
    auto *window = target->window()->windowHandle();
    if (!window)
        return;
    // Through Qt's doors for touch screens: who has pressed what is remembered there until the finger is lifted.
    static const QPointingDevice *finger = QTest::createTouchDevice();
    const QPointF inWindow = target->mapTo(target->window(), at);
    const QPointF global = target->mapToGlobal(at);
    for (const auto state : {QEventPoint::Pressed, QEventPoint::Released})
        qt_handleTouchEventv2(window, finger, {QEventPoint(1, state, inWindow, global)});
}

bool replaceText(QLineEdit *field, const QString &text)
{
    if (!field || !field->isEnabled())
        return false;
    clickWidget(field);
    field->setFocus(Qt::MouseFocusReason);
    pressKey(field, Qt::Key_A, Qt::ControlModifier, {});
    pressKey(field, Qt::Key_Delete, Qt::NoModifier, {});
    for (const auto c : text)
        pressKey(field, 0, Qt::NoModifier, QString(c));
    return true;
}

} // namespace tillwright::kiosk::autopilot
