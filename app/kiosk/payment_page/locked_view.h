#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>
#include <QtWebEngineWidgets/QWebEngineView>

class QLabel;

namespace tillwright::kiosk::payment_page {

/// The view on the page: no menu, no drop, no zoom, and none of the keys by which a browser is left or its clipboard
/// reached. Keys that only edit text, and those the window listens to, pass. Whoever has given it the keyboard has given it to
/// every page that comes while nobody else takes it. A field that is being typed into stays in sight when the view becomes lower, as
/// it does when an on-screen keyboard comes.
class LockedView : public QWebEngineView
{
    Q_OBJECT

public:
    explicit LockedView(QWidget *parent = nullptr);
    ~LockedView() override;

    /// Covers the page with a plain sentence; an empty text uncovers it.
    void setNotice(const QString &text);

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    QWebEngineView *createWindow(QWebEnginePage::WebWindowType type) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void focusMoved(const QWidget *old, const QWidget *now);
    void keepFocus();
    void pressedAt(qreal y);
    void revealField();

    QLabel *m_notice;
    bool m_hasKeyboard = false;
    /// It went to another widget, though nobody has led it there.
    bool m_wasMovedOn = false;
    QTimer m_reveal;
    /// Where the view was pressed last, from its upper end, and since when.
    qreal m_pressedY = 0;
    QElapsedTimer m_sincePress;
};

} // namespace tillwright::kiosk::payment_page
