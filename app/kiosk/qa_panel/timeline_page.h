#pragma once

#include "kiosk/qa/row_filter.h"
#include "kiosk/qa_panel/panel_page.h"

class QLabel;
class QPushButton;

namespace tillwright::kiosk::qa {
class Timeline;
}

namespace tillwright::kiosk::qa_panel {

class RowList;

/// What was said, by whom and when; of one sale alone where that is wanted.
class TimelinePage : public PanelPage
{
    Q_OBJECT

public:
    explicit TimelinePage(qa::Timeline &timeline);
    void applyTheme(const register_face::Theme &theme) override;
    void enter() override;
    /// All lines that are shown.
    [[nodiscard]] QString text() const;
    /// The error is for staff.
    [[nodiscard]] QString save(const QString &fileName) const;

private:
    void choose();
    void narrow(bool isOneSale);
    void askWhere();
    void follow();

    qa::Timeline &m_timeline;
    qa::RowFilter m_rows;
    RowList *m_list;
    QPushButton *m_oneSale;
    QLabel *m_detail;
    /// As long as the last row is looked at, the next one is.
    bool m_isAtEnd = true;
};

} // namespace tillwright::kiosk::qa_panel
