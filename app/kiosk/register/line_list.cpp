#include "kiosk/register/line_list.h"

#include "kiosk/presentation/money_text.h"
#include "kiosk/register/accessible_role.h"
#include "kiosk/register/action_button.h"
#include "kiosk/register/icons.h"
#include "kiosk/register/labels.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScroller>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace tillwright::kiosk::register_face {

namespace {

constexpr int buttonPx = 48;
constexpr int iconPx = 20;
constexpr int quantityWidthPx = 48;
constexpr int paddingPx = 12;
constexpr int gapPx = 12;

QPushButton *makeStep(const QString &objectName, const QString &accessibleName)
{
    auto *button = new ActionButton(objectName, {});
    button->setAccessibleName(accessibleName);
    button->setToolTip(accessibleName);
    // The list has the focus, and the keyboard has plus, minus and Delete.
    button->setFocusPolicy(Qt::NoFocus);
    button->setFixedWidth(buttonPx);
    button->setProperty("kind", QStringLiteral("step"));
    return button;
}

} // namespace

LineRow::LineRow()
    : m_name(makeLabel(QStringLiteral("label"))), m_count(makeLabel(QStringLiteral("caption"))),
      m_total(new TabularLabel(QStringLiteral("label"), {})), m_buttons(makeButtons())
{
    setProperty("kind", QStringLiteral("line"));
    setAccessibleRole(this, QAccessible::ListItem);
    m_total->setAlignment(Qt::AlignRight);
    m_name->setMinimumWidth(1);
    auto *words = new QGridLayout;
    words->setHorizontalSpacing(gapPx);
    words->setVerticalSpacing(0);
    words->setColumnStretch(0, 1);
    words->addWidget(m_name, 0, 0);
    words->addWidget(m_count, 1, 0);
    words->addWidget(m_total, 0, 1, 2, 1, Qt::AlignRight | Qt::AlignVCenter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(paddingPx, 8, paddingPx, 8);
    layout->setSpacing(8);
    layout->addLayout(words);
    layout->addWidget(m_buttons);
    setCurrent(false);
}

QWidget *LineRow::makeButtons()
{
    m_less = makeStep(QStringLiteral("lineLess"), tr("One less"));
    m_more = makeStep(QStringLiteral("lineMore"), tr("One more"));
    m_remove = makeStep(QStringLiteral("lineRemove"), tr("Remove this line"));
    m_quantity = makeLabel(QStringLiteral("strong"), {}, QStringLiteral("lineQuantity"));
    m_quantity->setAlignment(Qt::AlignCenter);
    m_quantity->setFixedWidth(quantityWidthPx);
    auto *buttons = new QWidget;
    auto *line = new QHBoxLayout(buttons);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(m_less);
    line->addWidget(m_quantity);
    line->addWidget(m_more);
    line->addStretch();
    line->addWidget(m_remove);
    connect(m_less, &QPushButton::clicked, this, [this] { Q_EMIT quantityWanted(-1); });
    connect(m_more, &QPushButton::clicked, this, [this] { Q_EMIT quantityWanted(1); });
    connect(m_remove, &QPushButton::clicked, this, &LineRow::removeWanted);
    return buttons;
}

void LineRow::setLine(const presentation::SaleBasket::Line &line, int index)
{
    const auto &sold = line.line;
    const QString unit = presentation::moneyText(sold.unitPrice);
    const QString total = presentation::moneyText(domain::lineTotal(sold).value_or(sold.unitPrice));
    setObjectName(QStringLiteral("saleLine%1").arg(index));
    m_fullName = QString::fromStdString(sold.name);
    // Both lines are always there, so that every row can be hit by a finger.
    m_count->setText(sold.quantity == 1 && !sold.code.empty()
                         ? QString::fromStdString(sold.code)
                         : QStringLiteral("%1 × %2").arg(sold.quantity).arg(unit));
    m_total->setText(total);
    m_total->updateGeometry();
    m_quantity->setText(QString::number(sold.quantity));
    m_quantity->setAccessibleName(tr("Quantity: %1").arg(sold.quantity));
    m_less->setEnabled(!line.isBooking && sold.quantity > 1);
    m_more->setEnabled(!line.isBooking && sold.quantity < domain::lineQuantityMax);
    setAccessibleName(tr("%1, %2 × %3, %4").arg(m_fullName).arg(sold.quantity).arg(unit, total));
    setToolTip(m_fullName);
    showName();
}

void LineRow::setCurrent(bool current)
{
    m_buttons->setVisible(current);
    setAccessibleSelected(this, current);
    setStyled(this, "current", current);
}

void LineRow::setFocused(bool focused)
{
    setStyled(this, "focused", focused);
}

void LineRow::applyTheme(const Theme &theme)
{
    for (const auto &[button, name] :
         {std::pair(m_less, "minus"), std::pair(m_more, "plus"), std::pair(m_remove, "trash-2")}) {
        QIcon icon;
        for (const auto &[mode, colour] :
             {std::pair(QIcon::Normal, "text"), std::pair(QIcon::Disabled, "textDisabled")})
            icon.addPixmap(iconPixmap(QLatin1String(name), theme.color(QLatin1String(colour)), iconPx,
                                      devicePixelRatioF()),
                           mode);
        button->setIcon(icon);
        button->setIconSize({iconPx, iconPx});
    }
}

void LineRow::mousePressEvent(QMouseEvent *)
{
    Q_EMIT pressed();
}

void LineRow::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    showName();
}

