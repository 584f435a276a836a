#pragma once

#include "kiosk/presentation/sale_basket.h"
#include "kiosk/register/theme.h"

#include <QFrame>
#include <QScrollArea>

#include <optional>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace tillwright::kiosk::register_face {

class TabularLabel;

/// One line of the sale. The current one shows its buttons as well.
class LineRow : public QFrame
{
    Q_OBJECT

public:
    LineRow();
    void setLine(const presentation::SaleBasket::Line &line, int index);
    void setCurrent(bool current);
    void setFocused(bool focused);
    void applyTheme(const Theme &theme);

Q_SIGNALS:
    void pressed();
    void quantityWanted(int by);
    void removeWanted();

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *makeButtons();
    void showName();

    QString m_fullName;
    QLabel *m_name;
    QLabel *m_count;
    TabularLabel *m_total;
    QPushButton *m_less = nullptr;
    QPushButton *m_more = nullptr;
    QPushButton *m_remove = nullptr;
    QLabel *m_quantity = nullptr;
    /// Made with the four above in it, so it comes after them.
    QWidget *m_buttons;
};

/// The lines of the sale, one of which is current: that of the last change, or the one that was tapped. With the focus it
/// takes Up and Down, plus and minus, and Delete.
class LineList : public QScrollArea
{
    Q_OBJECT

public:
    LineList();
    void applyTheme(const Theme &theme);
    /// `current`: -1 keeps the one that is current, as far as it is still there.
    void setLines(const std::vector<presentation::SaleBasket::Line> &lines, int current);
    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] int current() const { return m_current; }

Q_SIGNALS:
    void quantityWanted(int index, int by);
    void removeWanted(int index);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void setCurrent(int index);
    void addRow();
    void showCurrent();
    void bringToView();

    QVBoxLayout *m_layout;
    /// As many as there have ever been at once; those behind m_count are hidden.
    QList<LineRow *> m_rows;
    int m_count = 0;
    int m_current = -1;
    std::optional<Theme> m_theme;
};

} // namespace tillwright::kiosk::register_face
