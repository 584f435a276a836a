#pragma once

#include <QJsonArray>
#include <QList>
#include <QString>
#include <tl/expected.hpp>

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
        Fill, ///< a finger on a field of the payment page, at a terminal, and on the keyboard that comes
        // By keys alone, at a terminal.
        Lead,  ///< Tab, until the item has the focus
        Pad,   ///< this text on the screen's own keys, by arrows and Enter
        Field, ///< Tab, until the payment page's field has the focus; then the text
        // What is waited for.
        See,         ///< until the widget is shown and, with a text, until that is in it
        Gone,        ///< until it is not
        Focus,       ///< until the widget, or something in it, has the keyboard
        FocusOnPage, ///< until what a CSS selector finds on the payment page has it
        SeeOnPage,   ///< until the text stands there; spaces and strokes do not count
        Pass, ///< so many seconds are over for who waits for a traveller and for the backend: a whole number
        Picture ///< of the window, under this name
    };
    Kind kind = Kind::Press;
    /// A widget's object name, or a QML item's; a key's, what is written, a selector, or the picture's name.
    QString name;
    QString text;
    friend bool operator==(const HandStep &, const HandStep &) = default;
};

/// `[{"press": NAME} | {"type": NAME, "text": TEXT} | {"key": KEY} | {"write": TEXT} | {"scan": CODE} |
/// {"tap": NAME, "text": ROW} | {"tapText": TEXT} | {"tapOnPage": SELECTOR} | {"clearOnPage": SELECTOR} |
/// {"lead": NAME} | {"pad": TEXT} | {"field": SELECTOR, "text": TEXT} | {"fill": SELECTOR, "text": TEXT} |
/// {"see": NAME, "text": TEXT} | {"gone": NAME} | {"focus": NAME} | {"focusOnPage": SELECTOR} |
/// {"seeOnPage": SELECTOR, "text": TEXT} | {"pass": SECONDS} | {"picture": NAME}, ...]`.
/// Error: which step is none.
[[nodiscard]] tl::expected<QList<HandStep>, QString> readHandSteps(const QJsonArray &array);
/// `press saleRailButton`.
[[nodiscard]] QString describe(const HandStep &step);

} // namespace tillwright::kiosk::autopilot
