#pragma once

#include "kiosk/qa/fault_board.h"

#include <QFrame>
#include <QHash>

class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace tillwright::kiosk::qa_panel {

/// The switches of one place, with the fields of those that have something to set.
class FaultCard : public QFrame
{
    Q_OBJECT

public:
    /// `actions`: in the order of their switches, which are called `fault:PLACE:ACTION`.
    FaultCard(qa::FaultBoard &board, const QString &place, const QStringList &actions);
    /// From the board.
    void show();

private:
    struct Field {
        qa::FaultParameter parameter;
        QLineEdit *edit;
    };
    struct Row {
        QPushButton *button = nullptr;
        /// Null when there is nothing to set.
        QWidget *line = nullptr;
        QList<Field> fields;
    };
    void addSwitch(const QString &action, QGridLayout *grid, int index);
    [[nodiscard]] QWidget *makeLine(const QString &action, Row &row);
    void addField(const QString &action, Row &row, QLayout *line, qa::FaultParameter parameter);
    void take(const QString &action, const Field &field);
    static void showField(const Field &field, const autopilot::Fault &fault);

    qa::FaultBoard &m_board;
    const QString m_place;
    QHash<QString, Row> m_rows;
    QVBoxLayout *m_lines;
    QLabel *m_whyNot;
};

} // namespace tillwright::kiosk::qa_panel
