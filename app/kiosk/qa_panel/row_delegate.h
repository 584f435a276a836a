#pragma once

#include <QHash>
#include <QPixmap>
#include <QStyledItemDelegate>

namespace tillwright::kiosk::register_face {
class Theme;
}

namespace tillwright::kiosk::qa_panel {

/// Draws one row of the panel's lists (qa/row_roles.h).
class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void applyTheme(const register_face::Theme &theme);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const register_face::Theme *m_theme = nullptr;
    /// By icon and colour: an SVG is too slow to be drawn for each row of each frame.
    mutable QHash<QString, QPixmap> m_icons;
};

} // namespace tillwright::kiosk::qa_panel
