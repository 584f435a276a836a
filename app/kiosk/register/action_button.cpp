#include "kiosk/register/action_button.h"

#include <QKeyEvent>

namespace tillwright::kiosk::register_face {

ActionButton::ActionButton(const QString &objectName, const QString &text, const QString &kind)
    : QPushButton(text)
{
    setObjectName(objectName);
    if (!kind.isEmpty())
        setProperty("kind", kind);
    setCursor(Qt::PointingHandCursor);
}

void ActionButton::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && !event->isAutoRepeat()) {
        click();
        return;
    }
    QPushButton::keyPressEvent(event);
}

} // namespace tillwright::kiosk::register_face
