#pragma once

#include "kiosk/qa_panel/panel_page.h"

#include <QTimer>

class QLabel;
class QLineEdit;

namespace tillwright::kiosk::qa {
class ClockDesk;
}

namespace tillwright::kiosk::qa_panel {

/// Clive's and Stripe's clock.
class ClockPage : public PanelPage
{
    Q_OBJECT

public:
    explicit ClockPage(qa::ClockDesk &clock);
    void applyTheme(const register_face::Theme &) override {}
    void enter() override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    [[nodiscard]] QWidget *makeSteps();
    [[nodiscard]] QWidget *makeSetting();
    void show();
    void setTyped();

    qa::ClockDesk &m_clock;
    QTimer m_tick;
    QLabel *m_now;
    QLabel *m_offset;
    QLineEdit *m_time;
    QLabel *m_problem;
};

} // namespace tillwright::kiosk::qa_panel
