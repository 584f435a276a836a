#pragma once

#include "kiosk/receipt/blocks.h"

#include <QColor>
#include <QFont>

class QPainter;

namespace tillwright::kiosk::receipt {

/// How a paper looks. All lengths are in the pen's own unit: the caller's scale makes device pixels of it.
struct PaperStyle {
    qreal width;
    qreal margin; ///< at each side
    qreal lineGap;
    qreal sectionGap;
    qreal columnGap; ///< at least, between a row's text and its value
    qreal ruleHeight;
    qreal qrWidth;
    int titlePx;
    int bodyPx;
    int smallPx;
    int totalPx;
    int bannerPx;
    QColor ink;
    QColor mutedInk;
    QColor ruleInk;
    /// Texts begin at the right, values stand at the left.
    bool rightToLeft = false;
    /// For weak inks: nothing is thinner than this.
    QFont::Weight lightest = QFont::Normal;
};

/// Draws blocks down a paper, one below the other, with fonts that know every script. Without a painter it only
/// measures. Needs a QGuiApplication. `scale`: device pixels per unit.
class BlockPen
{
public:
    BlockPen(const PaperStyle &style, QPainter *painter, qreal scale);

    [[nodiscard]] qreal height() const { return m_y; }
    void space(qreal height) { m_y += height; }
    void draw(const Block &block);

private:
    [[nodiscard]] qreal contentWidth() const { return m_style.width - 2 * m_style.margin; }
    [[nodiscard]] QFont font(int pixelSize, QFont::Weight weight = QFont::Normal) const;
    [[nodiscard]] QStringList linesOf(const QString &words, const QFont &font) const;
    void paragraph(const QString &words, const QFont &font, const QColor &colour);
    void sentence(const QString &words, const QFont &font, const QColor &colour);
    /// `alignment`: Left means where this paper's lines begin, Right where they end.
    void drawLines(const QStringList &lines, const QFont &font, const QColor &colour,
                   Qt::Alignment alignment);
    void row(const Block &block, const QFont &labelFont, const QFont &valueFont, const QColor &labelColour);
    void drawAt(const QPointF &baseline, const QString &line, const QFont &font, const QColor &colour);
    void banner(const QString &words);
    void rule();
    void qrCode(const QString &content);

    const PaperStyle m_style;
    QPainter *m_painter;
    qreal m_scale;
    qreal m_y;
};

} // namespace tillwright::kiosk::receipt
