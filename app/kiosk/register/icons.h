#pragma once

#include <QColor>
#include <QPixmap>
#include <QString>

namespace tillwright::kiosk::register_face {

/// One of resources/icons (Lucide) in a colour. `name` without `.svg`; `sizePx` in logical pixels.
[[nodiscard]] QPixmap iconPixmap(const QString &name, const QColor &color, int sizePx,
                                 qreal devicePixelRatio);

} // namespace tillwright::kiosk::register_face
