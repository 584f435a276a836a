#pragma once

#include <QPointer>
#include <QWidget>

class QGridLayout;
class QLabel;

namespace tillwright::kiosk::register_face {

class Theme;

/// Every key, over whatever is shown (F1). Goes by F1, Esc or a touch.
class HelpOverlay : public QWidget
{
    Q_OBJECT

public:
    /// `version`: of Tillwright, for support. Covers `parent` as long as it is shown.
    HelpOverlay(const QString &version, QWidget *parent);
    void applyTheme(const Theme &theme);
    void toggle();
    /// One more line.
    void addKey(const QString &key, const QString &meaning);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void leave();
    void addRow(const QString &key, const QString &meaning);

    QGridLayout *m_grid;
    QLabel *m_version;
    QColor m_scrim;
    QPointer<QWidget> m_focusBefore;
};

} // namespace tillwright::kiosk::register_face
