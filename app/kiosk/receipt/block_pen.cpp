#include "kiosk/receipt/block_pen.h"

#include "kiosk/qr_code/qr_code.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace tillwright::kiosk::receipt {

namespace {

QFont makeFont(int pixelSize, QFont::Weight weight)
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

bool hasRightToLeft(const QString &line)
{
    return std::any_of(line.begin(), line.end(),
                       [](QChar c) { return c.direction() == QChar::DirR || c.direction() == QChar::DirAL; });
}

/// The pieces in which a line is drawn. Inter swaps punctuation between digits and capitals for other glyphs (`calt`),
/// which PDF readers then cannot tell back: 09:00 would be copied as 09 00, and a reference would lose its dashes.
/// Drawn apart, each mark stays itself. Lines with right-to-left script are left to the shaper.
QStringList runsOf(const QString &line)
{
    if (hasRightToLeft(line))
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

} // namespace

BlockPen::BlockPen(const PaperStyle &style, QPainter *painter, qreal scale)
    : m_style(style), m_painter(painter), m_scale(scale), m_y(0)
{
}

QFont BlockPen::font(int pixelSize, QFont::Weight weight) const
{
    return makeFont(pixelSize, std::max(weight, m_style.lightest));
}

/// Breaks at blanks, and inside a word only when it is wider than the paper.
QStringList BlockPen::linesOf(const QString &words, const QFont &font) const
{
    QStringList lines(QString{});
    const auto parts = words.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : parts) {
        const QString longer = lines.last().isEmpty() ? word : lines.last() + u' ' + word;
        if (widthOf(longer, font) <= contentWidth()) {
            lines.last() = longer;
            continue;
        }
        if (!lines.last().isEmpty())
            lines.append(QString());
        for (const QChar character : word) {
            if (widthOf(lines.last() + character, font) > contentWidth())
                lines.append(QString());
            lines.last() += character;
        }
    }
    return lines;
}

void BlockPen::draw(const Block &block)
{
    switch (block.kind) {
    case Block::Kind::Title:
        paragraph(block.text, font(m_style.titlePx, QFont::DemiBold), m_style.ink);
        break;
    case Block::Kind::Small:
        paragraph(block.text, font(m_style.smallPx), m_style.mutedInk);
        break;
    case Block::Kind::Text:
        sentence(block.text, font(m_style.smallPx), m_style.ink);
        break;
    case Block::Kind::Banner:
        banner(block.text);
        break;
    case Block::Kind::Rule:
        rule();
        break;
    case Block::Kind::Row:
        row(block, font(m_style.bodyPx), font(m_style.bodyPx, QFont::Medium), m_style.mutedInk);
        break;
    case Block::Kind::Total:
        space(m_style.lineGap);
        row(block, font(m_style.bodyPx, QFont::DemiBold), font(m_style.totalPx, QFont::DemiBold),
            m_style.ink);
        space(m_style.lineGap / 2);
        break;
    case Block::Kind::Qr:
        qrCode(block.text);
        break;
    }
}

void BlockPen::paragraph(const QString &words, const QFont &font, const QColor &colour)
{
    drawLines(linesOf(words, font), font, colour, Qt::AlignHCenter);
    space(m_style.lineGap / 2);
}

void BlockPen::sentence(const QString &words, const QFont &font, const QColor &colour)
{
    // Several centred lines would be hard to read.
    const QStringList lines = linesOf(words, font);
    const bool oneLine = lines.size() == 1;
    drawLines(lines, font, colour, oneLine ? Qt::AlignHCenter : Qt::AlignLeft);
    space(oneLine ? m_style.lineGap / 2 : m_style.sectionGap);
}

