#include "kiosk/register/labels.h"

#include "kiosk/register/icons.h"
#include "kiosk/register/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStyle>
#include <QVariant>

#include <algorithm>
#include <cmath>

namespace tillwright::kiosk::register_face {

namespace {

qreal digitCell(const QFontMetricsF &metrics)
{
    qreal widest = 0;
    for (char digit = '0'; digit <= '9'; ++digit)
        widest = std::max(widest, metrics.horizontalAdvance(QLatin1Char(digit)));
    return widest;
}

qreal cellOf(QChar character, const QFontMetricsF &metrics, qreal digitWidth)
{
    return character.isDigit() ? digitWidth : metrics.horizontalAdvance(character);
}

} // namespace

QLabel *makeLabel(const QString &role, const QString &text, const QString &objectName)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("role", role);
    label->setObjectName(objectName);
    return label;
}

QLabel *makeParagraph(const QString &role, const QString &text, const QString &objectName)
{
    auto *label = makeLabel(role, text, objectName);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    return label;
}

QFrame *makeFrame(const QString &kind)
{
    auto *frame = new QFrame;
    frame->setProperty("kind", kind);
    return frame;
}

QFrame *makeRule()
{
    return makeFrame(QStringLiteral("rule"));
}

void setStyled(QWidget *widget, const char *property, const QVariant &value)
{
    if (widget->property(property) == value)
        return;
    widget->setProperty(property, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

void setIcon(QLabel *label, const Theme &theme, const QString &name, const QString &colorName, int sizePx)
{
    label->setFixedSize(sizePx, sizePx);
    label->setPixmap(iconPixmap(name, theme.color(colorName), sizePx, label->devicePixelRatioF()));
}

TabularLabel::TabularLabel(const QString &role, const QString &objectName)
{
    setTextFormat(Qt::PlainText);
    setProperty("role", role);
    setObjectName(objectName);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize TabularLabel::sizeHint() const
{
    ensurePolished();
    return {int(std::ceil(tabularWidth(font(), text()))), int(std::ceil(QFontMetricsF(font()).height()))};
}

void TabularLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    // Only the edge they keep to follows the layout.
    const bool toTheRight = (QStyle::visualAlignment(layoutDirection(), alignment()) & Qt::AlignRight) != 0;
    drawTabular(painter, rect(), text(), toTheRight);
}

qreal tabularWidth(const QFont &font, const QString &text)
{
    const QFontMetricsF metrics(font);
    const qreal digitWidth = digitCell(metrics);
    qreal width = 0;
    for (const QChar character : text)
        width += cellOf(character, metrics, digitWidth);
    return width;
}

void drawTabular(QPainter &painter, const QRectF &rect, const QString &text, bool toTheRight)
{
    const QFontMetricsF metrics(painter.font());
    const qreal digitWidth = digitCell(metrics);
    qreal x = toTheRight ? rect.right() - tabularWidth(painter.font(), text) : rect.left();
    const qreal baseline = rect.top() + (rect.height() + metrics.ascent() - metrics.descent()) / 2;
    for (const QChar character : text) {
        const qreal cell = cellOf(character, metrics, digitWidth);
        const qreal inset = (cell - metrics.horizontalAdvance(character)) / 2;
        painter.drawText(QPointF(x + inset, baseline), QString(character));
        x += cell;
    }
}

QString breakable(const QString &text)
{
    constexpr int unbrokenMax = 12;
    constexpr QChar zeroWidthSpace(0x200b);
    QString result;
    int unbroken = 0;
    for (const QChar character : text) {
        const bool isBreak = QStringLiteral("-_./@").contains(character);
        result += character;
        unbroken = isBreak || character.isSpace() ? 0 : unbroken + 1;
        if (isBreak || unbroken == unbrokenMax) {
            result += zeroWidthSpace;
            unbroken = 0;
        }
    }
    return result;
}

} // namespace tillwright::kiosk::register_face
