#include "kiosk/payment_page/locked_view.h"

#include <QtCore/QChildEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QInputMethodQueryEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QWheelEvent>
#include <QtWebEngineCore/QWebEngineScript>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>

#include <utility>

namespace tillwright::kiosk::payment_page {

namespace {

/// The engine lays its page out anew in a process of its own.
constexpr int revealAfterMs = 100;
/// From the press on a field to the keyboard that comes for it.
constexpr int pressCountsMs = 5'000;
/// From the caret to the lower end of its field, and some air.
constexpr int belowCaretPx = 56;

/// With Ctrl, what moves or deletes inside a field and nothing more.
bool isEditingKey(int key)
{
    switch (key) {
    case Qt::Key_A:
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_Backspace:
    case Qt::Key_Delete:
        return true;
    default:
        return false;
    }
}

/// Keys that reach for the browser or the clipboard instead of the field.
bool isBrowserKey(const QKeyEvent &key)
{
    switch (key.key()) {
    case Qt::Key_Back:
    case Qt::Key_Forward:
    case Qt::Key_Refresh:
    case Qt::Key_Reload:
    case Qt::Key_HomePage:
    case Qt::Key_Search:
    case Qt::Key_Print:
    case Qt::Key_Copy:
    case Qt::Key_Cut:
    case Qt::Key_Paste:
    case Qt::Key_ZoomIn:
    case Qt::Key_ZoomOut:
    case Qt::Key_Insert:
        return true;
    case Qt::Key_Delete:
        return key.modifiers().testFlag(Qt::ShiftModifier);
    default:
        break;
    }
    // AltGr types characters on many layouts and arrives as Ctrl+Alt with a printable text.
    const bool typesText = !key.text().isEmpty() && key.text().at(0).isPrint();
    if (key.modifiers().testFlag(Qt::AltModifier))
        return !typesText || key.key() == Qt::Key_Left || key.key() == Qt::Key_Right;
    if (key.modifiers().testAnyFlags(Qt::ControlModifier | Qt::MetaModifier))
        return !isEditingKey(key.key());
    return false;
}

} // namespace

LockedView::LockedView(QWidget *parent) : QWebEngineView(parent), m_notice(new QLabel(this))
{
    setContextMenuPolicy(Qt::NoContextMenu);
    setAcceptDrops(false);
    m_notice->setAlignment(Qt::AlignCenter);
    m_notice->setWordWrap(true);
    m_notice->setAutoFillBackground(true);
    m_notice->setTextFormat(Qt::PlainText);
    m_notice->setObjectName(QStringLiteral("paymentPageNotice"));
    m_notice->hide();
    m_reveal.setSingleShot(true);
    m_reveal.setInterval(revealAfterMs);
    connect(&m_reveal, &QTimer::timeout, this, &LockedView::revealField);
    connect(qApp, &QApplication::focusChanged, this,
            [this](const QWidget *old, const QWidget *now) { focusMoved(old, now); });
}

LockedView::~LockedView()
{
    // Going away, it loses the focus when this part of it is gone already.
    disconnect(qApp, nullptr, this, nullptr);
}

void LockedView::focusMoved(const QWidget *old, const QWidget *now)
{
    // When the engine takes away the widget that had it, and puts another in its place, nobody has it, or Qt moves it on to
    // whatever is next: the button that cancels.
    m_wasMovedOn = now && old && isAncestorOf(old) && old->isHidden();
    if (now && !m_wasMovedOn) {
        const bool hadKeyboard = std::exchange(m_hasKeyboard, now == this || isAncestorOf(now));
        // A field that kept its focus in the page would get it back with the first touch on anything else there: an on-screen
        // keyboard would come, and what was meant would have moved away below the finger.
        if (hadKeyboard && !m_hasKeyboard && isVisible())
            page()->runJavaScript(QStringLiteral("document.activeElement?.blur()"),
                                  QWebEngineScript::ApplicationWorld);
    }
    // Once whatever takes it away is done.
    if (m_hasKeyboard && (!now || m_wasMovedOn))
        QMetaObject::invokeMethod(this, &LockedView::keepFocus, Qt::QueuedConnection);
}

void LockedView::keepFocus()
{
    const bool isNobodys = !QApplication::focusWidget() || m_wasMovedOn;
    if (m_hasKeyboard && isNobodys && isActiveWindow() && isVisible())
        setFocus(Qt::OtherFocusReason);
}

void LockedView::pressedAt(qreal y)
{
    m_pressedY = y;
    m_sincePress.start();
}

void LockedView::setNotice(const QString &text)
{
    m_notice->setText(text);
    m_notice->setGeometry(rect());
    m_notice->setVisible(!text.isEmpty());
    m_notice->raise();
}

bool LockedView::event(QEvent *event)
{
    // The engine puts a widget of its own below the view for every page, and that one gets the input.
    if (event->type() == QEvent::ChildAdded) {
        static_cast<QChildEvent *>(event)->child()->installEventFilter(this);
        QMetaObject::invokeMethod(this, &LockedView::keepFocus, Qt::QueuedConnection);
    }
    return QWebEngineView::event(event);
}

bool LockedView::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Wheel:
        if (static_cast<QWheelEvent *>(event)->modifiers().testFlag(Qt::ControlModifier))
            return true;
        break;
    case QEvent::TouchBegin:
        pressedAt(static_cast<QTouchEvent *>(event)->points().constFirst().position().y());
        break;
    case QEvent::MouseButtonPress:
        pressedAt(static_cast<QMouseEvent *>(event)->position().y());
        [[fallthrough]];
    case QEvent::MouseButtonRelease:
    case QEvent::MouseButtonDblClick:
        // The middle button pastes what somebody selected before, the others go back, forward or open menus.
        if (static_cast<QMouseEvent *>(event)->button() != Qt::LeftButton)
            return true;
        break;
    case QEvent::Hide:
    case QEvent::Show:
        QMetaObject::invokeMethod(this, &LockedView::keepFocus, Qt::QueuedConnection);
        break;
    case QEvent::NativeGesture:
    case QEvent::DragEnter:
    case QEvent::DragMove:
    case QEvent::Drop:
    case QEvent::ContextMenu:
        return true;
    case QEvent::ShortcutOverride:
        // Not ours and not the page's: whoever has a shortcut for it in the window gets it.
        if (isBrowserKey(*static_cast<QKeyEvent *>(event))) {
            event->ignore();
            return true;
        }
        break;
    case QEvent::KeyPress:
    case QEvent::KeyRelease:
        if (isBrowserKey(*static_cast<QKeyEvent *>(event)))
            return true;
        break;
    default:
        break;
    }
    return QWebEngineView::eventFilter(watched, event);
}

