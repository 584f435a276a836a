#pragma once

#include <QObject>
#include <QPointer>
#include <QString>
#include <QStringList>
#include <QTimer>

class QQuickItem;
class QQuickWidget;

namespace tillwright::kiosk::presentation {
class Speaker;
class TerminalViewModel;
} // namespace tillwright::kiosk::presentation

namespace tillwright::kiosk::terminal {

class Languages;

/// Reads the terminal aloud in the language that it is shown in, while the accessible mode is on: a screen when it comes, what
/// is new on it, what has the focus, and what is typed. It reads what assistive technology would read: the items' accessible
/// names, from top to bottom. Amounts and references as they are said. The card form is third-party ground of other origins; of it
/// only how to go through it is said.
class ScreenVoice : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool available READ isAvailable NOTIFY changed)
    Q_PROPERTY(int volume READ volume NOTIFY changed)

public:
    static constexpr int volumeStep = 10;
    /// How often what is shown is looked at: texts come and go without a word to anybody.
    static constexpr int lookEveryMs = 150;

    /// All must outlive it.
    ScreenVoice(QQuickWidget &face, presentation::TerminalViewModel &terminal, Languages &languages,
                presentation::Speaker &speaker, QObject *parent = nullptr);

    /// False while nothing can be heard: then there is nothing to press for it.
    [[nodiscard]] bool isAvailable() const;
    /// Percent.
    [[nodiscard]] int volume() const;

    /// The whole screen again, and what has the focus on it.
    Q_INVOKABLE void repeat();
    Q_INVOKABLE void silence();
    Q_INVOKABLE void louder() { changeVolume(volumeStep); }
    Q_INVOKABLE void quieter() { changeVolume(-volumeStep); }
    /// F5 repeat, F6 silence, F7 and F8 the volume, and the keys that keyboards have for it. False for every other one.
    bool pressed(int key);

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    // Named as slots, because QML's signals are known by name only, and tests look without waiting.
    void follow();
    /// Says what is new, in the accessible mode.
    void look();

private:
    /// Staff are at their own screen, which is not said: neither what is on it nor what is typed there.
    [[nodiscard]] bool isStaffHere() const;
    void typedChanged();
    void changeVolume(int by);
    void passFocus();
    [[nodiscard]] QQuickItem *focusItem() const;
    void say(const QString &text, const QString &language);
    /// What lies on top: the screen, or what has to be answered before it.
    [[nodiscard]] QQuickItem *top() const;
    [[nodiscard]] QStringList texts() const;
    [[nodiscard]] QString focusText(const QQuickItem *focus) const;
    [[nodiscard]] QString spoken(const QString &text) const;

    QQuickWidget &m_face;
    presentation::TerminalViewModel &m_terminal;
    Languages &m_languages;
    presentation::Speaker &m_speaker;
    QTimer m_looks;
    QPointer<QQuickItem> m_top;
    QPointer<QQuickItem> m_focus;
    QString m_focusText;
    QStringList m_texts;
    QString m_language;
    QString m_typed;
};

} // namespace tillwright::kiosk::terminal
