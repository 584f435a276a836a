#include "kiosk/quick_items/shown_item.h"

#include <QQuickItem>

namespace tillwright::kiosk::quick_items {

QQuickItem *shownItem(QQuickItem *item, const QString &objectName)
{
    if (!item->isVisible())
        return nullptr;
    if (item->objectName() == objectName)
        return item;
    const auto children = item->childItems();
    for (QQuickItem *child : children) {
        if (auto *found = shownItem(child, objectName))
            return found;
    }
    return nullptr;
}

} // namespace tillwright::kiosk::quick_items
