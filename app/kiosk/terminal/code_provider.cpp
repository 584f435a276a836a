#include "kiosk/terminal/code_provider.h"

#include "kiosk/qr_code/qr_code.h"

#include <QPainter>
#include <algorithm>

namespace tillwright::kiosk::terminal {

namespace {

constexpr int defaultPx = 400;

} // namespace

QImage CodeProvider::requestImage(const QString &, QSize *size, const QSize &requestedSize)
{
    const auto &code = m_code();
    const int wanted =
        requestedSize.isEmpty() ? defaultPx : std::min(requestedSize.width(), requestedSize.height());
    QImage image(wanted, wanted, QImage::Format_RGB32);
    image.fill(Qt::white);
    if (size)
        *size = image.size();
    if (code.isEmpty())
        return image;
    const int squares = code.size + 2 * qr_code::quietZone;
    const int square = std::max(1, wanted / squares);
    // What does not come out even is more light around it.
    const int first = (wanted - square * code.size) / 2;
    QPainter painter(&image);
    for (int y = 0; y < code.size; ++y) {
        for (int x = 0; x < code.size; ++x) {
            if (code.isDark(x, y))
                painter.fillRect(first + x * square, first + y * square, square, square, Qt::black);
        }
    }
    return image;
}

} // namespace tillwright::kiosk::terminal
