#pragma once

#include <QQuickItem>

namespace tillwright::kiosk::terminal {

/// `item` or the first item in it that has this name and can be seen; null when there is none.
inline QQuickItem *shownItem(QQuickItem *item, const QString &objectName)
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

} // namespace tillwright::kiosk::terminal
