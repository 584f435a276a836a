#include "kiosk/autopilot/hands.h"

#include "kiosk/autopilot/widget_input.h"
#include "kiosk/autopilot/window_pictures.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeySequence>
#include <QLineEdit>
#include <QTabBar>
#include <QWebEngineView>
#include <QWidget>
#include <QWindow>

namespace tillwright::kiosk::autopilot {

using namespace Qt::StringLiterals;

namespace {

constexpr int lookEveryMs = 30;
constexpr int msPerSecond = 1'000;
/// Slower than any scanner (register_face::ScannerOptions).
constexpr int personKeyMs = 70;
/// From one touch to the next.
constexpr int personTapMs = 150;

using Kind = HandStep::Kind;

QString textOf(const QWidget &widget)
{
    return widget.property("text").toString();
}

/// What a key of the touch keyboard is called.
QString touchKeyOf(QChar character)
{
    return character == u' ' ? u"touchKeySpace"_s : u"touchKey_"_s + character;
}

} // namespace

std::optional<tl::expected<HandSteps, QString>> parseHands(const QByteArray &line)
{
    const auto object = QJsonDocument::fromJson(line).object();
    // A scenario may have hands of its own.
    if (!object.contains("hands"_L1) || object.contains("sale"_L1))
        return std::nullopt;
    auto steps = readHandSteps(object["hands"_L1].toArray());
    if (!steps)
        return tl::unexpected(steps.error());
    const HandSteps hands{*std::move(steps), object["signsIn"_L1].toBool(true)};
    for (qsizetype i = 0; i < hands.steps.size() && !hands.signsIn; ++i) {
        if (hands.steps[i].kind == Kind::Press || hands.steps[i].kind == Kind::Type)
            return tl::unexpected(
                u"hands: step %1 goes past the window system, where a person has to sign in"_s.arg(i + 1));
    }
    return hands;
}

Hands::Hands(HandSteps steps, AutopilotHost host, QObject *parent)
    : QObject(parent), m_steps(std::move(steps.steps)), m_signsInFirst(steps.signsIn),
      m_host(std::move(host)), m_signIn(m_host.operatorId, m_host.pin), m_probe(m_host.page),
      m_atTerminal(m_host.window, m_host.page)
{
    m_timer.setInterval(lookEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &Hands::tick);
}

void Hands::start()
{
    // What a window manager does, where there is one.
    if (!QGuiApplication::focusWindow())
        m_host.window->activateWindow();
    m_sinceStep.start();
    m_sinceKey.start();
    m_timer.start();
}

void Hands::tick()
{
    const bool isLate = m_sinceStep.elapsed() > handStepLimitMs;
    if (isLate) {
        const auto what = m_next < m_steps.size() ? describe(m_steps[m_next]) : u"sign in"_s;
        end(u"for %1 s this was not possible: %2"_s.arg(handStepLimitMs / 1000).arg(what));
        return;
    }
    // A finger goes up again, whatever has become of what it touched.
    if (m_input.isTouching()) {
        m_input.release();
        return;
    }
    if (m_signsInFirst && m_signIn.signsIn(m_host.window))
        return;
    if (m_next == m_steps.size()) {
        end({});
        return;
    }
    if (!carryOut(m_steps[m_next]))
        return;
    ++m_next;
    m_written = 0;
    m_isDoneOnPage = false;
    m_sinceStep.start();
    // The next one at the next look, when what this one did has been painted.
}

void Hands::end(const QString &problem)
{
    m_timer.stop();
    m_probe.forget();
    const auto &counts = m_input.counts();
    QJsonObject result{{u"hands"_s, m_next},
                       {u"keys"_s, counts.keys},
                       {u"mouse"_s, counts.mouse},
                       {u"touches"_s, counts.touches}};
    if (!problem.isEmpty()) {
        savePictures(*m_host.window, m_host.artifacts, u"hands-problem"_s);
        result.insert(u"problem"_s, problem);
        const auto *focus = QApplication::focusWidget();
        result.insert(u"focus"_s,
                      focus ? QLatin1String(focus->metaObject()->className()) + u' ' + focus->objectName()
                            : QString());
    }
    Q_EMIT ended(result);
}

QWidget *Hands::find(const QString &name) const
{
    const auto found = m_host.window->findChildren<QWidget *>(name);
    for (QWidget *widget : found) {
        if (widget->isVisible())
            return widget;
    }
    return nullptr;
}

bool Hands::carryOut(const HandStep &step)
{
    if (step.kind == Kind::Pass) {
        if (m_host.letTimePass)
            m_host.letTimePass(step.name.toInt() * msPerSecond);
        return true;
    }
    if (m_atTerminal.isThere() && step.kind != Kind::Picture)
        return m_atTerminal.carryOut(step);
    switch (step.kind) {
    case Kind::Press: {
        auto *button = qobject_cast<QAbstractButton *>(find(step.name));
        if (!button || !button->isEnabled())
            return false;
        clickWidget(button);
        return true;
    }
    case Kind::Type:
        return replaceText(qobject_cast<QLineEdit *>(find(step.name)), step.text);
    case Kind::Key:
        if (m_sinceKey.elapsed() < personKeyMs)
            return false;
        m_sinceKey.start();
        return pressNamed(step.name);
    case Kind::Write:
        return write(step.name);
    case Kind::Scan:
        for (const QChar character : step.name)
            m_input.press(character);
        m_sinceKey.start();
        return m_input.press(Qt::Key_Return, Qt::NoModifier, u"\r"_s);
    case Kind::Tap:
        return tap(step);
    case Kind::TapText:
        return tapText(step.name);
    case Kind::TapOnPage:
    case Kind::ClearOnPage:
    case Kind::FocusOnPage:
        if (!m_isLookingOnPage && !m_isDoneOnPage)
            lookOnPage(step);
        return m_isDoneOnPage;
    case Kind::See: {
        const QWidget *widget = find(step.name);
        return widget && (step.text.isEmpty() || textOf(*widget).contains(step.text));
    }
    case Kind::Gone:
        return !find(step.name);
    case Kind::Focus: {
        const QWidget *widget = find(step.name);
        const QWidget *focus = QApplication::focusWidget();
        return widget && focus && (widget == focus || widget->isAncestorOf(focus));
    }
    case Kind::Lead:
    case Kind::Pad:
    case Kind::Field:
    case Kind::Fill:
    case Kind::SeeOnPage:
    case Kind::Pass:
        return false; // at a terminal only
    case Kind::Picture:
        savePictures(*m_host.window, m_host.artifacts, step.name);
        return true;
    }
    return false;
}

bool Hands::pressNamed(const QString &name)
{
    const auto combination = QKeySequence::fromString(name)[0];
    const auto modifiers = combination.keyboardModifiers();
    int key = combination.key();
    if (key == Qt::Key_Tab && modifiers.testFlag(Qt::ShiftModifier))
        key = Qt::Key_Backtab;
    QString text;
    if (key == Qt::Key_Return)
        text = u"\r"_s;
    else if (key == Qt::Key_Tab)
        text = u"\t"_s;
    else if (key < Qt::Key_Escape && !modifiers)
        text = QChar(char16_t(key));
    return m_input.press(key, modifiers, text);
}

bool Hands::write(const QString &text)
{
    if (m_sinceKey.elapsed() < personKeyMs)
        return false;
    m_sinceKey.start();
    if (m_input.press(text[m_written]))
        ++m_written;
    return m_written == text.size();
}

bool Hands::tap(const HandStep &step)
{
    QWidget *widget = find(step.name);
    if (!widget || !widget->isEnabled())
        return false;
    if (step.text.isEmpty())
        return tapAt(widget, widget->rect().center());
    if (auto *view = qobject_cast<QAbstractItemView *>(widget)) {
        const auto *model = view->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            const auto index = model->index(row, 0);
            if (index.data().toString().contains(step.text))
                return tapAt(view->viewport(), view->visualRect(index).center());
        }
    } else if (auto *tabs = qobject_cast<QTabBar *>(widget)) {
        for (int tab = 0; tab < tabs->count(); ++tab) {
            if (tabs->tabText(tab) == step.text)
                return tapAt(tabs, tabs->tabRect(tab).center());
        }
    }
    return false;
}

