#include "kiosk/terminal/icon_provider.h"

#include <QFile>
#include <QPainter>
#include <QSvgRenderer>

namespace tillwright::kiosk::terminal {

namespace {

constexpr int defaultSizePx = 24;

} // namespace

QPixmap IconProvider::requestPixmap(const QString &id, QSize *size, const QSize &requestedSize)
{
    QFile file(QStringLiteral(":/tillwright/terminal/icons/%1.svg").arg(id.section(u'/', 0, 0)));
    // An icon that is not built in is a mistake of ours; QML then says which image could not be loaded.
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray svg = file.readAll();
    // Qt's SVG knows no currentColor from outside.
    svg.replace("currentColor", '#' + id.section(u'/', 1, 1).toLatin1());
    QPixmap pixmap(requestedSize.isValid() && !requestedSize.isEmpty() ? requestedSize
                                                                       : QSize(defaultSizePx, defaultSizePx));
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QSvgRenderer(svg).render(&painter);
    if (size)
        *size = pixmap.size();
    return pixmap;
}

} // namespace tillwright::kiosk::terminal
