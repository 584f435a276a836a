#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;
class QModelIndex;
class QStackedWidget;

namespace tillwright::kiosk::qa {
class RowFilter;
}
namespace tillwright::kiosk::register_face {
class Theme;
}

namespace tillwright::kiosk::qa_panel {

class RowDelegate;

/// A list with a field above it in which one types what is looked for: arrows go through the list from there, Enter is for the
/// row that is chosen.
class RowList : public QWidget
{
    Q_OBJECT

public:
    struct Texts {
        QString objectName; ///< of the list; the field is called `objectName` + "Search"
        QString list;       ///< accessible name
        QString search;     ///< accessible name of the field, and what stands in it
    };
    /// `rows` must outlive it.
    RowList(qa::RowFilter &rows, const Texts &texts);

    void applyTheme(const register_face::Theme &theme);
    /// Instead of a list that is empty although nothing is looked for.
    void setEmptyWords(const QString &words);
    [[nodiscard]] QListView *list() const { return m_list; }
    [[nodiscard]] QLineEdit *search() const { return m_search; }
    /// Of the filtered model; not valid when no row is chosen.
    [[nodiscard]] QModelIndex current() const;

Q_SIGNALS:
    void chosen();
    void activated(const QModelIndex &index);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void show();
    void walk(int key);

    qa::RowFilter &m_rows;
    QLineEdit *m_search;
    QListView *m_list;
    RowDelegate *m_delegate;
    QLabel *m_words;
    QStackedWidget *m_stack;
    QString m_emptyWords;
};

} // namespace tillwright::kiosk::qa_panel
