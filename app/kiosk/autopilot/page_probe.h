#pragma once

#include <QObject>
#include <QPoint>
#include <QPointer>
#include <QRectF>
#include <functional>
#include <optional>

class QWebEngineView;

namespace tillwright::kiosk::autopilot {

/// Where something is on the payment page, in the page's own pixels.
struct PageElement {
    QRectF box;
    bool disabled = false;
    /// It has the keyboard.
    bool focused = false;
    QString text;
};

/// With what is pressed.
enum class Pointer {
    Mouse,
    Finger, ///< Nothing is scrolled for it: what the page or the keyboard hides stays hidden.
};

/// Finds elements of the page, frames of other origins included, and presses and types there with real input
/// events. It reads nothing else and changes nothing.
class PageProbe : public QObject
{
    Q_OBJECT

public:
    /// The script that PaymentPage has to run in every frame, in its own world (probeWorldId).
    [[nodiscard]] static QString script();
    static constexpr quint32 probeWorldId = 77;

    explicit PageProbe(QWebEngineView *view, Pointer pointer = Pointer::Mouse, QObject *parent = nullptr);

    /// One look; empty when it is not to be seen within locateLimitMs.
    void locate(const QString &selector, std::function<void(std::optional<PageElement>)> found);
    /// What is being looked for is not reported any more: the page it was on is gone.
    void forget() { ++m_generation; }
    /// Changes when something is forgotten.
    [[nodiscard]] int generation() const { return m_generation; }
    [[nodiscard]] Pointer pointer() const { return m_pointer; }
    void press(const PageElement &element);
    /// All of it is on the view.
    [[nodiscard]] bool isInSight(const PageElement &element) const;
    /// Replaces what stands in the focused field.
    void replaceText(const QString &text);

private:
    QWidget *inputWidget() const;
    void click(const QPointF &at);
    void sendKey(int key, Qt::KeyboardModifiers modifiers, const QString &text);
    void readAnswer(const QString &id, int looksLeft, std::function<void(std::optional<PageElement>)> found);

    QPointer<QWebEngineView> m_view;
    Pointer m_pointer;
    int m_generation = 0;
};

} // namespace tillwright::kiosk::autopilot
