#include "kiosk/terminal/keyboard_dock.h"

#include "kiosk/terminal/languages.h"
#include "kiosk/terminal/terminal_window.h"

#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickItem>

#include <cmath>

namespace tillwright::kiosk::terminal {

using namespace Qt::StringLiterals;

KeyboardDock::KeyboardDock(TerminalWindow &window, Languages &languages, QWidget *page)
    : QQuickWidget(window.face().engine(), nullptr), m_keyboard(window, window.face())
{
    m_keyboard.setPage(page);
    setObjectName(u"keyboardDock"_s);
    setResizeMode(SizeRootObjectToView);
    setFocusPolicy(Qt::NoFocus);
    setAcceptDrops(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    const QUrl source(u"qrc:/tillwright/qml/components/Keyboard.qml"_s);
    auto *component = new QQmlComponent(engine(), source, this);
    auto *keys = component->isReady() ? component->createWithInitialProperties(
                     {{u"keyboard"_s, QVariant::fromValue<QObject *>(&m_keyboard)},
                      {u"languages"_s, QVariant::fromValue<QObject *>(&languages)}})
                                      : nullptr;
    // It is built in: what is wrong with it is a mistake of ours, or Qt's modules are missing.
    if (!keys)
        qFatal("%s", qUtf8Printable(component->errorString()));
    setContent(source, component, keys);
    // Later, because the theme that makes it higher is measured by how high the dock is.
    connect(keys, SIGNAL(implicitHeightChanged()), this, SLOT(arrange()), Qt::QueuedConnection);
    connect(&m_keyboard, &Keyboard::changed, this, &KeyboardDock::arrange);
    setFixedHeight(0);
    hide();
}

KeyboardDock::~KeyboardDock()
{
    // Its bindings look at the keyboard, which goes before the base class would take them down.
    delete rootObject();
}

void KeyboardDock::arrange()
{
    const auto *keys = rootObject();
    if (!keys)
        return;
    const int heightPx = m_keyboard.isShown() ? int(std::ceil(keys->implicitHeight())) : 0;
    if (heightPx == m_heightPx)
        return;
    m_heightPx = heightPx;
    setFixedHeight(heightPx);
    setVisible(heightPx > 0);
}

QSize KeyboardDock::sizeHint() const
{
    return {QQuickWidget::sizeHint().width(), m_heightPx};
}

} // namespace tillwright::kiosk::terminal
