#pragma once

#include "kiosk/presentation/history_view_model.h"
#include "kiosk/register/side_screen.h"

#include <functional>

class QFrame;
class QImage;
class QLabel;
class QLineEdit;
class QListView;
class QPushButton;
class QStackedWidget;

namespace tillwright::kiosk::register_face {

class HistoryDelegate;
class HistoryDetail;
class PaperView;

/// The papers of sales that are over; the receipt room's, handed over by the composition.
struct HistoryPapers {
    using Timeline = std::vector<checkout::AttemptEvent>;
    /// As wide as asked for, in device pixels; a null image when the sale has no paper.
    std::function<QImage(const checkout::AttemptRecord &, const Timeline &, int widthPx)> picture;
    /// As a DUPLICATE; empty where there is no printer.
    std::function<void(const checkout::AttemptRecord &, const Timeline &)> printAgain = {};
};

/// Every sale of this register: search and list, and the chosen one beside it. The search field has the keyboard; the
/// arrows walk through the list from there, Enter goes to what can be done, Esc comes back.
class HistoryScreen : public SideScreen
{
    Q_OBJECT

public:
    /// `history` must outlive it.
    HistoryScreen(presentation::HistoryViewModel &history, HistoryPapers papers);
    void applyTheme(const Theme &theme) override;
    void enter() override;
    bool escape() override;
    void printAgain() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeSide();
    QWidget *makeChosen();
    QPushButton *addFilter(const QString &objectName, const QString &text);
    void showList();
    void showChosen();
    void showPaper();
    void walk(int key);

    presentation::HistoryViewModel &m_history;
    HistoryPapers m_papers;
    const Theme *m_theme = nullptr;
    QLineEdit *m_search;
    QPushButton *m_clear;
    QPushButton *m_today;
    QPushButton *m_paid;
    QPushButton *m_notPaid;
    QPushButton *m_unresolved;
    QListView *m_list;
    HistoryDelegate *m_delegate;
    QLabel *m_listIcon;
    QLabel *m_listWords;
    QLabel *m_listEnd;
    QPushButton *m_listButton;
    QStackedWidget *m_listStack;
    QFrame *m_side = nullptr;
    HistoryDetail *m_detail;
    QStackedWidget *m_chosenStack;
    QLabel *m_chosenIcon;
    QFrame *m_desk;
    PaperView *m_paper;
    int m_paperWidthPx = 0;
    bool m_isShowingList = false;
};

} // namespace tillwright::kiosk::register_face