/// The name may be longer than the line; the tool tip has all of it.
void LineRow::showName()
{
    m_name->ensurePolished();
    const int room = contentsRect().width() - 2 * paddingPx - gapPx - m_total->sizeHint().width();
    m_name->setText(m_name->fontMetrics().elidedText(m_fullName, Qt::ElideRight, std::max(room, 0)));
}

LineList::LineList()
{
    setObjectName(QStringLiteral("saleLines"));
    setAccessibleRole(this, QAccessible::List);
    setAccessibleName(tr("Lines of the sale"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    auto *content = new QWidget;
    m_layout = new QVBoxLayout(content);
    m_layout->setContentsMargins(0, 0, 4, 0);
    m_layout->setSpacing(4);
    m_layout->addStretch();
    setWidget(content);
    QScroller::grabGesture(viewport(), QScroller::TouchGesture);
}

void LineList::applyTheme(const Theme &theme)
{
    m_theme = theme;
    for (LineRow *row : std::as_const(m_rows))
        row->applyTheme(theme);
}

void LineList::setLines(const std::vector<presentation::SaleBasket::Line> &lines, int current)
{
    while (m_rows.size() < qsizetype(lines.size()))
        addRow();
    m_count = int(lines.size());
    for (int i = 0; i < int(m_rows.size()); ++i) {
        m_rows[i]->setVisible(i < m_count);
        if (i < m_count)
            m_rows[i]->setLine(lines[std::size_t(i)], i);
    }
    setCurrent(current >= 0 ? current : m_current);
}

void LineList::addRow()
{
    auto *row = new LineRow;
    const int index = int(m_rows.size());
    m_rows.append(row);
    m_layout->insertWidget(index, row);
    if (m_theme)
        row->applyTheme(*m_theme);
    connect(row, &LineRow::pressed, this, [this, index] {
        setFocus();
        setCurrent(index);
    });
    connect(row, &LineRow::quantityWanted, this, [this, index](int by) { Q_EMIT quantityWanted(index, by); });
    connect(row, &LineRow::removeWanted, this, [this, index] { Q_EMIT removeWanted(index); });
}

void LineList::setCurrent(int index)
{
    m_current = std::clamp(index, m_count > 0 ? 0 : -1, m_count - 1);
    showCurrent();
    bringToView();
}

/// Once the layout knows how high the row is with its buttons.
void LineList::bringToView()
{
    QTimer::singleShot(0, this, [this] {
        if (m_current >= 0 && m_current < m_count)
            ensureWidgetVisible(m_rows[m_current], 0, 0);
    });
}

void LineList::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    bringToView();
}

void LineList::showCurrent()
{
    for (int i = 0; i < int(m_rows.size()); ++i) {
        m_rows[i]->setCurrent(i == m_current);
        m_rows[i]->setFocused(i == m_current && hasFocus());
    }
    setAccessibleDescription(m_current < 0 ? QString() : m_rows[m_current]->accessibleName());
}

void LineList::keyPressEvent(QKeyEvent *event)
{
    if (m_current < 0) {
        QScrollArea::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Up:
        setCurrent(m_current - 1);
        break;
    case Qt::Key_Down:
        setCurrent(m_current + 1);
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal: // the same key, without Shift
        Q_EMIT quantityWanted(m_current, 1);
        break;
    case Qt::Key_Minus:
        Q_EMIT quantityWanted(m_current, -1);
        break;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        if (!event->isAutoRepeat())
            Q_EMIT removeWanted(m_current);
        break;
    default:
        QScrollArea::keyPressEvent(event);
        event->ignore();
    }
}

void LineList::focusInEvent(QFocusEvent *event)
{
    QScrollArea::focusInEvent(event);
    showCurrent();
}

void LineList::focusOutEvent(QFocusEvent *event)
{
    QScrollArea::focusOutEvent(event);
    showCurrent();
}

} // namespace tillwright::kiosk::register_face
