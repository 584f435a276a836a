#pragma once

#include "kiosk/presentation/history_view_model.h"

#include <QScrollArea>
#include <functional>

class QFrame;
class QGridLayout;
class QLabel;
class QPushButton;

namespace tillwright::kiosk::register_face {

class TabularLabel;
class Theme;

/// One sale of the history: how it ended, every id, how it went, and what can be done.
class HistoryDetail : public QScrollArea
{
    Q_OBJECT

public:
    /// `canPrint`: there is a printer.
    HistoryDetail(presentation::HistoryViewModel &history, bool canPrint);
    void applyTheme(const Theme &theme);
    /// On the first thing that can be done.
    void takeFocus();
    /// A paper belongs to the chosen sale, and there is a printer.
    [[nodiscard]] bool canPrint() const;

Q_SIGNALS:
    void printWanted();

private:
    void showSale();
    void showFacts();
    void showSteps();
    void showCheck();
    void copy(QPushButton *button, const QString &text);

    presentation::HistoryViewModel &m_history;
    bool m_hasPrinter;
    const Theme *m_theme = nullptr;
    QLabel *m_icon;
    QLabel *m_title;
    TabularLabel *m_amount;
    QLabel *m_advice;
    QPushButton *m_print;
    QPushButton *m_check;
    QFrame *m_checkBox;
    QLabel *m_checkIcon;
    QLabel *m_checkText;
    QWidget *m_facts = nullptr;
    QWidget *m_steps = nullptr;
    QWidget *m_content;
    QStringList m_shownFacts;
    QStringList m_shownSteps;
};

} // namespace tillwright::kiosk::register_face
