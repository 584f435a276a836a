#include "kiosk/autopilot/hands.h"

#include "kiosk/autopilot/widget_input.h"
#include "kiosk/autopilot/window_pictures.h"

#include <QAbstractButton>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QWidget>

namespace tillwright::kiosk::autopilot {

using namespace Qt::StringLiterals;

namespace {

constexpr int lookEveryMs = 30;

struct Word {
    const char *word;
    HandStep::Kind kind;
};
constexpr Word words[] = {{"press", HandStep::Kind::Press},
                          {"type", HandStep::Kind::Type},
                          {"see", HandStep::Kind::See},
                          {"picture", HandStep::Kind::Picture}};

std::optional<HandStep> readStep(const QJsonObject &object)
{
    for (const auto &[word, kind] : words) {
        const auto name = object[QLatin1String(word)].toString();
        if (!name.isEmpty())
            return HandStep{kind, name, object["text"_L1].toString()};
    }
    return std::nullopt;
}

QString describe(const HandStep &step)
{
    for (const auto &[word, kind] : words) {
        if (kind == step.kind)
            return u"%1 %2 %3"_s.arg(QLatin1String(word), step.name, step.text).trimmed();
    }
    return {};
}

} // namespace

std::optional<tl::expected<QList<HandStep>, QString>> parseHands(const QByteArray &line)
{
    const auto object = QJsonDocument::fromJson(line).object();
    if (!object.contains("hands"_L1))
        return std::nullopt;
    QList<HandStep> steps;
    const auto array = object["hands"_L1].toArray();
    for (const auto &value : array) {
        const auto step = readStep(value.toObject());
        if (!step)
            return tl::unexpected(
                u"hands: step %1 is neither press, type, see nor picture"_s.arg(steps.size() + 1));
        steps.append(*step);
    }
    return steps;
}

Hands::Hands(QList<HandStep> steps, AutopilotHost host, QObject *parent)
    : QObject(parent), m_steps(std::move(steps)), m_host(std::move(host)),
      m_signIn(m_host.operatorId, m_host.pin)
{
    m_timer.setInterval(lookEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &Hands::tick);
}

void Hands::start()
{
    m_sinceStep.start();
    m_timer.start();
}

void Hands::tick()
{
    const bool isLate = m_sinceStep.elapsed() > handStepLimitMs;
    if (!isLate && m_signIn.signsIn(m_host.window))
        return;
    if (m_next < m_steps.size() && !isLate) {
        if (!carryOut(m_steps[m_next]))
            return;
        ++m_next;
        m_sinceStep.start();
        // The next one at the next look, when what this one did has been painted.
        return;
    }
    m_timer.stop();
    QJsonObject result{{u"hands"_s, m_next}};
    if (isLate) {
        const auto problem = u"for %1 s this was not possible: %2"_s.arg(handStepLimitMs / 1000)
                                 .arg(m_next < m_steps.size() ? describe(m_steps[m_next]) : u"sign in"_s);
        savePictures(*m_host.window, m_host.artifacts, u"hands-problem"_s);
        result.insert(u"problem"_s, problem);
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
    if (step.kind == HandStep::Kind::Picture) {
        savePictures(*m_host.window, m_host.artifacts, step.name);
        return true;
    }
    QWidget *widget = find(step.name);
    if (!widget)
        return false;
    switch (step.kind) {
    case HandStep::Kind::Press:
        if (!widget->isEnabled() || !qobject_cast<QAbstractButton *>(widget))
            return false;
        clickWidget(widget);
        return true;
    case HandStep::Kind::Type:
        return replaceText(qobject_cast<QLineEdit *>(widget), step.text);
    case HandStep::Kind::See:
        return step.text.isEmpty() || widget->property("text").toString().contains(step.text);
    case HandStep::Kind::Picture:
        break;
    }
    return false;
}

} // namespace tillwright::kiosk::autopilot
