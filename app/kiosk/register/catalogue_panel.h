#pragma once

#include <QFrame>

class QLabel;
class QLineEdit;
class QPushButton;
class QTabBar;

namespace tillwright::kiosk::presentation {
class CatalogueViewModel;
}

namespace tillwright::kiosk::register_face {

class CatalogueGrid;
class Theme;

/// What is sold here: a line to search in, the categories, and the items.
class CataloguePanel : public QFrame
{
    Q_OBJECT

public:
    explicit CataloguePanel(presentation::CatalogueViewModel &catalogue);
    void applyTheme(const Theme &theme);
    /// The next key is searched for.
    void takeFocus();
    [[nodiscard]] bool hasSearchFocus() const;
    /// The search begins, or goes on, with this text.
    void type(const QString &text);
    /// False when there is nothing to clear.
    bool clearSearch();

Q_SIGNALS:
    /// A row of the view model.
    void chosen(int row);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showCategories();
    void showNarrowed();
    void showNotice();
    void chooseFirst();
    void enterGrid();

    presentation::CatalogueViewModel &m_catalogue;
    QLineEdit *m_search;
    QPushButton *m_clear;
    QTabBar *m_categories;
    CatalogueGrid *m_grid;
    QLabel *m_notice;
    const Theme *m_theme = nullptr;
    QAction *m_searchIcon;
};

} // namespace tillwright::kiosk::register_face
