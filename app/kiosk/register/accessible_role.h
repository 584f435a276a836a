#pragma once

#include <QtGui/qaccessible.h>

class QWidget;

namespace tillwright::kiosk::register_face {

/// What a widget of ours is for assistive technology; Qt takes it for a mere container. Before anybody asks for it, so in the
/// constructor. A list's item says that it is selected while `setAccessibleSelected()` says so.
void setAccessibleRole(QWidget *widget, QAccessible::Role role);
void setAccessibleSelected(QWidget *widget, bool selected);

} // namespace tillwright::kiosk::register_face
