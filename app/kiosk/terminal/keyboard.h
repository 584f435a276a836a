#pragma once

#include "kiosk/terminal/field_watch.h"

#include <QObject>
#include <QPointer>

class QQuickWidget;
class QWidget;

namespace tillwright::kiosk::terminal {

/// The on-screen keyboard, without its looks (qml/components/Keyboard.qml): when it is wanted, which keys come first, and
/// where what is pressed goes. Keys arrive at a field as those of a real keyboard do, so whatever refuses a key of a real
/// one, the payment page's lock-down above all, refuses it of this one too. It keeps nothing of what is typed.
class Keyboard : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool shown READ isShown NOTIFY changed)
    Q_PROPERTY(bool digitsFirst READ areDigitsFirst NOTIFY changed)
    /// Nothing but digits is of use.
    Q_PROPERTY(bool digitsOnly READ areDigitsOnly NOTIFY changed)
    Q_PROPERTY(bool latinOnly READ isLatinOnly NOTIFY changed)
    Q_PROPERTY(bool upperCase READ isUpperCase NOTIFY changed)
    /// Enter ends what is typed here; otherwise the Tab key leads to the next field.
    Q_PROPERTY(bool endsWithEnter READ endsWithEnter NOTIFY changed)

public:
    /// `face`: what shows QML in this window. Both must outlive it.
    Keyboard(QWidget &window, QQuickWidget &face, QObject *parent = nullptr);

    /// The payment page. Card fields ask for digits in a way that the engine keeps to itself (`inputmode`), so a field of
    /// this page that asks for nothing else gets digits first, and a form of it is walked through by Tab.
    void setPage(QWidget *page) { m_page = page; }

    [[nodiscard]] bool isShown() const;
    [[nodiscard]] bool areDigitsFirst() const;
    [[nodiscard]] bool areDigitsOnly() const;
    [[nodiscard]] bool isLatinOnly() const;
    [[nodiscard]] bool isUpperCase() const;
    [[nodiscard]] bool endsWithEnter() const;

    /// Types into the field that has the focus. Without one nothing happens.
    Q_INVOKABLE void type(const QString &text);
    Q_INVOKABLE void erase();
    Q_INVOKABLE void enter();
    Q_INVOKABLE void nextField();
    /// Takes the focus from the field, and itself away with it.
    Q_INVOKABLE void hide();

Q_SIGNALS:
    void changed();
    /// Another field: its keys begin anew.
    void fieldEntered();

private:
    void fieldChanged();
    [[nodiscard]] bool isOnPage() const;
    void press(int key, const QString &text);

    QWidget &m_window;
    QPointer<QWidget> m_page;
    FieldWatch m_watch;
    FieldWatch::Field m_before;
};

} // namespace tillwright::kiosk::terminal