bool Hands::tapText(const QString &text)
{
    QWidget *key = find(touchKeyOf(text[m_written]));
    if (key && tapAt(key, key->rect().center()))
        ++m_written;
    return m_written == text.size();
}

bool Hands::tapAt(QWidget *widget, const QPoint &at)
{
    if (m_sinceTap.isValid() && m_sinceTap.elapsed() < personTapMs)
        return false;
    // A finger reaches what lies on top.
    QWidget *window = widget->window();
    const QPoint onWindow = widget->mapTo(window, at);
    const QWidget *hit = window->childAt(onWindow);
    if (hit != widget && !(hit && widget->isAncestorOf(hit)))
        return false;
    m_input.touch(window->windowHandle(), window->mapToGlobal(QPointF(onWindow)));
    m_sinceTap.start();
    return true;
}

void Hands::lookOnPage(const HandStep &step)
{
    m_isLookingOnPage = true;
    m_probe.locate(step.name, [this, kind = step.kind](const std::optional<PageElement> &found) {
        m_isLookingOnPage = false;
        if (!found || found->disabled)
            return;
        if (kind == Kind::FocusOnPage) {
            m_isDoneOnPage = found->focused;
            return;
        }
        if (kind == Kind::ClearOnPage) {
            QWidget *key = find(u"touchKeyDelete"_s);
            m_isDoneOnPage = found->text.isEmpty();
            if (key && !m_isDoneOnPage)
                static_cast<void>(tapAt(key, key->rect().center()));
            return;
        }
        const QPoint at = found->box.center().toPoint();
        const auto *page = m_host.page;
        const QWidget *hit = page->window()->childAt(page->mapTo(page->window(), at));
        if (hit != page && !(hit && page->isAncestorOf(hit)))
            return;
        m_input.touch(page->window()->windowHandle(), page->mapToGlobal(found->box.center()));
        m_isDoneOnPage = true;
    });
}

} // namespace tillwright::kiosk::autopilot
