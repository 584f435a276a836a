#include "kiosk/register/catalogue_grid.h"

#include "kiosk/presentation/catalogue_view_model.h"

#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QScroller>
#include <QTextLayout>

#include <algorithm>

namespace tillwright::kiosk::register_face {

namespace {

using presentation::CatalogueViewModel;

constexpr int tileMinWidthPx = 192;
constexpr int tileHeightPx = 92;
constexpr int tileGapPx = 8;
constexpr int tilePaddingPx = 12;
constexpr int nameLinesMax = 2;

/// Breaks at blanks, and cuts the last line where there is no more room.
QStringList nameLines(const QString &name, const QFont &font, int widthPx)
{
    const QFontMetrics metrics(font);
    QTextLayout layout(name, font);
    QStringList lines;
    layout.beginLayout();
    for (int i = 0; i < nameLinesMax; ++i) {
        auto line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(widthPx);
        const QString rest = name.mid(line.textStart());
        const bool isLast = i == nameLinesMax - 1;
        const QString own = name.mid(line.textStart(), line.textLength()).trimmed();
        lines.append(metrics.elidedText(isLast ? rest : own, Qt::ElideRight, widthPx));
    }
    layout.endLayout();
    return lines;
}

} // namespace

void CatalogueTileDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                  const QModelIndex &index) const
{
    if (!m_theme)
        return;
    const bool hasFocus = option.state.testFlag(QStyle::State_HasFocus);
    const bool isPressed =
        option.state.testFlag(QStyle::State_MouseOver) && (QGuiApplication::mouseButtons() & Qt::LeftButton);
    const QRectF tile = QRectF(option.rect).adjusted(0.5, 0.5, -tileGapPx - 0.5, -tileGapPx - 0.5);
    const int radius = m_theme->radiusPx(QStringLiteral("control"));

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QString ground = isPressed ? QStringLiteral("accentSoft") : QStringLiteral("surfaceSunken");
    painter->setBrush(m_theme->color(ground));
    painter->setPen(hasFocus ? QPen(m_theme->color(QStringLiteral("focusRing")), 2)
                             : QPen(m_theme->color(QStringLiteral("border")), 1));
    painter->drawRoundedRect(hasFocus ? tile.adjusted(0.5, 0.5, -0.5, -0.5) : tile, radius, radius);

    const QRect inside =
        tile.toRect().adjusted(tilePaddingPx, tilePaddingPx - 2, -tilePaddingPx, -tilePaddingPx + 2);
    const auto side = QStyle::visualAlignment(option.direction, Qt::AlignLeft);
    QFont font = m_theme->font();
    font.setWeight(QFont::Weight(m_theme->weight(QStringLiteral("medium"))));
    painter->setFont(font);
    painter->setPen(m_theme->color(QStringLiteral("text")));
    const int lineHeight = QFontMetrics(font).height();
    const auto lines = nameLines(index.data(Qt::DisplayRole).toString(), font, inside.width());
    for (int i = 0; i < lines.size(); ++i)
        painter->drawText(QRect(inside.left(), inside.top() + i * lineHeight, inside.width(), lineHeight),
                          int(side | Qt::AlignVCenter), lines[i]);
    font.setWeight(QFont::Normal);
    painter->setFont(font);
    painter->setPen(m_theme->color(QStringLiteral("textMuted")));
    painter->drawText(inside, int(side | Qt::AlignBottom),
                      index.data(CatalogueViewModel::PriceRole).toString());
    painter->restore();
}

QSize CatalogueTileDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *grid = qobject_cast<const QListView *>(option.widget);
    return grid ? grid->gridSize() : QStyledItemDelegate::sizeHint(option, index);
}

CatalogueGrid::CatalogueGrid(QAbstractItemModel &model) : m_delegate(new CatalogueTileDelegate(this))
{
    setObjectName(QStringLiteral("catalogueGrid"));
    setAccessibleName(tr("Items"));
    setFrameShape(QFrame::NoFrame);
    setViewMode(QListView::IconMode);
    setMovement(QListView::Static);
    setResizeMode(QListView::Adjust);
    setUniformItemSizes(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTextElideMode(Qt::ElideNone);
    setItemDelegate(m_delegate);
    setModel(&model);
    viewport()->setAttribute(Qt::WA_Hover);
    QScroller::grabGesture(viewport(), QScroller::TouchGesture);
    // The second of two quick taps is a double click to Qt, and no click; to a cashier it is one more.
    for (const auto tapped : {&QAbstractItemView::clicked, &QAbstractItemView::doubleClicked})
        connect(this, tapped, this, [this](const QModelIndex &index) { Q_EMIT chosen(index.row()); });
}

void CatalogueGrid::applyTheme(const Theme &theme)
{
    m_delegate->applyTheme(theme);
    QPalette palette = this->palette();
    palette.setColor(QPalette::PlaceholderText, theme.color(QStringLiteral("textMuted")));
    setPalette(palette);
    viewport()->update();
}

void CatalogueGrid::setEmptyWords(const QString &words)
{
    m_emptyWords = words;
    viewport()->update();
}

void CatalogueGrid::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool isTyped = !event->text().isEmpty() && event->text().at(0).isPrint()
        && !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (isEnter) {
        if (currentIndex().isValid() && !event->isAutoRepeat())
            Q_EMIT chosen(currentIndex().row());
    } else if (isTyped) {
        Q_EMIT typed(event->text());
    } else if (event->key() == Qt::Key_Up && currentIndex().row() < m_columns) {
        Q_EMIT leftUpwards();
    } else {
        QListView::keyPressEvent(event);
    }
}

void CatalogueGrid::resizeEvent(QResizeEvent *event)
{
    fitTiles();
    QListView::resizeEvent(event);
}

void CatalogueGrid::fitTiles()
{
    // As if the scroll bar were always there, so that tiles do not jump when it comes and goes.
    const int width = this->width() - verticalScrollBar()->sizeHint().width() - 2;
    m_columns = std::max(1, width / tileMinWidthPx);
    setGridSize({std::max(1, width / m_columns), tileHeightPx});
}

void CatalogueGrid::paintEvent(QPaintEvent *event)
{
    QListView::paintEvent(event);
    if (model()->rowCount() > 0 || m_emptyWords.isEmpty())
        return;
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(
        viewport()->rect().adjusted(tilePaddingPx, tilePaddingPx, -tilePaddingPx, -tilePaddingPx),
        Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, m_emptyWords);
}

} // namespace tillwright::kiosk::register_face
