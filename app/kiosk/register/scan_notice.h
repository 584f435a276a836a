#pragma once

#include <QFrame>

class QLabel;

namespace tillwright::kiosk::register_face {

class Theme;

/// What became of a scan, over whatever screen is in front: nobody has to look where it belongs.
class ScanNotice : public QFrame
{
    Q_OBJECT

public:
    explicit ScanNotice(QWidget *parent);
    /// Empty words hide it.
    void say(const QString &words, bool isRefusal);
    void applyTheme(const Theme &theme);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    void place();
    void showIcon();

    QLabel *m_icon;
    QLabel *m_words;
    bool m_isRefusal = false;
    const Theme *m_theme = nullptr;
};

} // namespace tillwright::kiosk::register_face
