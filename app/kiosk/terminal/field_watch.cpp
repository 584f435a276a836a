#include "kiosk/terminal/field_watch.h"

#include <QApplication>
#include <QInputMethod>
#include <QInputMethodQueryEvent>
#include <QQuickItem>
#include <QQuickWidget>
#include <QQuickWindow>

namespace tillwright::kiosk::terminal {

FieldWatch::FieldWatch(QWidget &window, QQuickWidget &face, QObject *parent)
    : QObject(parent), m_window(window), m_face(face)
{
    m_again.setInterval(lookAgainEveryMs);
    connect(&m_again, &QTimer::timeout, this, &FieldWatch::look);
    connect(qApp, &QGuiApplication::focusObjectChanged, this, &FieldWatch::look);
    connect(qApp, &QApplication::focusChanged, this, &FieldWatch::look);
    // Sent for every answer to an input method that has changed, whether there is an input method or not.
    connect(QGuiApplication::inputMethod(), &QInputMethod::cursorRectangleChanged, this, &FieldWatch::look);
}

void FieldWatch::look()
{
    const Field field = ask();
    if (field.takesText() != m_again.isActive())
        field.takesText() ? m_again.start() : m_again.stop();
    if (field == m_field)
        return;
    m_field = field;
    Q_EMIT changed();
}

FieldWatch::Field FieldWatch::ask() const
{
    const QWidget *widget = QApplication::focusWidget();
    QObject *object = QGuiApplication::focusObject();
    if (!widget || widget->window() != &m_window || !object)
        return {};
    QInputMethodQueryEvent query(Qt::ImEnabled | Qt::ImReadOnly | Qt::ImHints);
    QCoreApplication::sendEvent(object, &query);
    if (!query.value(Qt::ImEnabled).toBool() || query.value(Qt::ImReadOnly).toBool())
        return {};
    // Of QML some versions of Qt name the widget, others the item. What is the browser engine's has no type to be asked for.
    if (widget != &m_face)
        return {object, Qt::InputMethodHints(query.value(Qt::ImHints).toInt()), false};
    auto *item = m_face.quickWindow()->activeFocusItem();
    // An item keeps the focus when its screen hides it.
    if (!item || !item->isVisible() || !item->isEnabled())
        return {};
    return {item, Qt::InputMethodHints(query.value(Qt::ImHints).toInt()),
            item->property("bringsKeys").toBool()};
}

} // namespace tillwright::kiosk::terminal
