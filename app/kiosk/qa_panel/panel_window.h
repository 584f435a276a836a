#pragma once

#include "kiosk/qa/qa_desk.h"
#include "kiosk/register/theme.h"

#include <QWidget>

class QFrame;
class QLabel;
class QStackedWidget;
class QTabBar;

namespace tillwright::kiosk::qa_panel {

class PanelPage;

/// The window of QA mode, beside the register or the terminal. Whoever makes one has a desk, and whoever has a desk has proved
/// that this is a sandbox.
class PanelWindow : public QWidget
{
    Q_OBJECT

public:
    /// The desk must outlive it. `builtInScenarios`: their folder.
    PanelWindow(qa::QaDesk &desk, const QString &builtInScenarios, register_face::Scheme scheme);
    ~PanelWindow() override;

    void setScheme(register_face::Scheme scheme);

protected:
    /// The sandbox is asked while somebody looks.
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *makeHeader();
    void addPage(PanelPage *page, const QString &name);
    void showLink();
    void say(const QString &words);

    qa::QaDesk &m_desk;
    register_face::Theme m_theme;
    QLabel *m_badge;
    QLabel *m_state;
    QLabel *m_stateIcon;
    QFrame *m_trouble;
    QLabel *m_troubleWords;
    QTabBar *m_tabs;
    QStackedWidget *m_stack;
    QLabel *m_foot;
    QList<PanelPage *> m_pages;
};

} // namespace tillwright::kiosk::qa_panel
