#include "kiosk/self_test/self_test.h"

#include <QPointer>
#include <algorithm>
#include <array>
#include <utility>

namespace tillwright::kiosk::self_test {

using namespace Qt::StringLiterals;

SelfTest::SelfTest(Ports ports, checkout::Clock &clock, QObject *parent)
    : QObject(parent), m_ports(std::move(ports)), m_clock(clock)
{
}

SelfTest::~SelfTest()
{
    m_clock.cancel(m_limit);
}

template<typename Facts>
void SelfTest::ask(const Ask<Facts> &port, std::vector<std::pair<Place, Result (*)(const Facts &)>> judges)
{
    // Who answers late answers a run that is over.
    port([self = QPointer(this), run = m_run, judges = std::move(judges)](const Facts &facts) {
        for (const auto &[place, judge] : judges) {
            if (self)
                self->settle(run, place, judge(facts));
        }
    });
}

void SelfTest::start()
{
    if (m_isRunning)
        return;
    ++m_run;
    m_isRunning = m_isAsking = true;
    m_results.assign(PlaceCount, std::nullopt);
    m_limit = m_clock.after(checkLimitMs, [this] { giveUp(); });
    ask<presentation::Engine>(m_ports.engine, {{Engine, &judgeEngine}});
    ask<DisplayFacts>(m_ports.display, {{Display, &judgeDisplay}});
    ask<InputFacts>(m_ports.input, {{Touch, &judgeTouch}, {Scanner, &judgeScanner}});
    ask<PrinterFacts>(m_ports.printer, {{Printer, &judgePrinter}});
    ask<SpeechFacts>(m_ports.speech, {{Speech, &judgeSpeech}});
    ask<NetworkFacts>(m_ports.network, {{Network, &judgeNetwork}});
    ask<BackendFacts>(m_ports.backend, {{Backend, &judgeBackend}, {Clock, &judgeClock}});
    ask<DiskFacts>(m_ports.disk, {{Disk, &judgeDisk}});
    m_isAsking = false;
    settle(m_run, PlaceCount, {});
}

void SelfTest::settle(int run, Place place, const Result &result)
{
    if (run != m_run || !m_isRunning)
        return;
    if (place != PlaceCount && !m_results[place])
        m_results[place] = result;
    // Not from within start(): some ports tell at once.
    if (m_isAsking || !std::all_of(m_results.begin(), m_results.end(), [](const auto &each) {
            return each.has_value();
        }))
        return;
    m_clock.cancel(m_limit);
    m_isRunning = false;
    Q_EMIT finished();
}

void SelfTest::giveUp()
{
    static const std::array<QString, PlaceCount> names{u"engine"_s,  u"display"_s, u"touch"_s,   u"printer"_s,
                                                       u"scanner"_s, u"speech"_s,  u"network"_s, u"backend"_s,
                                                       u"clock"_s,   u"disk"_s};
    for (int place = 0; place < PlaceCount; ++place)
        settle(m_run, Place(place),
               {names[std::size_t(place)], Verdict::Failed,
                tr("no answer within %1 s").arg(checkLimitMs / 1000), tr("try again; then tell support")});
}

QList<Result> SelfTest::results() const
{
    QList<Result> results;
    for (const auto &result : m_results) {
        if (result)
            results.append(*result);
    }
    return results;
}

} // namespace tillwright::kiosk::self_test
