#pragma once

#include <QString>

class QQuickItem;

namespace tillwright::kiosk::quick_items {

/// `item` or the first item in it that has this name and can be seen; null when there is none.
[[nodiscard]] QQuickItem *shownItem(QQuickItem *item, const QString &objectName);

} // namespace tillwright::kiosk::quick_items
