#pragma once

#include <QString>
#include <QtCore/Qt>

class QWidget;

namespace tillwright::kiosk::autopilot {

/// Presses and releases a key at `target`, as a keyboard would. `text`: what the key writes; may be empty.
void pressKey(QWidget *target, int key, Qt::KeyboardModifiers modifiers, const QString &text);

/// Clicks the middle of `target` with the left button.
void clickWidget(QWidget *target);

} // namespace tillwright::kiosk::autopilot
