#pragma once

#include "kiosk/register/side_screen.h"

#include <functional>

class QLabel;
class QVBoxLayout;

namespace tillwright::kiosk::presentation {
class ShiftViewModel;
}

namespace tillwright::kiosk::register_face {

class ActionButton;
class FormField;
class PaperView;

/// The report in front, on paper; the receipt room's, handed over by the composition.
struct ReportView {
    /// As wide as asked for, in device pixels.
    std::function<QImage(int widthPx)> picture;
    /// The files it was kept as, for a person; empty for none.
    std::function<QString()> files;
    /// A Z that was printed before says DUPLICATE; empty where there is no printer.
    std::function<void()> print = {};
    /// What stands on it, line by line.
    std::function<QString()> words = {};
};

/// The shift: opened, looked at (X), closed (Z), and the Z reports so far. Closing asks once more.
class ShiftScreen : public SideScreen
{
    Q_OBJECT

public:
    /// `shift` must outlive it.
    ShiftScreen(presentation::ShiftViewModel &shift, ReportView report);
    void applyTheme(const Theme &theme) override;
    void enter() override;
    bool escape() override;
    void printAgain() override;

private:
    QWidget *makeShiftCard();
    QWidget *makePaperDesk();
    void showShift();
    void showReports();
    void findReport();
    [[nodiscard]] QWidget *makePages();
    void askToClose(bool asks);

    presentation::ShiftViewModel &m_shift;
    const ReportView m_view;
    bool m_asksToClose = false;
    bool m_wasBusy = false;
    QLabel *m_title;
    QLabel *m_facts;
    QLabel *m_note;
    FormField *m_newNote;
    ActionButton *m_open;
    ActionButton *m_x;
    ActionButton *m_close;
    QLabel *m_closeWords;
    ActionButton *m_back;
    QLabel *m_status;
    QLabel *m_reportsTitle;
    QVBoxLayout *m_reports;
    /// What turns the pages; hidden while there is one.
    QWidget *m_pages = nullptr;
    FormField *m_find;
    ActionButton *m_newer;
    ActionButton *m_older;
    QLabel *m_pageText;
    QLabel *m_reportTitle;
    QLabel *m_files;
    ActionButton *m_print;
    PaperView *m_paper;
    QLabel *m_empty;
};

} // namespace tillwright::kiosk::register_face
