#include "kiosk/receipt/raster.h"

#include "kiosk/receipt/block_pen.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace tillwright::kiosk::receipt {

namespace {

/// About two lines of text, 6 KB on the widest paper.
constexpr int bandRows = 64;
/// Above this a dot stays white. A little more than half: thin strokes must not break.
constexpr int blackBelowGrey = 150;
constexpr char dle = 0x10;
/// The second bytes of DLE EOT (send the status), DLE ENQ (recover) and DLE DC4 (drawer, power off, clear).
constexpr std::array obeyedAtOnce{char(0x04), char(0x05), char(0x14)};
constexpr char harmlessNeighbour = 0x18;

PaperStyle printerStyle(int dots, bool rightToLeft)
{
    // Printers' own letters are 24 dots high, and these stand between them.
    return {.width = qreal(dots),
            .margin = 0,
            .lineGap = 4,
            .sectionGap = 12,
            .columnGap = 12,
            .ruleHeight = 2,
            .qrWidth = 0,
            .titlePx = 42,
            .bodyPx = 25,
            .smallPx = 24,
            .totalPx = 38,
            .bannerPx = 28,
            .ink = Qt::black,
            .mutedInk = Qt::black,
            .ruleInk = Qt::black,
            .rightToLeft = rightToLeft,
            .lightest = QFont::Medium};
}

QImage blackAndWhite(const QImage &grey)
{
    QImage mono(grey.size(), QImage::Format_Mono);
    mono.setColorTable({qRgb(255, 255, 255), qRgb(0, 0, 0)});
    mono.fill(0);
    for (int y = 0; y < grey.height(); ++y) {
        const uchar *from = grey.constScanLine(y);
        uchar *to = mono.scanLine(y);
        for (int x = 0; x < grey.width(); ++x) {
            if (from[x] < blackBelowGrey)
                to[x / 8] |= uchar(0x80 >> (x % 8));
        }
    }
    return mono;
}

void disarm(QByteArray &bytes)
{
    for (qsizetype i = 1; i < bytes.size(); ++i) {
        const bool isObeyed = bytes[i - 1] == dle
            && std::find(obeyedAtOnce.begin(), obeyedAtOnce.end(), bytes[i]) != obeyedAtOnce.end();
        if (isObeyed)
            bytes[i - 1] = harmlessNeighbour;
    }
}

} // namespace

QImage drawForPrinter(const Block &block, int dots, bool rightToLeft)
{
    const PaperStyle style = printerStyle(dots, rightToLeft);
    BlockPen measure(style, nullptr, 1);
    measure.draw(block);
    QImage grey(dots, std::max(1, int(std::ceil(measure.height()))), QImage::Format_Grayscale8);
    grey.fill(255);
    QPainter painter(&grey);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    BlockPen pen(style, &painter, 1);
    pen.draw(block);
    painter.end();
    return blackAndWhite(grey);
}

QByteArray rasterCommands(const QImage &picture)
{
    const int bytesPerRow = (picture.width() + 7) / 8;
    QByteArray commands;
    for (int top = 0; top < picture.height(); top += bandRows) {
        const int rows = std::min(bandRows, picture.height() - top);
        QByteArray band;
        for (int y = top; y < top + rows; ++y)
            band.append(reinterpret_cast<const char *>(picture.constScanLine(y)), bytesPerRow);
        disarm(band);
        commands += QByteArrayLiteral("\x1dv0");
        for (const int byte : {0, bytesPerRow & 0xff, bytesPerRow >> 8, rows & 0xff, rows >> 8})
            commands += char(byte);
        commands += band;
    }
    return commands;
}

} // namespace tillwright::kiosk::receipt
