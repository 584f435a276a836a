#include "kiosk/receipt/paint_layout.h"

#include "kiosk/receipt/block_pen.h"
#include "kiosk/receipt/words.h"
#include "version/version.h"

#include <QCoreApplication>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>

#include <algorithm>
#include <cmath>

namespace tillwright::kiosk::receipt {

namespace {

// All lengths are tenths of a millimetre, so that page and picture differ in one scale factor only.
constexpr qreal unitsPerMm = 10;
constexpr qreal paperWidth = paperWidthMm * unitsPerMm;

PaperStyle styleOf(bool rightToLeft)
{
    return {.width = paperWidth,
            .margin = 60,
            .lineGap = 14,
            .sectionGap = 28,
            .columnGap = 24,
            .ruleHeight = 2,
            .qrWidth = 230,
            .titlePx = 50,
            .bodyPx = 31,
            .smallPx = 27,
            .totalPx = 46,
            .bannerPx = 32,
            .ink = QColor(0x1b, 0x1c, 0x1e),
            .mutedInk = QColor(0x55, 0x58, 0x5d),
            .ruleInk = QColor(0xc4, 0xc4, 0xc0),
            .rightToLeft = rightToLeft};
}

struct Paper {
    QList<Block> blocks;
    bool rightToLeft = false;
};

/// Returns the height of the paper.
qreal drawAll(const Paper &paper, qreal scale, QPainter *painter = nullptr)
{
    const PaperStyle style = styleOf(paper.rightToLeft);
    BlockPen pen(style, painter, scale);
    pen.space(style.margin);
    for (const Block &block : paper.blocks)
        pen.draw(block);
    pen.space(style.margin);
    return pen.height();
}

QImage paint(const Paper &paper, int widthPx)
{
    widthPx = std::clamp(widthPx, 80, 4000);
    const qreal scale = widthPx / paperWidth;
    QImage image(widthPx, int(std::ceil(drawAll(paper, scale) * scale)), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.scale(scale, scale);
    drawAll(paper, scale, &painter);
    return image;
}

tl::expected<void, QString> write(const Paper &paper, const QString &title, QIODevice &device)
{
    constexpr int dotsPerInch = 600;
    constexpr qreal mmPerInch = 25.4;
    constexpr qreal scale = dotsPerInch / mmPerInch / unitsPerMm;
    const qreal height = drawAll(paper, scale);
    QPdfWriter writer(&device);
    writer.setPdfVersion(QPdfWriter::PdfVersion_1_6);
    writer.setResolution(dotsPerInch);
    writer.setPageSize(QPageSize(QSizeF(paperWidthMm, height / unitsPerMm), QPageSize::Millimeter,
                                 QStringLiteral("Receipt"), QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    writer.setCreator(QStringLiteral("Tillwright ") + QString::fromStdString(version::text()));
    writer.setTitle(title);
    QPainter painter;
    if (!painter.begin(&writer))
        return tl::unexpected(QStringLiteral("the PDF could not be started"));
    painter.scale(scale, scale);
    drawAll(paper, scale, &painter);
    if (!painter.end())
        return tl::unexpected(QStringLiteral("the PDF could not be finished"));
    return {};
}

} // namespace

QImage paintReceipt(const Receipt &receipt, int widthPx)
{
    return paint({blocksOf(receipt), isRightToLeft(receipt.language)}, widthPx);
}

QImage paintBlocks(const QList<Block> &blocks, int widthPx)
{
    return paint({blocks}, widthPx);
}

tl::expected<void, QString> writePdf(const Receipt &receipt, QIODevice &device)
{
    const QString title = receipt.copy == Copy::Pending
        ? QCoreApplication::translate("Receipt", "Payment slip %1").arg(receipt.reference)
        : say(Word::Receipt, receipt.language) + u' ' + QString::number(receipt.number);
    return write({blocksOf(receipt), isRightToLeft(receipt.language)}, title, device);
}

tl::expected<void, QString> writePdf(const QList<Block> &blocks, const QString &title, QIODevice &device)
{
    return write({blocks}, title, device);
}

} // namespace tillwright::kiosk::receipt
