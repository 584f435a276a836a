#pragma once

#include "kiosk/register/theme.h"

#include <QListView>
#include <QStyledItemDelegate>

#include <optional>

namespace tillwright::kiosk::register_face {

/// Draws an item of the catalogue as a tile: its name on two lines at most, and its price.
class CatalogueTileDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void applyTheme(const Theme &theme) { m_theme = theme; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    /// As large as the grid's cells.
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    std::optional<Theme> m_theme;
};

/// The items as tiles, as many beside each other as fit. A tap, or Enter on the current one, chooses it.
class CatalogueGrid : public QListView
{
    Q_OBJECT

public:
    explicit CatalogueGrid(QAbstractItemModel &model);
    void applyTheme(const Theme &theme);
    /// Shown in the place of tiles, when there are none.
    void setEmptyWords(const QString &words);

Q_SIGNALS:
    void chosen(int row);
    /// A letter or digit was typed: it is the beginning of a search.
    void typed(const QString &text);
    /// Up, from the first row of tiles.
    void leftUpwards();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void fitTiles();

    CatalogueTileDelegate *m_delegate;
    QString m_emptyWords;
    int m_columns = 1;
};

} // namespace tillwright::kiosk::register_face
