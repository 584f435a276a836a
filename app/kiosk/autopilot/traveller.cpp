#include "kiosk/autopilot/traveller.h"

#include "kiosk/autopilot/widget_input.h"
#include "kiosk/quick_items/shown_item.h"

#include <QApplication>
#include <QMouseEvent>
#include <QQuickItem>
#include <QQuickWidget>
#include <QQuickWindow>

namespace tillwright::kiosk::autopilot {

using namespace Qt::StringLiterals;

QQuickWidget *Traveller::face() const
{
    return m_window->findChild<QQuickWidget *>(u"face"_s);
}

QQuickItem *Traveller::find(const QString &objectName) const
{
    const auto *widget = face();
    auto *item =
        widget && widget->rootObject() ? quick_items::shownItem(widget->rootObject(), objectName) : nullptr;
    return item && item->isEnabled() ? item : nullptr;
}

bool Traveller::isShown(const QString &objectName) const
{
    const auto *part = m_window->findChild<QWidget *>(objectName);
    return find(objectName) || (part && part->isVisible());
}

std::optional<QPointF> Traveller::middleOf(const QString &objectName) const
{
    if (!find(objectName))
        return std::nullopt;
    // What has changed since the last picture is laid out for the next one.
    face()->grabFramebuffer();
    const auto *item = find(objectName);
    if (!item)
        return std::nullopt;
    return item->mapToScene(QPointF(item->width() / 2, item->height() / 2));
}

bool Traveller::press(const QString &objectName) const
{
    const auto place = middleOf(objectName);
    // A layout may need another round for what the first one has changed.
    if (!place || middleOf(objectName) != place)
        return false;
    pressAt(*place);
    return true;
}

void Traveller::pressAt(const QPointF &at) const
{
    auto *widget = face();
    if (m_byTouch) {
        touchWidget(widget, at);
        return;
    }
    const QPointF global = widget->mapToGlobal(at);
    QMouseEvent press(QEvent::MouseButtonPress, at, global, Qt::LeftButton, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(widget, &press);
    QMouseEvent release(QEvent::MouseButtonRelease, at, global, Qt::LeftButton, Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(widget, &release);
}

QString Traveller::textOf(const QString &objectName) const
{
    const auto *item = find(objectName);
    return item ? item->property("text").toString() : QString();
}

void Traveller::type(const QString &text) const
{
    if (m_byTouch) {
        for (const QChar character : text) {
            if (const auto place = middleOf(u"key_"_s + character))
                pressAt(*place);
        }
        return;
    }
    for (const QChar character : text)
        pressKey(face(), 0, Qt::NoModifier, QString(character));
}

void Traveller::pressKeyHere(int key) const
{
    auto *focus = QApplication::focusWidget();
    pressKey(focus ? focus : face(), key, Qt::NoModifier,
             key == Qt::Key_Return    ? QString(u'\r')
                 : key == Qt::Key_Tab ? QString(u'\t')
                                      : QString());
}

bool Traveller::lead(const QString &objectName) const
{
    const auto *item = find(objectName);
    if (item && item->hasActiveFocus() && face()->hasFocus())
        return true;
    if (item)
        pressKeyHere(Qt::Key_Tab);
    return false;
}

bool Traveller::typeOnPad(const QString &text) const
{
    const QString typed = textOf(u"referenceField"_s);
    if (typed == text)
        return true;
    const auto *wanted = find(u"key_"_s + text.mid(typed.size(), 1));
    const auto *focus = face()->quickWindow()->activeFocusItem();
    if (!wanted || !focus)
        return false;
    if (!focus->objectName().startsWith("key_"_L1)) {
        pressKeyHere(Qt::Key_Tab);
        return false;
    }
    // As somebody who sees where it is: first to its line, then along it.
    const QPointF way = wanted->mapToScene(QPointF(wanted->width() / 2, wanted->height() / 2))
        - focus->mapToScene(QPointF(focus->width() / 2, focus->height() / 2));
    if (qAbs(way.y()) > wanted->height() / 2)
        pressKeyHere(way.y() > 0 ? Qt::Key_Down : Qt::Key_Up);
    else if (focus != wanted)
        pressKeyHere(way.x() > 0 ? Qt::Key_Right : Qt::Key_Left);
    else
        pressKeyHere(Qt::Key_Return);
    return false;
}

tl::expected<bool, QString> Traveller::fill(const Scenario &scenario) const
{
    if (!face())
        return tl::unexpected(u"this program does not show the terminal; start it with --mode terminal"_s);
    if (find(u"payButton"_s)) {
        const QString amount = textOf(u"reviewAmountValue"_s);
        if (!amount.endsWith(scenario.amount))
            return tl::unexpected(
                u"the booking of the scenario comes to %1, not to %2"_s.arg(amount, scenario.amount));
        return true;
    }
    if (find(u"referenceField"_s)) {
        if (textOf(u"referenceField"_s) == scenario.reference) {
            press(u"findButton"_s);
        } else if (textOf(u"referenceField"_s).isEmpty()) {
            press(u"referenceField"_s);
            type(scenario.reference);
        }
        return false;
    }
    // The last one's, or nobody's.
    if (!press(u"finishButton"_s))
        press(u"language_"_s + scenario.language);
    return false;
}

} // namespace tillwright::kiosk::autopilot
