#include "kiosk/terminal/terminal_window.h"

#include "kiosk/presentation/staff_corner.h"
#include "kiosk/presentation/terminal_view_model.h"
#include "kiosk/terminal/code_provider.h"
#include "kiosk/terminal/icon_provider.h"
#include "kiosk/terminal/languages.h"
#include "kiosk/terminal/screen_voice.h"

#include <QApplication>
#include <QCloseEvent>
#include <QKeyEvent>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickWidget>
#include <QQuickWindow>
#include <QVBoxLayout>
#include <optional>

namespace tillwright::kiosk::terminal {

using namespace Qt::StringLiterals;

namespace {

/// A key that leads or chooses: what a scanner types, or a letter, is none.
bool isCommand(int key)
{
    switch (key) {
    case Qt::Key_Space:
        return true;
    case Qt::Key_Escape:
    case Qt::Key_Shift:
    case Qt::Key_Control:
    case Qt::Key_Meta:
    case Qt::Key_Alt:
    case Qt::Key_AltGr:
    case Qt::Key_CapsLock:
    case Qt::Key_NumLock:
    case Qt::Key_ScrollLock:
        return false;
    default:
        return key > Qt::Key_Escape;
    }
}

/// Where the finger or the mouse is, on the whole desktop; nothing for what has no place.
std::optional<QPointF> placeOf(const QEvent &event)
{
    switch (event.type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
        return static_cast<const QMouseEvent &>(event).globalPosition();
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate: {
        const auto &points = static_cast<const QTouchEvent &>(event).points();
        // Two fingers are no hand that rests.
        return points.size() == 1 ? std::optional(points.front().globalPosition()) : std::nullopt;
    }
    default:
        return std::nullopt;
    }
}

/// Lays what covers it out by itself: the face over all of it, the page where the face says.
class Stage : public QWidget
{
public:
    explicit Stage(QWidget *face) : m_face(face) { m_face->setParent(this); }

protected:
    void resizeEvent(QResizeEvent *) override { m_face->setGeometry(rect()); }

private:
    QWidget *m_face;
};

} // namespace

TerminalWindow::TerminalWindow(presentation::TerminalViewModel &terminal, Languages &languages, QWidget *page,
                               const TerminalLooks &looks)
    : m_terminal(terminal), m_languages(languages), m_face(new QQuickWidget), m_page(page)
{
    setObjectName(u"terminalWindow"_s);
    setWindowTitle(looks.merchantName);
    setContextMenuPolicy(Qt::NoContextMenu);
    m_stage = new Stage(m_face);
    m_stage->setObjectName(u"stage"_s);
    auto *middle = new QWidget;
    m_column = new QVBoxLayout(middle);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(m_stage, 1);
    setCentralWidget(middle);

    m_face->setObjectName(u"face"_s);
    m_face->setResizeMode(QQuickWidget::SizeRootObjectToView);
    m_face->setAccessibleName(looks.merchantName);
    m_face->setFocusPolicy(Qt::StrongFocus);
    m_face->setAcceptDrops(false);
    m_face->engine()->addImageProvider(u"icons"_s, new IconProvider);
    m_face->engine()->addImageProvider(u"phone"_s, new CodeProvider([this]() -> const qr_code::QrCode & {
                                           return m_terminal.phone()->code();
                                       }));
    m_face->engine()->addImageProvider(u"receipt"_s, new CodeProvider([this]() -> const qr_code::QrCode & {
                                           return m_terminal.receiptCode();
                                       }));
    const QUrl source(u"qrc:/tillwright/qml/Main.qml"_s);
    auto *component = new QQmlComponent(m_face->engine(), source, m_face);
    auto *main = component->createWithInitialProperties(
        {{u"terminal"_s, QVariant::fromValue<QObject *>(&m_terminal)},
         {u"languages"_s, QVariant::fromValue<QObject *>(&m_languages)},
         {u"merchantName"_s, looks.merchantName},
         {u"sandbox"_s, looks.sandbox},
         {u"dark"_s, looks.dark}});
    // It is built in: what is wrong with it is a mistake of ours, or Qt's modules are missing.
    if (!main)
        qFatal("%s", qUtf8Printable(component->errorString()));
    m_face->setContent(source, component, main);

    m_page->setParent(m_stage);
    m_page->hide();
    auto *root = m_face->rootObject();
    connect(root, SIGNAL(pageShownChanged()), this, SLOT(arrangePage()));
    connect(root, SIGNAL(pageRectChanged()), this, SLOT(arrangePage()));
    connect(root, SIGNAL(pageFocusWanted()), this, SLOT(focusPage()));
    connect(&m_languages, &Languages::changed, this, &TerminalWindow::speakAgain);
    qApp->installEventFilter(this);
    arrangePage();
}

TerminalWindow::~TerminalWindow()
{
    // The view models that the screens look at may be gone before the base class takes them down. A dock may use the face's
    // engine.
    delete m_dock;
    delete m_face;
}

void TerminalWindow::setKeyboardDock(QWidget *dock)
{
    m_dock = dock;
    m_column->addWidget(dock);
    tellDockHeight();
}

void TerminalWindow::tellDockHeight()
{
    m_face->rootObject()->setProperty("dockHeight", m_dock->isHidden() ? 0 : m_dock->height());
}

void TerminalWindow::closeEvent(QCloseEvent *event)
{
    event->setAccepted(!m_isLocked);
}

bool TerminalWindow::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Resize:
    case QEvent::Show:
    case QEvent::Hide:
        if (m_dock && watched == m_dock)
            tellDockHeight();
        break;
    case QEvent::MouseMove:
    case QEvent::MouseButtonRelease:
    case QEvent::TouchUpdate:
    case QEvent::TouchEnd:
    case QEvent::TouchCancel:
        watchTheCorner(*event);
        break;
    case QEvent::MouseButtonPress:
    case QEvent::TouchBegin:
    case QEvent::KeyPress:
    case QEvent::Wheel:
        if (const auto *widget = qobject_cast<QWidget *>(watched); widget && widget->window() == this) {
            m_terminal.touched();
            if (m_staff)
                m_staff->touched();
            watchTheCorner(*event);
            if (event->type() == QEvent::KeyPress && keyPressed(*static_cast<QKeyEvent *>(event)))
                return true;
        }
        break;
    default:
        break;
    }
    return QMainWindow::eventFilter(watched, event);
}

