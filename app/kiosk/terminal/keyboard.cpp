#include "kiosk/terminal/keyboard.h"

#include <QApplication>
#include <QKeyEvent>
#include <QQuickItem>
#include <QWidget>

#include <utility>

namespace tillwright::kiosk::terminal {

using namespace Qt::StringLiterals;

namespace {

constexpr Qt::InputMethodHints digitHints =
    Qt::ImhDigitsOnly | Qt::ImhFormattedNumbersOnly | Qt::ImhDialableCharactersOnly | Qt::ImhPreferNumbers;
/// Those that a field of the page says when it is certainly not for digits. A password's is not among them: banks ask for
/// numbers in such fields.
constexpr Qt::InputMethodHints letterHints = Qt::ImhEmailCharactersOnly | Qt::ImhUrlCharactersOnly;

/// What a real keyboard calls the key that writes it; 0 where none does.
int keyOf(const QString &text)
{
    const QChar character = text.size() == 1 ? text.at(0).toUpper() : QChar();
    return character.unicode() >= 0x20 && character.unicode() < 0x7f ? character.unicode() : 0;
}

} // namespace

Keyboard::Keyboard(QWidget &window, QQuickWidget &face, QObject *parent)
    : QObject(parent), m_window(window), m_watch(window, face)
{
    connect(&m_watch, &FieldWatch::changed, this, &Keyboard::fieldChanged);
}

void Keyboard::fieldChanged()
{
    const auto &field = m_watch.field();
    const bool isAnother = field != std::exchange(m_before, field) && field.takesText();
    Q_EMIT changed();
    if (isAnother)
        Q_EMIT fieldEntered();
}

bool Keyboard::isOnPage() const
{
    const QWidget *widget = m_window.focusWidget();
    return m_page && widget && (widget == m_page || m_page->isAncestorOf(widget));
}

bool Keyboard::isShown() const
{
    return m_watch.field().takesText() && !m_watch.field().bringsKeys;
}

bool Keyboard::areDigitsFirst() const
{
    const auto hints = m_watch.field().hints;
    return hints & digitHints || (isOnPage() && !(hints & letterHints));
}

bool Keyboard::areDigitsOnly() const
{
    return m_watch.field().hints & Qt::ImhDigitsOnly;
}

bool Keyboard::isLatinOnly() const
{
    return m_watch.field().hints & (Qt::ImhLatinOnly | letterHints);
}

bool Keyboard::isUpperCase() const
{
    return m_watch.field().hints & Qt::ImhUppercaseOnly;
}

bool Keyboard::endsWithEnter() const
{
    return !isOnPage();
}

void Keyboard::type(const QString &text)
{
    press(keyOf(text), text);
}

void Keyboard::erase()
{
    press(Qt::Key_Backspace, u"\b"_s);
}

void Keyboard::enter()
{
    press(Qt::Key_Return, u"\r"_s);
}

void Keyboard::nextField()
{
    press(Qt::Key_Tab, u"\t"_s);
}

void Keyboard::hide()
{
    if (!m_watch.field().takesText())
        return;
    auto *item = isOnPage() ? nullptr : qobject_cast<QQuickItem *>(m_watch.field().object);
    if (item)
        item->setFocus(false, Qt::OtherFocusReason);
    else // Not to nobody: the payment page takes back what nobody has.
        m_window.setFocus(Qt::OtherFocusReason);
}

void Keyboard::press(int key, const QString &text)
{
    QWidget *target = m_window.focusWidget();
    if (!target || !isShown())
        return;
    // The first may take the field, and its widget, away.
    const QPointer<QWidget> guarded = target;
    for (const auto type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        if (!guarded)
            return;
        QKeyEvent event(type, key, Qt::NoModifier, text);
        QCoreApplication::sendEvent(guarded, &event);
    }
}

} // namespace tillwright::kiosk::terminal
