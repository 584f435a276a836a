#include "kiosk/register/operator_tile.h"

#include "kiosk/register/theme.h"

#include <QPainter>
#include <QStyle>

namespace tillwright::kiosk::register_face {

namespace {

constexpr int tileHeightPx = 72;
constexpr int tileMinWidthPx = 150;
constexpr int paddingPx = 16;
constexpr int linesGapPx = 4;

} // namespace

OperatorTile::OperatorTile(const QString &objectName, const QString &name, const QString &caption)
    : m_name(name), m_caption(caption)
{
    setObjectName(objectName);
    setProperty("kind", QStringLiteral("tile"));
    setCheckable(true);
    // One of them is chosen, always.
    setAutoExclusive(true);
    setFocusPolicy(Qt::NoFocus);
    setFixedHeight(tileHeightPx);
    setMinimumWidth(tileMinWidthPx);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    setToolTip(name);
    setCaption(caption, false);
}

void OperatorTile::setCaption(const QString &caption, bool isWarning)
{
    m_caption = caption;
    m_isWarning = isWarning;
    setAccessibleName(QStringLiteral("%1, %2").arg(m_name, caption));
    update();
}

void OperatorTile::applyTheme(const Theme &theme)
{
    m_ink = theme.color(QStringLiteral("text"));
    m_muted = theme.color(QStringLiteral("textMuted"));
    m_warning = theme.color(QStringLiteral("warning"));
    m_namePx = theme.fontPx(QStringLiteral("bodyLarge"));
    m_captionPx = theme.fontPx(QStringLiteral("caption"));
    update();
}

void OperatorTile::paintEvent(QPaintEvent *event)
{
    QPushButton::paintEvent(event);
    QPainter painter(this);
    QFont nameFont = font();
    nameFont.setPixelSize(m_namePx);
    nameFont.setWeight(QFont::DemiBold);
    QFont captionFont = font();
    captionFont.setPixelSize(m_captionPx);
    captionFont.setWeight(m_isWarning ? QFont::Medium : QFont::Normal);
    const QFontMetrics nameMetrics(nameFont);
    const QFontMetrics captionMetrics(captionFont);
    const int height = nameMetrics.height() + linesGapPx + captionMetrics.height();
    const int width = this->width() - 2 * paddingPx;
    const int top = (this->height() - height) / 2;
    const auto alignment = int(Qt::AlignVCenter | QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft));
    painter.setFont(nameFont);
    painter.setPen(m_ink);
    painter.drawText(QRect(paddingPx, top, width, nameMetrics.height()), alignment,
                     nameMetrics.elidedText(m_name, Qt::ElideRight, width));
    painter.setFont(captionFont);
    painter.setPen(m_isWarning ? m_warning : m_muted);
    painter.drawText(
        QRect(paddingPx, top + nameMetrics.height() + linesGapPx, width, captionMetrics.height()), alignment,
        captionMetrics.elidedText(m_caption, Qt::ElideRight, width));
}

} // namespace tillwright::kiosk::register_face
