#pragma once

#include <QObject>
#include <QPointer>
#include <QTimer>

class QQuickWidget;
class QWidget;

namespace tillwright::kiosk::terminal {

/// Whether what has the focus in a window takes text, and what kind of text, asked in the way of Qt's input methods. So it
/// knows fields of widgets, of QML and of the payment page, nested frames of other origins included, and looks into none.
class FieldWatch : public QObject
{
    Q_OBJECT

public:
    struct Field {
        /// What takes the text: a widget, or an item of QML's; null when nothing does.
        QPointer<QObject> object;
        Qt::InputMethodHints hints;
        /// It is on the screen with keys of its own (a property `bringsKeys` says so).
        bool bringsKeys = false;
        [[nodiscard]] bool takesText() const { return object != nullptr; }
        friend bool operator==(const Field &, const Field &) = default;
    };

    /// A field of the payment page does not tell when it is left for nothing. While there is one it is asked this often.
    static constexpr int lookAgainEveryMs = 150;

    /// `face`: what shows QML in this window. Both must outlive it.
    FieldWatch(QWidget &window, QQuickWidget &face, QObject *parent = nullptr);

    [[nodiscard]] const Field &field() const { return m_field; }

Q_SIGNALS:
    void changed();

private:
    void look();
    [[nodiscard]] Field ask() const;

    QWidget &m_window;
    QQuickWidget &m_face;
    Field m_field;
    QTimer m_again;
};

} // namespace tillwright::kiosk::terminal
