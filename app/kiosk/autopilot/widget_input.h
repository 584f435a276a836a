#pragma once

#include <QString>
#include <QtCore/Qt>

class QLineEdit;
class QPointF;
class QWidget;

namespace tillwright::kiosk::autopilot {

/// Presses and releases a key at `target`, as a keyboard would. `text`: what the key writes; may be empty.
void pressKey(QWidget *target, int key, Qt::KeyboardModifiers modifiers, const QString &text);

/// Clicks the middle of `target` with the left button.
void clickWidget(QWidget *target);

/// Touches and leaves `target` at a place of it, with one finger, the way a touch screen reports it.
void touchWidget(QWidget *target, const QPointF &at);

/// Types `text` in the place of what stands in the field. False without a field that takes it.
bool replaceText(QLineEdit *field, const QString &text);

} // namespace tillwright::kiosk::autopilot
