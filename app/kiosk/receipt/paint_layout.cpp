#include "kiosk/receipt/paint_layout.h"

#include "kiosk/receipt/blocks.h"
#include "kiosk/receipt/qr_code.h"

#include <QCoreApplication>
#include <QFontMetricsF>
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
constexpr qreal margin = 60;
constexpr qreal contentWidth = paperWidth - 2 * margin;
constexpr qreal lineGap = 14;
constexpr qreal sectionGap = 28;
constexpr qreal columnGap = 24;
constexpr qreal qrWidth = 230;

constexpr int titlePx = 50;
constexpr int bodyPx = 31;
constexpr int smallPx = 27;
constexpr int totalPx = 46;
constexpr int bannerPx = 32;

const QColor ink(0x1b, 0x1c, 0x1e);
const QColor mutedInk(0x55, 0x58, 0x5d);
const QColor ruleInk(0xc4, 0xc4, 0xc0);

QFont makeFont(int pixelSize, QFont::Weight weight = QFont::Normal)
{
    QFont font;
    font.setFamilies({QStringLiteral("Inter"), QStringLiteral("Noto Sans"),
                      QStringLiteral("Noto Sans Arabic"), QStringLiteral("sans-serif")});
    font.setPixelSize(pixelSize);
    font.setWeight(weight);
    // Hinting would round the widths to the device's pixels and make page and picture break lines differently.
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

/// The pieces in which a line is drawn. Inter swaps punctuation between digits and capitals for other glyphs (`calt`),
/// which PDF readers then cannot tell back: 09:00 would be copied as 09 00, and a reference would lose its dashes.
/// Drawn apart, each mark stays itself. Lines with right-to-left script are left to the shaper.
QStringList runsOf(const QString &line)
{
    const auto isRightToLeft = [](QChar c) {
        return c.direction() == QChar::DirR || c.direction() == QChar::DirAL;
    };
    if (std::any_of(line.begin(), line.end(), isRightToLeft))
        return {line};
    QStringList runs;
    bool inWord = false;
    for (const QChar character : line) {
        const bool isMark = character.isPunct() || character.isSymbol();
        if (inWord && !isMark)
            runs.last() += character;
        else
            runs.append(character);
        inWord = !isMark;
    }
    return runs;
}

qreal widthOf(const QString &line, const QFont &font)
{
    const QFontMetricsF metrics(font);
    qreal width = 0;
    const auto runs = runsOf(line);
    for (const QString &run : runs)
        width += metrics.horizontalAdvance(run);
    return width;
}

/// Breaks at blanks, and inside a word only when it is wider than the paper.
QStringList linesOf(const QString &words, const QFont &font)
{
    QStringList lines(QString{});
    const auto parts = words.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : parts) {
        const QString longer = lines.last().isEmpty() ? word : lines.last() + u' ' + word;
        if (widthOf(longer, font) <= contentWidth) {
            lines.last() = longer;
            continue;
        }
        if (!lines.last().isEmpty())
            lines.append(QString());
        for (const QChar character : word) {
            if (widthOf(lines.last() + character, font) > contentWidth)
                lines.append(QString());
            lines.last() += character;
        }
    }
    return lines;
}

/// Goes down the paper block by block. Without a painter it only measures. `scale`: device pixels per unit.
class Pen
{
public:
    Pen(QPainter *painter, qreal scale) : m_painter(painter), m_scale(scale) {}

    [[nodiscard]] qreal height() const { return m_y; }
    void space(qreal height) { m_y += height; }

    void draw(const Block &block)
    {
        switch (block.kind) {
        case Block::Kind::Title:
            paragraph(block.text, makeFont(titlePx, QFont::DemiBold), ink);
            break;
        case Block::Kind::Small:
            paragraph(block.text, makeFont(smallPx), mutedInk);
            break;
        case Block::Kind::Text:
            sentence(block.text, makeFont(smallPx), ink);
            break;
        case Block::Kind::Banner:
            banner(block.text);
            break;
        case Block::Kind::Rule:
            rule();
            break;
        case Block::Kind::Row:
            row(block, makeFont(bodyPx), makeFont(bodyPx, QFont::Medium), mutedInk);
            break;
        case Block::Kind::Total:
            space(lineGap);
            row(block, makeFont(bodyPx, QFont::DemiBold), makeFont(totalPx, QFont::DemiBold), ink);
            space(lineGap / 2);
            break;
        case Block::Kind::Qr:
            qrCode(block.text);
            break;
        }
    }

private:
    void paragraph(const QString &words, const QFont &font, const QColor &colour)
    {
        drawLines(linesOf(words, font), font, colour, Qt::AlignHCenter);
        space(lineGap / 2);
    }

    void sentence(const QString &words, const QFont &font, const QColor &colour)
    {
        // Several centred lines would be hard to read.
        const QStringList lines = linesOf(words, font);
        const bool oneLine = lines.size() == 1;
        drawLines(lines, font, colour, oneLine ? Qt::AlignHCenter : Qt::AlignLeft);
        space(oneLine ? lineGap / 2 : sectionGap);
    }

    void drawLines(const QStringList &lines, const QFont &font, const QColor &colour, Qt::Alignment alignment)
    {
        const QFontMetricsF metrics(font);
        for (const QString &line : lines) {
            const qreal free = contentWidth - widthOf(line, font);
            const qreal indent = alignment == Qt::AlignHCenter ? free / 2
                : alignment == Qt::AlignRight                  ? free
                                                               : 0;
            drawAt(QPointF(margin + indent, m_y + metrics.ascent()), line, font, colour);
            m_y += metrics.height();
        }
    }

