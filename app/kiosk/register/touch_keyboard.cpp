#include "kiosk/register/touch_keyboard.h"

#include "kiosk/register/icons.h"
#include "kiosk/register/keypad.h"
#include "kiosk/register/labels.h"
#include "kiosk/register/theme.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QIcon>
#include <QInputMethod>
#include <QInputMethodQueryEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QTouchEvent>
#include <QVBoxLayout>
#include <QWindow>
#include <algorithm>

namespace tillwright::kiosk::register_face {

namespace {

constexpr int widthMaxPx = 1040;
constexpr int marginPx = 16;
constexpr int paddingPx = 12;
constexpr int gapPx = 8;
constexpr int iconPx = 24;

constexpr const char *plainProperty = "plain";
constexpr const char *shiftedProperty = "shifted";

QString objectNameOf(const QString &character)
{
    return QStringLiteral("touchKey_") + character;
}

} // namespace

TouchKeyboard::TouchKeyboard(QWidget *parent, QWidget *page)
    : QFrame(parent), m_page(page), m_rows(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("touchKeyboard"));
    setAccessibleName(tr("Keyboard"));
    setProperty("kind", QStringLiteral("keyboard"));
    setAttribute(Qt::WA_StyledBackground);
    // Keys keep their places in every language.
    setLayoutDirection(Qt::LeftToRight);
    setFocusPolicy(Qt::NoFocus);
    m_rows->setContentsMargins(paddingPx, paddingPx, paddingPx, paddingPx);
    m_rows->setSpacing(gapPx);
    addRow(QStringLiteral("1234567890"), QStringLiteral("!\"#$%&/()="));
    addRow(QStringLiteral("qwertyuiop"), QStringLiteral("QWERTYUIOP"));
    addRow(QStringLiteral("asdfghjkl'"), QStringLiteral("ASDFGHJKL*"));

    auto *last = new QHBoxLayout;
    last->setSpacing(gapPx);
    m_shift = addKey(last, QStringLiteral("touchKeyShift"), tr("Shift"), tr("Capitals and signs"));
    m_shift->setCheckable(true);
    const QString letters = QStringLiteral("zxcvbnm");
    for (const QChar letter : letters)
        addCharacter(last, letter, letter.toUpper());
    addCharacter(last, QStringLiteral("."), QStringLiteral(":"));
    m_delete = addKey(last, QStringLiteral("touchKeyDelete"), {}, tr("Delete the last character"));
    m_delete->setAutoRepeat(true);
    m_rows->addLayout(last);

    auto *foot = new QHBoxLayout;
    foot->setSpacing(gapPx);
    auto *hideKey = addKey(foot, QStringLiteral("touchKeyHide"), tr("Hide"), tr("Hide the keyboard"), 2);
    addCharacter(foot, QStringLiteral("@"), QStringLiteral("+"));
    addCharacter(foot, QStringLiteral("-"), QStringLiteral("_"));
    auto *space = addKey(foot, QStringLiteral("touchKeySpace"), tr("Space"), tr("Space"), 4);
    addCharacter(foot, QStringLiteral(","), QStringLiteral(";"));
    auto *enter = addKey(foot, QStringLiteral("touchKeyEnter"), tr("Enter"), tr("Enter"), 2);
    m_rows->addLayout(foot);

    connect(m_shift, &QPushButton::toggled, this, &TouchKeyboard::setShifted);
    connect(m_delete, &QPushButton::clicked, this, [this] { send(Qt::Key_Backspace, {}); });
    connect(hideKey, &QPushButton::clicked, this, [this] {
        m_pageWasTouched = false;
        hide();
    });
    connect(space, &QPushButton::clicked, this, [this] { send(Qt::Key_Space, QStringLiteral(" ")); });
    connect(enter, &QPushButton::clicked, this, [this] { send(Qt::Key_Return, QStringLiteral("\r")); });
    connect(qApp, &QApplication::focusChanged, this, &TouchKeyboard::review);
    // The page's fields are no widgets: it says so when one of them takes text.
    connect(QGuiApplication::inputMethod(), &QInputMethod::cursorRectangleChanged, this,
            &TouchKeyboard::review);
    setShifted(false);
    hide();
    qApp->installEventFilter(this);
}

void TouchKeyboard::addRow(const QString &keys, const QString &shifted)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(gapPx);
    for (qsizetype i = 0; i < keys.size(); ++i)
        addCharacter(row, keys[i], shifted[i]);
    m_rows->addLayout(row);
}

QPushButton *TouchKeyboard::addKey(QHBoxLayout *row, const QString &objectName, const QString &face,
                                   const QString &name, int stretch)
{
    auto *key = new QPushButton(face);
    key->setObjectName(objectName);
    key->setAccessibleName(name);
    key->setProperty("kind", QStringLiteral("key"));
    key->setProperty("compact", true);
    key->setFocusPolicy(Qt::NoFocus);
    key->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    row->addWidget(key, stretch);
    return key;
}

