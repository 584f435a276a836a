#include "kiosk/autopilot/raw_input.h"

#include <QEventPoint>
#include <QGuiApplication>
#include <QMouseEvent>
#include <QPointingDevice>
#include <QWindow>
#include <QtGui/qtestsupport_gui.h>

QT_BEGIN_NAMESPACE
// What QtTest types with; it lives in QtGui, and no header of QtGui says so.
Q_GUI_EXPORT void qt_handleKeyEvent(QWindow *window, QEvent::Type type, int key,
                                    Qt::KeyboardModifiers modifiers, const QString &text, bool isRepeat,
                                    ushort count);
QT_END_NAMESPACE

namespace tillwright::kiosk::autopilot {

RawInput::RawInput(QObject *parent) : QObject(parent)
{
    qGuiApp->installEventFilter(this);
}

RawInput::~RawInput()
{
    if (m_touched)
        release();
}

bool RawInput::press(int key, Qt::KeyboardModifiers modifiers, const QString &text)
{
    QWindow *window = QGuiApplication::focusWindow();
    if (!window)
        return false;
    qt_handleKeyEvent(window, QEvent::KeyPress, key, modifiers, text, false, 1);
    // The key may have closed it.
    if (auto *now = QGuiApplication::focusWindow())
        qt_handleKeyEvent(now, QEvent::KeyRelease, key, modifiers, text, false, 1);
    return true;
}

bool RawInput::press(QChar character)
{
    const Qt::KeyboardModifiers modifiers = character.isUpper() ? Qt::ShiftModifier : Qt::NoModifier;
    return press(character.toUpper().unicode(), modifiers, QString(character));
}

void RawInput::touch(QWindow *window, QPointF onScreen)
{
    m_touched = window;
    m_at = onScreen;
    sendTouch(true);
}

void RawInput::release()
{
    sendTouch(false);
    m_touched = nullptr;
}

void RawInput::sendTouch(bool isDown)
{
    // Never taken away again: one for all.
    static QPointingDevice *const screen = QTest::createTouchDevice();
    const auto state = isDown ? QEventPoint::State::Pressed : QEventPoint::State::Released;
    qt_handleTouchEvent(m_touched, screen, {QEventPoint(0, state, m_at, m_at)});
}

bool RawInput::eventFilter(QObject *watched, QEvent *event)
{
    // Windows get what the window system sends, each once; what is made of it further on is somebody's doing here. What is
    // the browser engine's has no type to be asked for, so the object is looked for instead.
    const auto isCounted = [&] {
        return event->spontaneous() && QGuiApplication::allWindows().contains(watched);
    };
    switch (event->type()) {
    case QEvent::KeyPress:
        m_counts.keys += isCounted();
        break;
    case QEvent::MouseButtonPress:
        // Qt makes some of a touch that nobody takes.
        m_counts.mouse +=
            isCounted() && static_cast<QMouseEvent *>(event)->source() == Qt::MouseEventNotSynthesized;
        break;
    case QEvent::TouchBegin:
        m_counts.touches += isCounted();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace tillwright::kiosk::autopilot