void BlockPen::drawLines(const QStringList &lines, const QFont &font, const QColor &colour,
                         Qt::Alignment alignment)
{
    const QFontMetricsF metrics(font);
    const Qt::Alignment farSide = m_style.rightToLeft ? Qt::AlignLeft : Qt::AlignRight;
    for (const QString &line : lines) {
        const qreal free = contentWidth() - widthOf(line, font);
        const qreal indent = alignment == Qt::AlignHCenter ? free / 2 : alignment == farSide ? free : 0;
        drawAt(QPointF(m_style.margin + indent, m_y + metrics.ascent()), line, font, colour);
        m_y += metrics.height();
    }
}

void BlockPen::row(const Block &block, const QFont &labelFont, const QFont &valueFont,
                   const QColor &labelColour)
{
    const qreal labelWidth = widthOf(block.text, labelFont);
    const qreal valueWidth = widthOf(block.value, valueFont);
    const qreal lineHeight = std::max(QFontMetricsF(labelFont).height(), QFontMetricsF(valueFont).height());
    const bool besideEachOther = labelWidth + m_style.columnGap + valueWidth <= contentWidth();
    if (besideEachOther) {
        const qreal baseline = m_y + lineHeight - QFontMetricsF(valueFont).descent();
        const qreal left = m_style.margin;
        const qreal right = m_style.margin + contentWidth();
        const qreal labelAt = m_style.rightToLeft ? right - labelWidth : left;
        const qreal valueAt = m_style.rightToLeft ? left : right - valueWidth;
        drawAt(QPointF(labelAt, baseline), block.text, labelFont, labelColour);
        drawAt(QPointF(valueAt, baseline), block.value, valueFont, m_style.ink);
        m_y += lineHeight + m_style.lineGap / 2;
        return;
    }
    drawLines(linesOf(block.text, labelFont), labelFont, labelColour, Qt::AlignLeft);
    if (!block.value.isEmpty())
        drawLines(linesOf(block.value, valueFont), valueFont, m_style.ink, Qt::AlignRight);
    space(m_style.lineGap / 2);
}

void BlockPen::drawAt(const QPointF &baseline, const QString &line, const QFont &font, const QColor &colour)
{
    if (!m_painter)
        return;
    m_painter->setFont(font);
    m_painter->setPen(colour);
    // A line with Arabic in it has its paper's direction whatever it begins with; dates and amounts keep their own.
    if (m_style.rightToLeft)
        m_painter->setLayoutDirection(hasRightToLeft(line) ? Qt::RightToLeft : Qt::LeftToRight);
    QPointF at = baseline;
    const auto runs = runsOf(line);
    for (const QString &run : runs) {
        m_painter->drawText(at, run);
        at.rx() += QFontMetricsF(font).horizontalAdvance(run);
    }
}

void BlockPen::banner(const QString &words)
{
    const QFont bold = this->font(m_style.bannerPx, QFont::Bold);
    const qreal height = QFontMetricsF(bold).height() + 2 * m_style.lineGap;
    const QRectF box(m_style.margin, m_y + m_style.lineGap, contentWidth(), height);
    if (m_painter) {
        m_painter->fillRect(box, Qt::black);
        m_painter->setFont(bold);
        m_painter->setPen(Qt::white);
        m_painter->drawText(box, Qt::AlignCenter, words);
    }
    m_y = box.bottom() + m_style.lineGap;
}

void BlockPen::rule()
{
    m_y += m_style.sectionGap - m_style.lineGap / 2;
    if (m_painter)
        m_painter->fillRect(QRectF(m_style.margin, m_y, contentWidth(), m_style.ruleHeight), m_style.ruleInk);
    m_y += m_style.sectionGap;
}

void BlockPen::qrCode(const QString &content)
{
    const auto code = qr_code::makeQrCode(content);
    if (code.size == 0)
        return;
    // In whole device pixels: squares of uneven width look bad and scan worse.
    const int square = std::max(1, qRound(m_style.qrWidth * m_scale / code.size));
    m_y += m_style.sectionGap;
    if (m_painter) {
        const QPoint corner = m_painter->deviceTransform().map(QPointF(m_style.width / 2, m_y)).toPoint()
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
    m_y += square * code.size / m_scale + m_style.sectionGap;
}

} // namespace tillwright::kiosk::receipt
