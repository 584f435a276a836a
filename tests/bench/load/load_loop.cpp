#include "load_loop.h"

#include "poller.h"

#include <cmath>
#include <memory>

namespace tillwright::bench {

namespace {

using Clock = Poller::Clock;

class Loop
{
public:
    Loop(const Plan &plan, Job &job) : m_plan(plan), m_job(job)
    {
        m_total = plan.perSecond > 0
            ? static_cast<std::size_t>(std::lround(plan.perSecond * plan.duration.count()))
            : plan.count;
        for (std::size_t i = 0; i < plan.connections; ++i) {
            m_slots.push_back(std::make_unique<Slot>(plan.server));
            m_poller.watch(m_slots.back()->connection.descriptor(), i);
            m_free.push_back(i);
        }
        m_outcome.latenciesUs.reserve(m_total);
        m_outcome.sendDelaysUs.reserve(m_total);
    }

    Outcome run()
    {
        m_start = Clock::now();
        sendWhatIsDue();
        while (!isDone())
            handleEvents();
        m_outcome.seconds = std::chrono::duration<double>(Clock::now() - m_start).count();
        m_job.finish();
        return std::move(m_outcome);
    }

private:
    struct Slot {
        explicit Slot(const sockaddr_in &server) : connection(server) {}
        ClientConnection connection;
        std::size_t number = 0;
        Clock::time_point due;
    };

    [[nodiscard]] bool isOpenLoop() const { return m_plan.perSecond > 0; }

    [[nodiscard]] Clock::time_point dueTime(std::size_t number) const
    {
        const std::chrono::duration<double> after(static_cast<double>(number) / m_plan.perSecond);
        return m_start + std::chrono::duration_cast<Clock::duration>(after);
    }

    [[nodiscard]] bool maySendMore(Clock::time_point now) const
    {
        if (isOpenLoop() || m_plan.duration.count() == 0)
            return m_sent < m_total;
        return now - m_start < m_plan.duration;
    }

    [[nodiscard]] bool isDone() const
    {
        return m_free.size() == m_slots.size() && !maySendMore(Clock::now());
    }

    void sendWhatIsDue()
    {
        auto now = Clock::now();
        while (!m_free.empty() && maySendMore(now)) {
            const auto due = isOpenLoop() ? dueTime(m_sent) : now;
            if (due > now) {
                m_poller.wakeAt(due);
                return;
            }
            auto &slot = *m_slots[m_free.back()];
            m_free.pop_back();
            slot.number = m_sent++;
            slot.due = due;
            slot.connection.send(m_job.request(slot.number));
            now = Clock::now();
            m_outcome.sendDelaysUs.push_back(microseconds(now - due));
        }
    }

    static std::int64_t microseconds(Clock::duration duration)
    {
        return std::chrono::duration_cast<std::chrono::microseconds>(duration).count();
    }

    void handleEvents()
    {
        for (const auto index : m_poller.wait())
            takeAnswer(static_cast<std::size_t>(index));
        sendWhatIsDue();
    }

    void takeAnswer(std::size_t index)
    {
        auto &slot = *m_slots[index];
        const auto answer = slot.connection.receive();
        if (!answer)
            return;
        const auto took = Clock::now() - slot.due;
        const auto others = m_job.take(slot.number, *answer);
        m_outcome.latenciesUs.push_back(microseconds(took) - others.count());
        m_free.push_back(index);
    }

    const Plan &m_plan;
    Job &m_job;
    Poller m_poller;
    std::vector<std::unique_ptr<Slot>> m_slots;
    std::vector<std::size_t> m_free;
    std::size_t m_total = 0;
    std::size_t m_sent = 0;
    Clock::time_point m_start;
    Outcome m_outcome;
};

} // namespace

Outcome runLoad(const Plan &plan, Job &job)
{
    return Loop(plan, job).run();
}

} // namespace tillwright::bench
