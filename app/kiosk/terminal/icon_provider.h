#pragma once

#include <QQuickImageProvider>

namespace tillwright::kiosk::terminal {

/// `image://icons/NAME/RRGGBB`: one of resources/icons (Lucide) in a colour, as large as it is asked for.
class IconProvider : public QQuickImageProvider
{
public:
    IconProvider() : QQuickImageProvider(QQuickImageProvider::Pixmap) {}
    QPixmap requestPixmap(const QString &id, QSize *size, const QSize &requestedSize) override;
};

} // namespace tillwright::kiosk::terminal
