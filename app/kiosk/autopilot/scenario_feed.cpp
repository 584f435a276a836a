#include "kiosk/autopilot/scenario_feed.h"

#include <QJsonDocument>
#include <array>
#include <cerrno>
#include <unistd.h>

namespace tillwright::kiosk::autopilot {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t readBytes = 4096;
constexpr int exitBadInput = 2;

} // namespace

ScenarioFeed::ScenarioFeed(AutopilotHost host, int input, int output, QObject *parent)
    : QObject(parent), m_host(std::move(host)), m_input(input), m_output(output),
      m_readable(input, QSocketNotifier::Read)
{
    m_readable.setEnabled(false);
    connect(&m_readable, &QSocketNotifier::activated, this, &ScenarioFeed::read);
}

void ScenarioFeed::start()
{
    m_readable.setEnabled(true);
    tell({{u"ready"_s, true}});
}

void ScenarioFeed::read()
{
    std::array<char, readBytes> buffer;
    const auto count = ::read(m_input, buffer.data(), buffer.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (count <= 0) {
        m_hasEnded = true;
        m_readable.setEnabled(false);
    } else {
        m_unread.append(buffer.data(), count);
    }
    if (!m_autopilot && !m_hands)
        playNext();
}

void ScenarioFeed::playNext()
{
    const auto end = m_unread.indexOf('\n');
    if (end < 0) {
        if (m_hasEnded)
            Q_EMIT finished(0, {});
        return;
    }
    const auto line = m_unread.left(end);
    m_unread.remove(0, end + 1);
    if (auto hands = parseHands(line)) {
        *hands ? move(*std::move(*hands)) : refuse(hands->error());
        return;
    }
    auto scenario = parseScenario(line);
    scenario ? play(*std::move(scenario)) : refuse(scenario.error().text(u"standard input"_s));
}

void ScenarioFeed::play(Scenario scenario)
{
    m_autopilot = std::make_unique<Autopilot>(std::move(scenario), m_host);
    connect(m_autopilot.get(), &Autopilot::ended, this, &ScenarioFeed::tell);
    // Queued, because it is the autopilot that calls.
    connect(
        m_autopilot.get(), &Autopilot::finished, this,
        [this] {
            m_autopilot.reset();
            playNext();
        },
        Qt::QueuedConnection);
    m_autopilot->start();
}

void ScenarioFeed::move(HandSteps steps)
{
    m_hands = std::make_unique<Hands>(std::move(steps), m_host);
    connect(
        m_hands.get(), &Hands::ended, this,
        [this](const QJsonObject &result) {
            tell(result);
            m_hands.reset();
            playNext();
        },
        Qt::QueuedConnection);
    m_hands->start();
}

void ScenarioFeed::refuse(const QString &problem)
{
    m_readable.setEnabled(false);
    Q_EMIT finished(exitBadInput, problem);
}

void ScenarioFeed::tell(const QJsonObject &line) const
{
    const auto text = QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
    qsizetype written = 0;
    while (written < text.size()) {
        const auto count = ::write(m_output, text.constData() + written, std::size_t(text.size() - written));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return; // Nobody listens any more.
        written += count;
    }
}

} // namespace tillwright::kiosk::autopilot