QWebEngineView *LockedView::createWindow(QWebEnginePage::WebWindowType)
{
    return nullptr;
}

void LockedView::resizeEvent(QResizeEvent *event)
{
    QWebEngineView::resizeEvent(event);
    m_notice->setGeometry(rect());
    if (event->size().height() < event->oldSize().height())
        m_reveal.start();
}

void LockedView::revealField()
{
    const QWidget *input = focusProxy();
    QObject *field = QGuiApplication::focusObject();
    if (!page() || !input || !input->hasFocus() || !field)
        return;
    // Only where it is, whichever frame it is in: the engine tells it to input methods.
    QInputMethodQueryEvent query(Qt::ImEnabled | Qt::ImCursorRectangle);
    QCoreApplication::sendEvent(field, &query);
    if (!query.value(Qt::ImEnabled).toBool())
        return;
    // The engine may still tell the caret of the field before, and nothing of one that is out of sight already: then the field
    // is where it was pressed.
    qreal bottom = query.value(Qt::ImCursorRectangle).toRectF().bottom();
    if (m_sincePress.isValid() && !m_sincePress.hasExpired(pressCountsMs))
        bottom = qMax(bottom, m_pressedY);
    const qreal hidden = bottom + belowCaretPx - height();
    if (hidden > 0)
        page()->runJavaScript(
            QStringLiteral("scrollBy({top: %1, behavior: 'instant'})").arg(hidden / zoomFactor()),
            QWebEngineScript::ApplicationWorld);
}

} // namespace tillwright::kiosk::payment_page
