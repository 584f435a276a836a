#pragma once

#include <QHash>
#include <QPixmap>
#include <QStyledItemDelegate>

namespace tillwright::kiosk::register_face {

class Theme;

/// Draws one sale of the history's list.
class HistoryDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void applyTheme(const Theme &theme);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Theme *m_theme = nullptr;
    /// By tone: an SVG is too slow to be drawn for each row of each frame.
    mutable QHash<int, QPixmap> m_icons;
};

} // namespace tillwright::kiosk::register_face
