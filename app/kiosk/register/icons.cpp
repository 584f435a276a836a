#include "kiosk/register/icons.h"

#include <QFile>
#include <QPainter>
#include <QSvgRenderer>

namespace tillwright::kiosk::register_face {

QPixmap iconPixmap(const QString &name, const QColor &color, int sizePx, qreal devicePixelRatio)
{
    QFile file(QStringLiteral(":/tillwright/icons/%1.svg").arg(name));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "iconPixmap", qPrintable(name));
    // Qt's SVG knows no currentColor from outside.
    QByteArray svg = opened ? file.readAll() : QByteArray();
    svg.replace("currentColor", color.name().toLatin1());
    QSvgRenderer renderer(svg);
    QPixmap pixmap(QSize(sizePx, sizePx) * devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    painter.end();
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

} // namespace tillwright::kiosk::register_face
