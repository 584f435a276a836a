#include "kiosk/autopilot/touch_typist.h"

#include "kiosk/autopilot/widget_input.h"
#include "kiosk/quick_items/shown_item.h"

#include <QQuickItem>
#include <QQuickWidget>
#include <QTimer>

#include <utility>

namespace tillwright::kiosk::autopilot {

using namespace Qt::StringLiterals;

namespace {

constexpr int lookEveryMs = 50;
constexpr int looksForText = 200;

} // namespace

QString withoutGaps(QString text)
{
    return text.remove(u' ').remove(u'/');
}

QQuickWidget *TouchTypist::dock() const
{
    auto *dock = m_window->findChild<QQuickWidget *>(u"keyboardDock"_s);
    return dock && dock->isVisible() ? dock : nullptr;
}

QQuickItem *TouchTypist::key(const QString &name) const
{
    return dock() ? quick_items::shownItem(dock()->rootObject(), u"dock_"_s + name) : nullptr;
}

void TouchTypist::touchKey(const QQuickItem *key) const
{
    touchWidget(dock(), key->mapToScene(QPointF(key->width() / 2, key->height() / 2)));
}

void TouchTypist::type(const QString &selector, const QString &text, std::function<void(bool)> done)
{
    m_selector = selector;
    m_text = withoutGaps(text);
    m_done = std::move(done);
    m_probe.locate(m_selector, [this](const std::optional<PageElement> &found) {
        // From a try that came to an end further on.
        if (found && withoutGaps(found->text) == m_text) {
            finish(true);
            return;
        }
        if (!found || !m_probe.isInSight(*found)) {
            // Below the keyboard's upper end: without it there is room.
            if (found && dock())
                touchKey(key(u"hide"_s));
            finish(false);
            return;
        }
        m_probe.press(*found);
        m_sinceTouch.start();
        awaitKeyboard();
    });
}

void TouchTypist::awaitKeyboard()
{
    QTimer::singleShot(lookEveryMs, this, [this, generation = m_probe.generation()] {
        if (generation != m_probe.generation())
            return; // The page has gone, and nobody waits.
        m_probe.locate(m_selector, [this](const std::optional<PageElement> &found) {
            if (found && key(m_text.first(1)) && m_probe.isInSight(*found))
                touchKeys();
            else if (m_sinceTouch.elapsed() < keyboardLimitMs)
                awaitKeyboard();
            else
                finish(false);
        });
    });
}

void TouchTypist::touchKeys()
{
    for (const QChar character : std::as_const(m_text)) {
        const auto *item = key(QString(character));
        if (!item) {
            finish(false);
            return;
        }
        touchKey(item);
    }
    check(looksForText);
}

void TouchTypist::finish(bool isTyped)
{
    // It may begin the next field at once.
    const auto done = std::exchange(m_done, nullptr);
    if (done)
        done(isTyped);
}

void TouchTypist::check(int looksLeft)
{
    QTimer::singleShot(lookEveryMs, this, [this, looksLeft, generation = m_probe.generation()] {
        if (generation != m_probe.generation())
            return;
        m_probe.locate(m_selector, [this, looksLeft](const std::optional<PageElement> &found) {
            if (found && withoutGaps(found->text) == m_text)
                finish(m_probe.isInSight(*found));
            else if (looksLeft > 0)
                check(looksLeft - 1);
            else
                finish(false);
        });
    });
}

bool TouchTypist::press(const PageElement &element)
{
    if (m_probe.pointer() == Pointer::Finger) {
        if (!m_probe.isInSight(element)) {
            if (dock())
                touchKey(key(u"hide"_s));
            return false;
        }
        // It moves while the page takes the room that the keyboard has left.
        if (std::exchange(m_lastBox, element.box) != element.box)
            return false;
    }
    m_lastBox = {};
    m_probe.press(element);
    return true;
}

} // namespace tillwright::kiosk::autopilot
