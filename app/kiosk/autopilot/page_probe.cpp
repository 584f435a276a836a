#include "kiosk/autopilot/page_probe.h"

#include "kiosk/autopilot/widget_input.h"

#include <QCoreApplication>
#include <QFile>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QTimer>
#include <QVariantMap>
#include <QWebEnginePage>
#include <QWebEngineView>

namespace tillwright::kiosk::autopilot {

using namespace Qt::StringLiterals;

namespace {

constexpr int lookEveryMs = 20;
constexpr int locateLimitMs = 200;

} // namespace

QString PageProbe::script()
{
    QFile file(u":/tillwright/autopilot/probe.js"_s);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    Q_UNUSED(opened);
    return QString::fromUtf8(file.readAll());
}

PageProbe::PageProbe(QWebEngineView *view, Pointer pointer, QObject *parent)
    : QObject(parent), m_view(view), m_pointer(pointer)
{
}

void PageProbe::locate(const QString &selector, std::function<void(std::optional<PageElement>)> found)
{
    if (!m_view) {
        found(std::nullopt);
        return;
    }
    // Of all that ever asked: the page keeps its answers, and another one's would be taken for this one's.
    static int lastId = 0;
    const QString id = QString::number(++lastId);
    QString escaped = selector;
    escaped.replace(u'\\', "\\\\"_L1).replace(u'\'', "\\'"_L1);
    m_view->page()->runJavaScript(
        u"window.tillwrightLocate && tillwrightLocate('%1', '%2', %3)"_s.arg(
            id, escaped, m_pointer == Pointer::Mouse ? u"true"_s : u"false"_s),
        probeWorldId, [this, id, generation = m_generation, found = std::move(found)](const QVariant &) {
            if (generation != m_generation)
                return;
            readAnswer(id, locateLimitMs / lookEveryMs, found);
        });
}

void PageProbe::readAnswer(const QString &id, int looksLeft,
                           std::function<void(std::optional<PageElement>)> found)
{
    if (!m_view) {
        found(std::nullopt);
        return;
    }
    m_view->page()->runJavaScript(
        u"(window.tillwrightFound && tillwrightFound['%1']) || null"_s.arg(id), probeWorldId,
        [this, id, looksLeft, generation = m_generation, found = std::move(found)](const QVariant &answer) {
            if (generation != m_generation)
                return;
            const auto map = answer.toMap();
            if (!map.isEmpty()) {
                found(PageElement{QRectF(map.value(u"x"_s).toDouble(), map.value(u"y"_s).toDouble(),
                                         map.value(u"width"_s).toDouble(), map.value(u"height"_s).toDouble()),
                                  map.value(u"disabled"_s).toBool(), map.value(u"focused"_s).toBool(),
                                  map.value(u"text"_s).toString()});
            } else if (looksLeft > 0) {
                QTimer::singleShot(lookEveryMs, this, [this, id, looksLeft, generation, found] {
                    if (generation == m_generation)
                        readAnswer(id, looksLeft - 1, found);
                });
            } else {
                found(std::nullopt);
            }
        });
}

QWidget *PageProbe::inputWidget() const
{
    // Chromium takes its input through a child that the view makes when a page is loaded.
    return m_view->focusProxy() ? m_view->focusProxy() : m_view.data();
}

void PageProbe::press(const PageElement &element)
{
    // The page measures in its own pixels.
    const QPointF at = element.box.center() * m_view->zoomFactor();
    if (m_pointer == Pointer::Finger)
        touchWidget(inputWidget(), at);
    else
        click(at);
}

void PageProbe::click(const QPointF &at)
{
    auto *target = inputWidget();
    target->setFocus(Qt::MouseFocusReason);
    const QPointF global = target->mapToGlobal(at);
    const auto send = [&](QEvent::Type type, Qt::MouseButton button, Qt::MouseButtons buttons) {
        QCoreApplication::postEvent(target,
                                    new QMouseEvent(type, at, global, button, buttons, Qt::NoModifier));
    };
    send(QEvent::MouseMove, Qt::NoButton, Qt::NoButton);
    send(QEvent::MouseButtonPress, Qt::LeftButton, Qt::LeftButton);
    send(QEvent::MouseButtonRelease, Qt::LeftButton, Qt::NoButton);
}

bool PageProbe::isInSight(const PageElement &element) const
{
    const qreal zoom = m_view->zoomFactor();
    const QRectF box(element.box.topLeft() * zoom, element.box.size() * zoom);
    return QRectF(m_view->rect()).contains(box);
}

void PageProbe::replaceText(const QString &text)
{
    sendKey(Qt::Key_A, Qt::ControlModifier, {});
    sendKey(Qt::Key_Backspace, Qt::NoModifier, {});
    for (const auto c : text)
        sendKey(c.isDigit() ? Qt::Key_0 + c.digitValue() : c.unicode(), Qt::NoModifier, QString(c));
}

void PageProbe::sendKey(int key, Qt::KeyboardModifiers modifiers, const QString &text)
{
    auto *target = inputWidget();
    QCoreApplication::postEvent(target, new QKeyEvent(QEvent::KeyPress, key, modifiers, text));
    QCoreApplication::postEvent(target, new QKeyEvent(QEvent::KeyRelease, key, modifiers, text));
}

} // namespace tillwright::kiosk::autopilot