    void row(const Block &block, const QFont &labelFont, const QFont &valueFont, const QColor &labelColour)
    {
        const qreal labelWidth = widthOf(block.text, labelFont);
        const qreal valueWidth = widthOf(block.value, valueFont);
        const qreal lineHeight =
            std::max(QFontMetricsF(labelFont).height(), QFontMetricsF(valueFont).height());
        const bool besideEachOther = labelWidth + columnGap + valueWidth <= contentWidth;
        if (besideEachOther) {
            const qreal baseline = m_y + lineHeight - QFontMetricsF(valueFont).descent();
            drawAt(QPointF(margin, baseline), block.text, labelFont, labelColour);
            drawAt(QPointF(margin + contentWidth - valueWidth, baseline), block.value, valueFont, ink);
            m_y += lineHeight + lineGap / 2;
            return;
        }
        drawLines(linesOf(block.text, labelFont), labelFont, labelColour, Qt::AlignLeft);
        drawLines(linesOf(block.value, valueFont), valueFont, ink, Qt::AlignRight);
        space(lineGap / 2);
    }

    void drawAt(const QPointF &baseline, const QString &line, const QFont &font, const QColor &colour)
    {
        if (!m_painter)
            return;
        m_painter->setFont(font);
        m_painter->setPen(colour);
        QPointF at = baseline;
        const auto runs = runsOf(line);
        for (const QString &run : runs) {
            m_painter->drawText(at, run);
            at.rx() += QFontMetricsF(font).horizontalAdvance(run);
        }
    }

    void banner(const QString &words)
    {
        const QFont font = makeFont(bannerPx, QFont::Bold);
        const qreal height = QFontMetricsF(font).height() + 2 * lineGap;
        const QRectF box(margin, m_y + lineGap, contentWidth, height);
        if (m_painter) {
            m_painter->fillRect(box, Qt::black);
            m_painter->setFont(font);
            m_painter->setPen(Qt::white);
            m_painter->drawText(box, Qt::AlignCenter, words);
        }
        m_y = box.bottom() + lineGap;
    }

    void rule()
    {
        m_y += sectionGap - lineGap / 2;
        if (m_painter)
            m_painter->fillRect(QRectF(margin, m_y, contentWidth, 2), ruleInk);
        m_y += sectionGap;
    }

    void qrCode(const QString &content)
    {
        const QrCode code = makeQrCode(content);
        if (code.size == 0)
            return;
        // In whole device pixels: squares of uneven width look bad and scan worse.
        const int square = std::max(1, qRound(qrWidth * m_scale / code.size));
        m_y += sectionGap;
        if (m_painter) {
            const QPoint corner = m_painter->deviceTransform().map(QPointF(paperWidth / 2, m_y)).toPoint()
                - QPoint(square * code.size / 2, 0);
            m_painter->save();
            m_painter->resetTransform();
            m_painter->setRenderHint(QPainter::Antialiasing, false);
            for (int y = 0; y < code.size; ++y) {
                for (int x = 0; x < code.size; ++x) {
                    if (code.isDark(x, y))
                        m_painter->fillRect(QRect(corner + QPoint(x, y) * square, QSize(square, square)),
                                            Qt::black);
                }
            }
            m_painter->restore();
        }
        m_y += square * code.size / m_scale + sectionGap;
    }

    QPainter *m_painter;
    qreal m_scale;
    qreal m_y = margin;
};

/// Returns the height of the paper.
qreal drawAll(const Receipt &receipt, qreal scale, QPainter *painter = nullptr)
{
    Pen pen(painter, scale);
    const auto blocks = blocksOf(receipt);
    for (const Block &block : blocks)
        pen.draw(block);
    pen.space(margin);
    return pen.height();
}

} // namespace

QImage paintReceipt(const Receipt &receipt, int widthPx)
{
    widthPx = std::clamp(widthPx, 80, 4000);
    const qreal scale = widthPx / paperWidth;
    QImage image(widthPx, int(std::ceil(drawAll(receipt, scale) * scale)), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.scale(scale, scale);
    drawAll(receipt, scale, &painter);
    return image;
}

tl::expected<void, QString> writePdf(const Receipt &receipt, QIODevice &device)
{
    constexpr int dotsPerInch = 600;
    constexpr qreal mmPerInch = 25.4;
    constexpr qreal scale = dotsPerInch / mmPerInch / unitsPerMm;
    const qreal height = drawAll(receipt, scale);
    QPdfWriter writer(&device);
    writer.setPdfVersion(QPdfWriter::PdfVersion_1_6);
    writer.setResolution(dotsPerInch);
    writer.setPageSize(QPageSize(QSizeF(paperWidthMm, height / unitsPerMm), QPageSize::Millimeter,
                                 QStringLiteral("Receipt"), QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    writer.setCreator(QStringLiteral("Tillwright " TILLWRIGHT_VERSION));
    writer.setTitle(receipt.copy == Copy::Pending
                        ? QCoreApplication::translate("Receipt", "Payment slip %1").arg(receipt.reference)
                        : QCoreApplication::translate("Receipt", "Receipt %1").arg(receipt.number));
    QPainter painter;
    if (!painter.begin(&writer))
        return tl::unexpected(QStringLiteral("the PDF could not be started"));
    painter.scale(scale, scale);
    drawAll(receipt, scale, &painter);
    if (!painter.end())
        return tl::unexpected(QStringLiteral("the PDF could not be finished"));
    return {};
}

} // namespace tillwright::kiosk::receipt
