#pragma once

#include <QList>
#include <QWidget>

class QLabel;

namespace tillwright::kiosk::register_face {

class Theme;

/// The steps of a sale below each other: done ones ticked, the present one strong, those to come quiet.
class StepList : public QWidget
{
    Q_OBJECT

public:
    explicit StepList(const QStringList &labels);
    void setCurrent(int step);
    void applyTheme(const Theme &theme);

private:
    void showRow(int step);

    struct Row {
        QLabel *icon;
        QLabel *label;
    };
    QList<Row> m_rows;
    const Theme *m_theme = nullptr;
    int m_current = 0;
};

} // namespace tillwright::kiosk::register_face
