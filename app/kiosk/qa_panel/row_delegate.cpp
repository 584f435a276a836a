#include "kiosk/qa_panel/row_delegate.h"

#include "kiosk/qa/row_roles.h"
#include "kiosk/register/icons.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/theme.h"

#include <QPainter>

namespace tillwright::kiosk::qa_panel {

using namespace Qt::StringLiterals;

namespace {

constexpr int rowHeightPx = 60;
constexpr int paddingPx = 16;
constexpr int iconPx = 20;
constexpr int gapPx = 12;
constexpr int chosenBarPx = 4;
constexpr int lineGapPx = 2;

} // namespace

void RowDelegate::applyTheme(const register_face::Theme &theme)
{
    m_theme = &theme;
    m_icons.clear();
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {0, rowHeightPx};
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (!m_theme)
        return;
    painter->save();
    const auto place = [&](const QRect &rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    if ((option.state & QStyle::State_Selected) != 0) {
        painter->fillRect(option.rect, m_theme->color(u"accentSoft"_s));
        painter->fillRect(place({option.rect.left(), option.rect.top(), chosenBarPx, option.rect.height()}),
                          m_theme->color(u"accent"_s));
    }
    painter->fillRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1,
                      m_theme->color(u"border"_s));

    const QString iconName = index.data(qa::IconRole).toString();
    const QString colorName = index.data(qa::ColorRole).toString();
    QPixmap &icon = m_icons[iconName + u' ' + colorName];
    if (icon.isNull())
        icon = register_face::iconPixmap(iconName, m_theme->color(colorName), iconPx,
                                         painter->device()->devicePixelRatioF());
    const QRect inner = option.rect.adjusted(paddingPx, 0, -paddingPx, 0);
    painter->drawPixmap(place({inner.left(), inner.center().y() - iconPx / 2, iconPx, iconPx}).topLeft(),
                        icon);

    QFont strong = option.font;
    strong.setPixelSize(m_theme->fontPx(u"body"_s));
    strong.setWeight(QFont::DemiBold);
    QFont small = option.font;
    small.setPixelSize(m_theme->fontPx(u"caption"_s));
    const QFontMetrics strongMetrics(strong);
    const QFontMetrics smallMetrics(small);
    const int left = inner.left() + iconPx + gapPx;
    const QString subtitle = index.data(qa::SubtitleRole).toString();
    const int linesHeight =
        strongMetrics.height() + (subtitle.isEmpty() ? 0 : lineGapPx + smallMetrics.height());
    const int top = inner.top() + (inner.height() - linesHeight) / 2;

    const QString trailing = index.data(qa::TrailingRole).toString();
    const int trailingWidth = int(register_face::tabularWidth(small, trailing)) + 1;
    painter->setFont(small);
    painter->setPen(m_theme->color(u"textMuted"_s));
    register_face::drawTabular(
        *painter, place({inner.right() - trailingWidth, top, trailingWidth, strongMetrics.height()}),
        trailing, option.direction == Qt::LeftToRight);

    painter->setFont(strong);
    painter->setPen(m_theme->color(u"text"_s));
    const int titleWidth = inner.right() - trailingWidth - gapPx - left;
    painter->drawText(
        place({left, top, titleWidth, strongMetrics.height()}), Qt::AlignLeading | Qt::AlignVCenter,
        strongMetrics.elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, titleWidth));

    const bool isWrong = colorName == "danger"_L1;
    painter->setFont(small);
    painter->setPen(m_theme->color(isWrong ? colorName : u"textMuted"_s));
    painter->drawText(
        place({left, top + strongMetrics.height() + lineGapPx, inner.right() - left, smallMetrics.height()}),
        Qt::AlignLeading | Qt::AlignVCenter,
        smallMetrics.elidedText(subtitle, Qt::ElideRight, inner.right() - left));
    painter->restore();
}

} // namespace tillwright::kiosk::qa_panel
