#pragma once

#include <QMainWindow>
#include <QPointer>

class QQuickWidget;
class QVBoxLayout;
class QKeyEvent;

namespace tillwright::kiosk::presentation {
class Speaker;
class StaffCorner;
class TerminalViewModel;
} // namespace tillwright::kiosk::presentation

namespace tillwright::kiosk::terminal {

class Languages;
class ScreenVoice;

struct TerminalLooks {
    /// Whose terminal it is; on every screen.
    QString merchantName;
    bool sandbox = false;
    bool dark = false;
};

/// How far the corner for staff reaches from the window's own, in px.
inline constexpr int staffCornerPx = 96;
/// Ctrl, Shift and F12: a keypad for travellers has none of the first two.
inline constexpr Qt::KeyboardModifiers staffKeysWith = Qt::ControlModifier | Qt::ShiftModifier;
inline constexpr Qt::Key staffKey = Qt::Key_F12;

/// The traveller's face: QML (the folder qml/, built in) over the whole window, the payment page where the screen has a
/// place for it, and room for an on-screen keyboard below both, so that it covers neither.
class TerminalWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// `page`: the payment page, which the window takes as its own. The others must outlive the window.
    TerminalWindow(presentation::TerminalViewModel &terminal, Languages &languages, QWidget *page,
                   const TerminalLooks &looks);
    ~TerminalWindow() override;

    /// Stands below everything else and may grow and shrink; the window takes it.
    void setKeyboardDock(QWidget *dock);
    /// From now on the accessible mode speaks, and any key on the first screen begins it. `speaker` must outlive the window.
    void setSpeaker(presentation::Speaker &speaker);
    /// Staff come in by a hand that rests in the upper left corner, where the terminal is not in its accessible mode, and by
    /// staffKeys. `staff` may go before the window.
    void setStaffCorner(presentation::StaffCorner &staff);
    [[nodiscard]] QQuickWidget &face() { return *m_face; }
    /// From now on no key, window manager or session closes it: it goes with its program.
    void lock() { m_isLocked = true; }

protected:
    void closeEvent(QCloseEvent *event) override;
    /// Whatever is done in this window, on the payment page too, is a sign of life. And the keyboard's dock comes and goes.
    bool eventFilter(QObject *watched, QEvent *event) override;

private Q_SLOTS:
    // Named as slots, because QML's signals are known by name only.
    void arrangePage();
    void focusPage();

private:
    void speakAgain();
    void tellDockHeight();
    void watchTheCorner(const QEvent &event);
    void staffCameOrWent();
    /// True when the key was for the accessible mode, and for nobody else.
    [[nodiscard]] bool keyPressed(const QKeyEvent &event);

    presentation::TerminalViewModel &m_terminal;
    Languages &m_languages;
    QWidget *m_stage;
    QQuickWidget *m_face;
    QPointer<QWidget> m_page;
    QPointer<QWidget> m_dock;
    /// Null where there is none.
    QPointer<presentation::StaffCorner> m_staff;
    /// Null without speech.
    ScreenVoice *m_voice = nullptr;
    QVBoxLayout *m_column;
    bool m_isLocked = false;
};

} // namespace tillwright::kiosk::terminal
