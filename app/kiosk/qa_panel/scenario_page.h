#pragma once

#include "kiosk/qa/row_filter.h"
#include "kiosk/qa_panel/panel_page.h"

class QBoxLayout;
class QLabel;
class QPushButton;

namespace tillwright::kiosk::qa {
class ScenarioShelf;
}

namespace tillwright::kiosk::qa_panel {

class RowList;

/// The scenarios of a folder: which are valid, playing one or all of them, and their report.
class ScenarioPage : public PanelPage
{
    Q_OBJECT

public:
    /// `builtIn`: the folder of the scenarios that come with the program; empty when there is none.
    ScenarioPage(qa::ScenarioShelf &shelf, const QString &builtIn);
    void applyTheme(const register_face::Theme &theme) override;
    void enter() override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *makeFolderLine();
    [[nodiscard]] QWidget *makeSide();
    void askFolder();
    void showFolder();
    void show();
    void play();

    qa::ScenarioShelf &m_shelf;
    const QString m_builtIn;
    qa::RowFilter m_rows;
    RowList *m_list;
    QBoxLayout *m_body;
    QLabel *m_folder;
    QPushButton *m_builtInButton;
    QLabel *m_title;
    QLabel *m_problem;
    QLabel *m_detail;
    QPushButton *m_play;
    QPushButton *m_playAll;
    QPushButton *m_stop;
    QPushButton *m_report;
    QLabel *m_words;
};

} // namespace tillwright::kiosk::qa_panel
