#pragma once

#include "kiosk/qa/row_filter.h"
#include "kiosk/qa_panel/panel_page.h"

class QModelIndex;

namespace tillwright::kiosk::qa {
class CardShelf;
}

namespace tillwright::kiosk::qa_panel {

class RowList;

/// The test cards; a press on one copies its number.
class CardPage : public PanelPage
{
    Q_OBJECT

public:
    explicit CardPage(qa::CardShelf &cards);
    void applyTheme(const register_face::Theme &theme) override;
    void enter() override;

private:
    void copy(const QModelIndex &index);

    qa::RowFilter m_rows;
    RowList *m_list;
};

} // namespace tillwright::kiosk::qa_panel
