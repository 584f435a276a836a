#pragma once

#include "kiosk/qa_panel/panel_page.h"

class QGridLayout;
class QLabel;
class QPushButton;
class QScrollArea;

namespace tillwright::kiosk::qa {
class FaultBoard;
}

namespace tillwright::kiosk::qa_panel {

class FaultCard;

/// Every fault's switch.
class FaultPage : public PanelPage
{
    Q_OBJECT

public:
    explicit FaultPage(qa::FaultBoard &board);
    void applyTheme(const register_face::Theme &) override {}
    void enter() override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void arrange();
    void show();

    qa::FaultBoard &m_board;
    QLabel *m_count;
    QPushButton *m_clear;
    QScrollArea *m_scroll;
    QGridLayout *m_grid = nullptr;
    QList<QPair<QString, QStringList>> m_places;
    QList<FaultCard *> m_cards;
    int m_columns = 0;
};

} // namespace tillwright::kiosk::qa_panel
