#pragma once

#include "kiosk/autopilot/page_probe.h"

#include <QElapsedTimer>
#include <QString>
#include <functional>

class QQuickItem;
class QQuickWidget;
class QWidget;

namespace tillwright::kiosk::autopilot {

/// Fields group what is typed, with spaces and strokes of their own.
[[nodiscard]] QString withoutGaps(QString text);

/// Fills fields of the payment page at the terminal as somebody does who has nothing but the screen: touches the field, waits
/// for the on-screen keyboard, and touches its keys.
class TouchTypist : public QObject
{
    Q_OBJECT

public:
    /// From the touch on a field to the keyboard with the field in sight above it.
    static constexpr qint64 keyboardLimitMs = 20'000;

    /// Both must outlive it.
    TouchTypist(QWidget *window, PageProbe &probe) : m_window(window), m_probe(probe) {}

    /// `done` hears whether all of it stands in the field then. False as well when the field is not there, or does not stay
    /// in sight above the keyboard, or there is no key for what is to be typed. Nobody hears anything once the probe has
    /// forgotten.
    void type(const QString &selector, const QString &text, std::function<void(bool)> done);
    /// Presses something of the page. A finger that finds it out of sight sends the keyboard away first. False: not yet.
    [[nodiscard]] bool press(const PageElement &element);

private:
    void awaitKeyboard();
    void touchKeys();
    void check(int looksLeft);
    void finish(bool isTyped);
    [[nodiscard]] QQuickWidget *dock() const;
    /// Null when it cannot be seen.
    [[nodiscard]] QQuickItem *key(const QString &name) const;
    void touchKey(const QQuickItem *key) const;

    QWidget *m_window;
    PageProbe &m_probe;
    QString m_selector;
    QString m_text;
    std::function<void(bool)> m_done;
    QElapsedTimer m_sinceTouch;
    /// Of what is to be pressed, at the last look.
    QRectF m_lastBox;
};

} // namespace tillwright::kiosk::autopilot
