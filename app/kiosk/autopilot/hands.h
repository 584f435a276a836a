#pragma once

#include "kiosk/autopilot/autopilot.h"
#include "kiosk/autopilot/raw_input.h"

class QAbstractItemView;

namespace tillwright::kiosk::autopilot {

/// One thing that a cashier or a customer does, or looks for, beside a scenario's sales.
struct HandStep {
    enum class Kind {
        // Straight to a widget, for tests that are about something else.
        Press, ///< a button
        Type,  ///< text into a field, in the place of what stands there
        // As the window system would bring it, to whatever has the keyboard or is under the finger.
        Key,         ///< one key, such as F12 or Shift+Tab
        Write,       ///< text, at a person's pace
        Scan,        ///< a code, at a scanner's pace, and Enter
        Tap,         ///< a finger on a widget; with a text, on the row of a list that has it
        TapText,     ///< a finger on the keys of the touch keyboard
        TapOnPage,   ///< a finger on what a CSS selector finds on the payment page
        ClearOnPage, ///< the touch keyboard's Delete, until nothing stands there
        // What is waited for.
        See,         ///< until the widget is shown and, with a text, until that is in it
        Gone,        ///< until it is not
        Focus,       ///< until the widget, or something in it, has the keyboard
        FocusOnPage, ///< until what a CSS selector finds on the payment page has it
        Picture      ///< of the window, under this name
    };
    Kind kind = Kind::Press;
    /// A widget's object name, a key's, what is written, a selector, or the picture's name.
    QString name;
    QString text;
    friend bool operator==(const HandStep &, const HandStep &) = default;
};

/// `{"hands": [{"press": NAME} | {"type": NAME, "text": TEXT} | {"key": KEY} | {"write": TEXT} | {"scan": CODE} |
/// {"tap": NAME, "text": ROW} | {"tapText": TEXT} | {"tapOnPage": SELECTOR} | {"clearOnPage": SELECTOR} | {"see": NAME, "text": TEXT} | {"gone": NAME} |
/// {"focus": NAME} | {"focusOnPage": SELECTOR} | {"picture": NAME}, ...], "signsIn": false}`. Empty: the line is something
/// else, such as a scenario. Error: which step is none.
struct HandSteps {
    QList<HandStep> steps;
    /// Signs in first, by clicks, where somebody has to. Otherwise everything comes from the window system: neither press
    /// nor type is allowed.
    bool signsIn = true;
};
[[nodiscard]] std::optional<tl::expected<HandSteps, QString>> parseHands(const QByteArray &line);

/// Does the steps one after the other on the real widgets. A step that is not possible within handStepLimitMs ends it.
class Hands : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 handStepLimitMs = 30'000;

    Hands(HandSteps steps, AutopilotHost host, QObject *parent = nullptr);
    void start();

Q_SIGNALS:
    /// `{"hands": NUMBER_OF_STEPS_DONE, "keys": N, "mouse": N, "touches": N}`, what came from the window system meanwhile, and
    /// `problem` when the steps are not all done.
    void ended(const QJsonObject &result);

private:
    void tick();
    void end(const QString &problem);
    [[nodiscard]] bool carryOut(const HandStep &step);
    [[nodiscard]] bool pressNamed(const QString &name);
    [[nodiscard]] bool write(const QString &text);
    [[nodiscard]] bool tap(const HandStep &step);
    [[nodiscard]] bool tapText(const QString &text);
    [[nodiscard]] bool tapAt(QWidget *widget, const QPoint &at);
    void lookOnPage(const HandStep &step);
    /// Shown, and enabled where it is to be used.
    [[nodiscard]] QWidget *find(const QString &name) const;

    QList<HandStep> m_steps;
    bool m_signsInFirst;
    AutopilotHost m_host;
    SignInKeys m_signIn;
    PageProbe m_probe;
    RawInput m_input;
    QTimer m_timer;
    QElapsedTimer m_sinceStep;
    QElapsedTimer m_sinceKey;
    QElapsedTimer m_sinceTap;
    qsizetype m_next = 0;
    /// Of a step that takes several looks.
    qsizetype m_written = 0;
    bool m_isLookingOnPage = false;
    bool m_isDoneOnPage = false;
};

} // namespace tillwright::kiosk::autopilot