void TerminalWindow::setSpeaker(presentation::Speaker &speaker)
{
    // The face's, because its screens look at it until the end.
    m_voice = new ScreenVoice(*m_face, m_terminal, m_languages, speaker, m_face);
    m_face->rootObject()->setProperty("voice", QVariant::fromValue<QObject *>(m_voice));
}

void TerminalWindow::setStaffCorner(presentation::StaffCorner &staff)
{
    m_staff = &staff;
    m_face->rootObject()->setProperty("staff", QVariant::fromValue<QObject *>(&staff));
    connect(&staff, &presentation::StaffCorner::openChanged, this, &TerminalWindow::staffCameOrWent);
}

void TerminalWindow::watchTheCorner(const QEvent &event)
{
    if (!m_staff || event.type() == QEvent::KeyPress || event.type() == QEvent::Wheel)
        return;
    const auto place = placeOf(event);
    const bool isInCorner = place
        && QRectF(0, 0, staffCornerPx, staffCornerPx).contains(mapFromGlobal(*place))
        // Whoever does not see the screen may rest a hand anywhere on it.
        && !m_face->rootObject()->property("accessible").toBool();
    const bool isPress = event.type() == QEvent::MouseButtonPress || event.type() == QEvent::TouchBegin;
    if (!isInCorner)
        m_staff->cornerReleased();
    else if (isPress)
        m_staff->cornerPressed();
}

void TerminalWindow::staffCameOrWent()
{
    if (!m_staff->isOpen())
        return;
    // What lay under the hand is not pressed by it.
    if (auto *pressed = m_face->quickWindow()->mouseGrabberItem())
        pressed->ungrabMouse();
    m_face->setFocus(Qt::OtherFocusReason);
}

bool TerminalWindow::keyPressed(const QKeyEvent &event)
{
    if (m_staff) {
        if (event.key() == staffKey && event.modifiers() == staffKeysWith) {
            m_staff->ask();
            return true;
        }
        // Its keys are nobody else's, and what is typed there is not said.
        if (m_staff->isOpen())
            return false;
    }
    if (!m_voice)
        return false;
    auto *root = m_face->rootObject();
    if (root->property("accessible").toBool())
        return m_voice->pressed(event.key());
    if (m_terminal.screen() != presentation::TerminalViewModel::Screen::Attract || !isCommand(event.key()))
        return false;
    QMetaObject::invokeMethod(root, "beAccessible");
    m_face->setFocus(Qt::OtherFocusReason);
    return true;
}

void TerminalWindow::arrangePage()
{
    const auto *root = m_face->rootObject();
    if (!m_page || !root)
        return;
    const bool isShown = root->property("pageShown").toBool();
    m_page->setGeometry(root->property("pageRect").toRectF().toRect());
    if (isShown == !m_page->isHidden())
        return;
    m_page->setVisible(isShown);
    if (isShown) {
        m_page->raise();
        m_page->setFocus(Qt::OtherFocusReason);
    } else {
        m_face->setFocus(Qt::OtherFocusReason);
    }
}

void TerminalWindow::focusPage()
{
    if (m_page && m_page->isVisible())
        m_page->setFocus(Qt::TabFocusReason);
}

void TerminalWindow::speakAgain()
{
    m_face->engine()->retranslate();
    m_terminal.retranslate();
}

} // namespace tillwright::kiosk::terminal
