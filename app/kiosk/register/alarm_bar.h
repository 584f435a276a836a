#pragma once

#include <QFrame>

class QLabel;

namespace tillwright::kiosk::register_face {

class Theme;

/// Staff have to look at something. Stays until somebody notes it, and is in nobody's way meanwhile.
class AlarmBar : public QFrame
{
    Q_OBJECT

public:
    AlarmBar();
    /// A second alarm joins the first.
    void add(const QString &text);
    void applyTheme(const Theme &theme);

private:
    QLabel *m_icon;
    QLabel *m_text;
};

} // namespace tillwright::kiosk::register_face
