#pragma once

#include <QObject>
#include <QPointF>
#include <QPointer>
#include <QString>
#include <QWindow>
#include <QtCore/Qt>

namespace tillwright::kiosk::autopilot {

/// Keys and touches as they come from the window system, to whatever window and widget they would come to, and a count of all
/// that has come. Nobody is told where they are meant for.
class RawInput : public QObject
{
    Q_OBJECT

public:
    explicit RawInput(QObject *parent = nullptr);
    ~RawInput() override;

    /// Presses and releases one key, at the window that has the keyboard; false when none has. `text`: what it writes.
    bool press(int key, Qt::KeyboardModifiers modifiers, const QString &text);
    bool press(QChar character);
    /// A finger comes down on the window, and goes up again where it was.
    void touch(QWindow *window, QPointF onScreen);
    void release();
    [[nodiscard]] bool isTouching() const { return !m_touched.isNull(); }

    /// Since the last reset.
    struct Counts {
        int keys = 0;    ///< of a keyboard, or of a scanner
        int mouse = 0;   ///< buttons of a mouse
        int touches = 0; ///< fingers
    };
    [[nodiscard]] const Counts &counts() const { return m_counts; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void sendTouch(bool isDown);

    QPointer<QWindow> m_touched;
    QPointF m_at;
    Counts m_counts;
};

} // namespace tillwright::kiosk::autopilot
