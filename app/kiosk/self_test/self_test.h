#pragma once

#include "checkout/ports.h"
#include "kiosk/self_test/judgement.h"

#include <QObject>
#include <functional>
#include <vector>

namespace tillwright::kiosk::self_test {

/// Finds something out and tells it once, from the event loop or at once.
template<typename Facts> using Ask = std::function<void(std::function<void(const Facts &)> tell)>;

/// Where the facts come from.
struct Ports {
    Ask<presentation::Engine> engine;
    Ask<DisplayFacts> display;
    Ask<InputFacts> input;
    Ask<PrinterFacts> printer;
    Ask<SpeechFacts> speech;
    Ask<NetworkFacts> network;
    Ask<BackendFacts> backend;
    Ask<DiskFacts> disk;
};

/// Asks all ports at the same time and judges what they tell. One that tells nothing for checkLimitMs has failed.
class SelfTest : public QObject
{
    Q_OBJECT

public:
    static constexpr std::int64_t checkLimitMs = 20'000;

    /// The clock must outlive it.
    SelfTest(Ports ports, checkout::Clock &clock, QObject *parent = nullptr);
    ~SelfTest() override;

    /// Begins from the beginning; not while it runs.
    void start();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    /// In the same order whatever was answered first; complete once finished() has come.
    [[nodiscard]] QList<Result> results() const;

Q_SIGNALS:
    void finished();

private:
    /// The places of the results, in the order in which they are told.
    enum Place {
        Engine,
        Display,
        Touch,
        Printer,
        Scanner,
        Speech,
        Network,
        Backend,
        Clock,
        Disk,
        PlaceCount
    };

    template<typename Facts>
    void ask(const Ask<Facts> &port, std::vector<std::pair<Place, Result (*)(const Facts &)>> judges);
    void settle(int run, Place place, const Result &result);
    void giveUp();

    Ports m_ports;
    checkout::Clock &m_clock;
    checkout::TimerId m_limit = 0;
    std::vector<std::optional<Result>> m_results;
    int m_run = 0;
    bool m_isRunning = false;
    bool m_isAsking = false;
};

} // namespace tillwright::kiosk::self_test
