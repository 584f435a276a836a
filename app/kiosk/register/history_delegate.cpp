#include "kiosk/register/history_delegate.h"

#include "kiosk/presentation/history_model.h"
#include "kiosk/register/icons.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/sale_tone.h"
#include "kiosk/register/theme.h"

#include <QPainter>

namespace tillwright::kiosk::register_face {

using presentation::HistoryModel;
using presentation::SaleTone;

namespace {

constexpr int rowHeightPx = 68;
constexpr int paddingPx = 20;
constexpr int iconPx = 24;
constexpr int gapPx = 14;
constexpr int chosenBarPx = 4;
constexpr int lineGapPx = 2;

} // namespace

ToneLook lookOf(SaleTone tone)
{
    switch (tone) {
    case SaleTone::Paid:
        return {QStringLiteral("circle-check"), QStringLiteral("success")};
    case SaleTone::NotPaid:
        return {QStringLiteral("circle-x"), QStringLiteral("textMuted")};
    case SaleTone::Unresolved:
        return {QStringLiteral("clock"), QStringLiteral("warning")};
    case SaleTone::UnderWay:
        return {QStringLiteral("loader"), QStringLiteral("accent")};
    case SaleTone::Damaged:
        break;
    }
    return {QStringLiteral("circle-alert"), QStringLiteral("danger")};
}

void HistoryDelegate::applyTheme(const Theme &theme)
{
    m_theme = &theme;
    m_icons.clear();
}

QSize HistoryDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {0, rowHeightPx};
}

void HistoryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    if (!m_theme)
        return;
    painter->save();
    const bool isChosen = (option.state & QStyle::State_Selected) != 0;
    const bool isMirrored = option.direction == Qt::RightToLeft;
    const auto place = [&](const QRect &rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    if (isChosen) {
        painter->fillRect(option.rect, m_theme->color(QStringLiteral("accentSoft")));
        painter->fillRect(place({option.rect.left(), option.rect.top(), chosenBarPx, option.rect.height()}),
                          m_theme->color(QStringLiteral("accent")));
    }
    painter->fillRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1,
                      m_theme->color(QStringLiteral("border")));

    const int tone = index.data(HistoryModel::ToneRole).toInt();
    const ToneLook look = lookOf(SaleTone(tone));
    QPixmap &icon = m_icons[tone];
    if (icon.isNull())
        icon =
            iconPixmap(look.icon, m_theme->color(look.color), iconPx, painter->device()->devicePixelRatioF());
    const QRect inner = option.rect.adjusted(paddingPx, 0, -paddingPx, 0);
    painter->drawPixmap(place({inner.left(), inner.center().y() - iconPx / 2, iconPx, iconPx}).topLeft(),
                        icon);

    QFont strong = option.font;
    strong.setPixelSize(m_theme->fontPx(QStringLiteral("bodyLarge")));
    strong.setWeight(QFont::DemiBold);
    QFont small = option.font;
    small.setPixelSize(m_theme->fontPx(QStringLiteral("caption")));
    const QFontMetrics strongMetrics(strong);
    const QFontMetrics smallMetrics(small);
    const int textLeft = inner.left() + iconPx + gapPx;
    const int linesHeight = strongMetrics.height() + lineGapPx + smallMetrics.height();
    const int top = inner.top() + (inner.height() - linesHeight) / 2;

    const QString amount = index.data(HistoryModel::AmountRole).toString();
    const int amountWidth = int(tabularWidth(strong, amount)) + 1;
    painter->setFont(strong);
    painter->setPen(m_theme->color(QStringLiteral("text")));
    drawTabular(*painter, place({inner.right() - amountWidth, top, amountWidth, strongMetrics.height()}),
                amount, !isMirrored);
    const int firstWidth = inner.right() - amountWidth - gapPx - textLeft;
    painter->drawText(place({textLeft, top, firstWidth, strongMetrics.height()}),
                      Qt::AlignLeading | Qt::AlignVCenter,
                      strongMetrics.elidedText(index.data(HistoryModel::ReferenceRole).toString(),
                                               Qt::ElideMiddle, firstWidth));

    const int second = top + strongMetrics.height() + lineGapPx;
    const QString time = index.data(HistoryModel::TimeRole).toString();
    const int timeWidth = smallMetrics.horizontalAdvance(time) + 1;
    painter->setFont(small);
    painter->setPen(m_theme->color(QStringLiteral("textMuted")));
    painter->drawText(place({inner.right() - timeWidth, second, timeWidth, smallMetrics.height()}),
                      Qt::AlignVCenter, time);
    const int statusWidth = inner.right() - timeWidth - gapPx - textLeft;
    painter->setPen(m_theme->color(look.color));
    painter->drawText(place({textLeft, second, statusWidth, smallMetrics.height()}),
                      Qt::AlignLeading | Qt::AlignVCenter,
                      smallMetrics.elidedText(index.data(HistoryModel::StatusRole).toString(), Qt::ElideRight,
                                              statusWidth));
    painter->restore();
}

} // namespace tillwright::kiosk::register_face