void TouchKeyboard::addCharacter(QHBoxLayout *row, const QString &plain, const QString &shifted)
{
    auto *key = addKey(row, objectNameOf(plain), plain, plain);
    key->setProperty(plainProperty, plain);
    key->setProperty(shiftedProperty, shifted);
    m_characters.append(key);
    connect(key, &QPushButton::clicked, this, [this, plain, shifted] {
        const QString text = m_isShifted ? shifted : plain;
        const QChar character = text.front().toUpper();
        send(character.isLetterOrNumber() ? character.unicode() : 0, text);
        // One capital, as at the beginning of a name.
        m_shift->setChecked(false);
    });
}

void TouchKeyboard::applyTheme(const Theme &theme)
{
    m_delete->setIcon(iconPixmap(QStringLiteral("delete"), theme.color(QStringLiteral("text")), iconPx,
                                 devicePixelRatioF()));
    m_delete->setIconSize({iconPx, iconPx});
}

void TouchKeyboard::setShifted(bool shifted)
{
    m_isShifted = shifted;
    for (auto *key : std::as_const(m_characters)) {
        const QString face = key->property(shifted ? shiftedProperty : plainProperty).toString();
        // A mnemonic is no part of a key.
        key->setText(face == QStringLiteral("&") ? QStringLiteral("&&") : face);
        key->setAccessibleName(face);
    }
}

void TouchKeyboard::send(int key, const QString &text)
{
    QWidget *target = QApplication::focusWidget();
    if (!target)
        return;
    // Posted, because what takes it may take this keyboard away while its key is still pressed.
    QCoreApplication::postEvent(target, new QKeyEvent(QEvent::KeyPress, key, Qt::NoModifier, text));
    QCoreApplication::postEvent(target, new QKeyEvent(QEvent::KeyRelease, key, Qt::NoModifier, text));
}

bool TouchKeyboard::isOfPage(const QWidget *widget) const
{
    return m_page && widget && (widget == m_page || m_page->isAncestorOf(widget));
}

bool TouchKeyboard::takesText(const QWidget *widget) const
{
    if (const auto *edit = qobject_cast<const QLineEdit *>(widget))
        return edit->isEnabled() && !edit->isReadOnly() && !edit->property(hasKeypadProperty).toBool();
    if (!isOfPage(widget))
        return false;
    QInputMethodQueryEvent query(Qt::ImEnabled);
    QCoreApplication::sendEvent(const_cast<QWidget *>(widget), &query);
    return query.value(Qt::ImEnabled).toBool();
}

void TouchKeyboard::touched(QPointer<QWidget> widget)
{
    if (!widget || widget == this || isAncestorOf(widget))
        return;
    m_pageWasTouched = isOfPage(widget);
    if (!m_pageWasTouched && widget == QApplication::focusWidget() && takesText(widget))
        show();
    review();
}

void TouchKeyboard::review()
{
    const QWidget *focus = QApplication::focusWidget();
    const bool isHere = focus && focus->window() == window();
    const bool canType = isHere && takesText(focus);
    if (!canType)
        hide();
    else if (m_pageWasTouched && isOfPage(focus))
        show();
    if (isVisible())
        place();
}

void TouchKeyboard::place()
{
    const QWidget *focus = QApplication::focusWidget();
    QRect field = focus->rect();
    if (isOfPage(focus)) {
        QInputMethodQueryEvent query(Qt::ImCursorRectangle);
        QCoreApplication::sendEvent(const_cast<QWidget *>(focus), &query);
        field = query.value(Qt::ImCursorRectangle).toRectF().toAlignedRect();
    }
    const QRect target(parentWidget()->mapFrom(window(), focus->mapTo(window(), field.topLeft())),
                       field.size());
    const int width = std::min(widthMaxPx, parentWidget()->width() - 2 * marginPx);
    const int height = sizeHint().height();
    QRect own((parentWidget()->width() - width) / 2, parentWidget()->height() - height - marginPx, width,
              height);
    if (own.adjusted(0, -marginPx, 0, 0).intersects(target))
        own.moveTop(std::max(marginPx, target.top() - marginPx - height));
    setGeometry(own);
    raise();
}

bool TouchKeyboard::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::TouchEnd:
        // Windows get them first, whatever is under the finger.
        if (watched == window()->windowHandle()) {
            const auto &points = static_cast<QTouchEvent *>(event)->points();
            if (!points.isEmpty()) {
                const QPoint at = window()->mapFromGlobal(points.first().globalPosition()).toPoint();
                // Once it has done what it does, such as taking the focus.
                QMetaObject::invokeMethod(
                    this, [this, widget = QPointer(window()->childAt(at))] { touched(widget); },
                    Qt::QueuedConnection);
            }
        }
        break;
    case QEvent::KeyPress:
        // A real keyboard's; those from here are nobody's.
        if (event->spontaneous() && isVisible()) {
            m_pageWasTouched = false;
            hide();
        }
        break;
    case QEvent::Resize:
        if (watched == parentWidget() && isVisible())
            place();
        break;
    default:
        break;
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace tillwright::kiosk::register_face
