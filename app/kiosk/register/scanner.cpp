#include "kiosk/register/scanner.h"

#include <QApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QWidget>

#include <utility>

namespace tillwright::kiosk::register_face {

namespace {

/// From the keyboard to here, beyond the time between keys.
constexpr int deliveryMs = 10;

bool isModifier(int key)
{
    return key == Qt::Key_Shift || key == Qt::Key_Control || key == Qt::Key_Alt || key == Qt::Key_Meta
        || key == Qt::Key_AltGr || key == Qt::Key_CapsLock || key == Qt::Key_NumLock;
}

/// Escape, arrows, F-keys and so on: no code has them in it.
bool isCommand(const QKeyEvent &event)
{
    const bool isBeyondText = event.key() >= Qt::Key_Escape && event.key() != Qt::Key_Return
        && event.key() != Qt::Key_Enter && event.key() != Qt::Key_Tab;
    return isBeyondText || event.text().isEmpty() || event.isAutoRepeat()
        || (event.modifiers() & (Qt::AltModifier | Qt::MetaModifier));
}

/// The keyboard's own time; of events that have none, now.
qint64 timeOf(const QKeyEvent &event)
{
    static const QElapsedTimer sinceStart = [] {
        QElapsedTimer timer;
        timer.start();
        return timer;
    }();
    return event.timestamp() != 0 ? qint64(event.timestamp()) : sinceStart.elapsed();
}

} // namespace

Scanner::Scanner(const ScannerOptions &options, QObject *parent)
    : QObject(parent), m_options(options), m_recognizer(options)
{
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, &Scanner::timeIsOver);
    qApp->installEventFilter(this);
}

Scanner::~Scanner() = default;

bool Scanner::eventFilter(QObject *watched, QEvent *event)
{
    if (m_isPassing)
        return false;
    // A shortcut comes before the key that makes it, and Qt sends it by itself.
    if (event->type() == QEvent::ShortcutOverride && m_recognizer.isHolding()) {
        const auto &key = *static_cast<QKeyEvent *>(event);
        if (isCommand(key) && !isModifier(key.key()))
            carryOut(m_recognizer.interrupt());
        return false;
    }
    if (!event->spontaneous())
        return false;
    switch (event->type()) {
    case QEvent::KeyPress:
        return keyPressed(watched, static_cast<QKeyEvent *>(event));
    case QEvent::KeyRelease:
        return keyReleased(watched, static_cast<QKeyEvent *>(event));
    case QEvent::MouseButtonPress:
    case QEvent::TouchBegin:
    case QEvent::Wheel:
        // What was typed before comes before.
        carryOut(m_recognizer.interrupt());
        return false;
    default:
        return false;
    }
}

bool Scanner::isLeftAlone() const
{
    const QWidget *focus = QApplication::focusWidget();
    return m_leftAlone && focus && (focus == m_leftAlone || m_leftAlone->isAncestorOf(focus));
}

bool Scanner::keyPressed(QObject *watched, QKeyEvent *event)
{
    if (isLeftAlone()) {
        carryOut(m_recognizer.interrupt());
        return false;
    }
    if (isModifier(event->key()))
        return false;
    if (isCommand(*event)) {
        carryOut(m_recognizer.interrupt());
        return false;
    }
    using Fate = ScanRecognizer::Fate;
    const auto outcome = m_recognizer.press(event->text(), timeOf(*event));
    if (outcome.key == Fate::Drop)
        m_dropped.insert(event->key());
    // Held keys go on before this one is held or goes on.
    carryOut(outcome);
    if (outcome.key != Fate::Hold)
        return outcome.key == Fate::Drop;
    hold(watched, *event);
    m_isSecondLook = false;
    m_limit.start(m_options.maxGapMs + deliveryMs);
    return true;
}

bool Scanner::keyReleased(QObject *watched, QKeyEvent *event)
{
    if (!m_held.empty() && !isLeftAlone() && !isModifier(event->key())) {
        hold(watched, *event);
        return true;
    }
    return m_dropped.remove(event->key());
}

void Scanner::hold(QObject *watched, const QKeyEvent &event)
{
    m_held.push_back({watched, std::unique_ptr<QKeyEvent>(event.clone())});
}

void Scanner::carryOut(const ScanRecognizer::Outcome &outcome)
{
    using Fate = ScanRecognizer::Fate;
    if (outcome.held == Fate::Hold)
        return;
    m_limit.stop();
    if (outcome.held == Fate::Drop)
        dropHeld();
    else
        passHeld();
    if (outcome.isTorn)
        Q_EMIT torn();
    else if (outcome.scan)
        Q_EMIT scanned(*outcome.scan);
}

void Scanner::passHeld()
{
    const auto held = std::exchange(m_held, {});
    // The page of the customer's card has come to the front meanwhile: these keys were not for it.
    if (isLeftAlone())
        return;
    const QScopedValueRollback passing(m_isPassing, true);
    for (const auto &key : held) {
        if (key.receiver)
            QCoreApplication::sendEvent(key.receiver, key.event.get());
    }
}

void Scanner::dropHeld()
{
    // The releases of those that were released already lie here as well.
    for (const auto &key : std::exchange(m_held, {})) {
        if (key.event->type() == QEvent::KeyPress)
            m_dropped.insert(key.event->key());
        else
            m_dropped.remove(key.event->key());
    }
}

void Scanner::timeIsOver()
{
    // Keys may wait behind this timer, when the face was busy: they are let through first.
    if (!std::exchange(m_isSecondLook, true)) {
        m_limit.start(0);
        return;
    }
    carryOut(m_recognizer.expire());
}

} // namespace tillwright::kiosk::register_face
