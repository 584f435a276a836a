#pragma once

#include "kiosk/presentation/diagnostics.h"
#include "kiosk/register/side_screen.h"

#include <QPointer>

class QLabel;
class QScrollArea;

namespace tillwright::kiosk::presentation {
class DiagnosticsViewModel;
}

namespace tillwright::kiosk::register_face {

class ActionButton;

/// How this register is: what it reaches, where it keeps what, what went wrong. For a supervisor. Arrows and Page keys
/// scroll.
class DiagnosticsScreen : public SideScreen
{
    Q_OBJECT

public:
    /// `diagnostics` must outlive it.
    explicit DiagnosticsScreen(presentation::DiagnosticsViewModel &diagnostics);
    void applyTheme(const Theme &theme) override;
    void enter() override;

protected:
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showGroups();
    [[nodiscard]] QWidget *makeCard(const presentation::DiagnosticGroup &group, int place) const;

    presentation::DiagnosticsViewModel &m_diagnostics;
    /// Knows that it is being looked at; null while it is not, and when it is gone.
    QPointer<presentation::DiagnosticsViewModel> m_shown;
    const Theme *m_theme = nullptr;
    QLabel *m_looked;
    QLabel *m_print;
    ActionButton *m_check;
    ActionButton *m_testPrint;
    ActionButton *m_selfTest;
    ActionButton *m_bundle;
    ActionButton *m_copy;
    QScrollArea *m_scroll;
    int m_columns = 0;
};

} // namespace tillwright::kiosk::register_face
