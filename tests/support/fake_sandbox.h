#pragma once

#include "kiosk/qa/qa_desk.h"

#include <QJsonObject>
#include <deque>

/// A sandbox in memory for tests of QA mode: it does as the real one, when the test lets it answer.
namespace tillwright::testing {

class FakeSandbox : public kiosk::qa::SandboxPort
{
public:
    kiosk::qa::SandboxAbout about{
        QStringLiteral("pk_test_fake"),
        {{QStringLiteral("clive.webhook"),
          {QStringLiteral("drop"), QStringLiteral("delay"), QStringLiteral("fail"),
           QStringLiteral("duplicate"), QStringLiteral("forge"), QStringLiteral("never")}},
         {QStringLiteral("stripe.load"),
          {QStringLiteral("drop"), QStringLiteral("delay"), QStringLiteral("fail"),
           QStringLiteral("never")}}},
        {{QStringLiteral("4000000000000002"), QStringLiteral("visa"), false, QStringLiteral("card_declined"),
          QStringLiteral("generic_decline"), QStringLiteral("Your card has been declined.")},
         {QStringLiteral("4242424242424242"), QStringLiteral("visa")},
         {QStringLiteral("4000002500003155"), QStringLiteral("visa"), true},
         {QStringLiteral("378282246310005"), QStringLiteral("amex")}}};
    QString run = QStringLiteral("run_1");
    QList<kiosk::autopilot::Fault> faults;
    qint64 offsetMs = 0;
    qint64 advancedMs = 0;
    QJsonArray events;
    /// Nobody is there.
    bool isGone = false;
    /// Refuses what is set.
    bool isStubborn = false;
    int liveCount = 0;
    int setCount = 0;

    [[nodiscard]] std::size_t waitingCount() const { return m_waiting.size(); }

    /// Answers what was asked, and what is asked because of it.
    void settle()
    {
        while (!m_waiting.empty()) {
            const auto next = std::move(m_waiting.front());
            m_waiting.pop_front();
            next();
        }
    }
    void say(QJsonObject event)
    {
        event.insert(QStringLiteral("n"), int(events.size()) + 1);
        events.append(event);
    }

    void fetchAbout(Done<kiosk::qa::SandboxAbout> done) override
    {
        answer<kiosk::qa::SandboxAbout>(std::move(done), [this] { return about; });
    }
    void fetchLive(qint64 after, Done<kiosk::qa::SandboxLive> done) override
    {
        ++liveCount;
        answer<kiosk::qa::SandboxLive>(std::move(done), [this, after] {
            kiosk::qa::SandboxLive live{run, 0, offsetMs, faults, {}};
            for (const auto &event : std::as_const(events)) {
                if (event[QLatin1String("n")].toInteger() > after)
                    live.events.append(event);
            }
            return live;
        });
    }
    void setFaults(const QList<kiosk::autopilot::Fault> &wanted, Done<void> done) override
    {
        put(std::move(done), [this, wanted] {
            ++setCount;
            faults = wanted;
        });
    }
    void setClockOffset(qint64 wantedMs, Done<void> done) override
    {
        put(std::move(done), [this, wantedMs] { offsetMs = wantedMs; });
    }
    void advanceClock(qint64 byMs, Done<void> done) override
    {
        put(std::move(done), [this, byMs] {
            offsetMs += byMs;
            advancedMs += byMs;
        });
    }

private:
    template<typename Answer> void answer(Done<Answer> done, std::function<Answer()> make)
    {
        m_waiting.emplace_back([this, done = std::move(done), make = std::move(make)] {
            if (isGone)
                done(tl::unexpected(QStringLiteral("Connection refused")));
            else
                done(make());
        });
    }
    void put(Done<void> done, std::function<void()> act)
    {
        m_waiting.emplace_back([this, done = std::move(done), act = std::move(act)] {
            if (isGone || isStubborn) {
                done(tl::unexpected(QStringLiteral("the sandbox answered 422: it will not")));
                return;
            }
            act();
            done({});
        });
    }

    std::deque<std::function<void()>> m_waiting;
};

class FakeKioskFaults : public kiosk::qa::KioskFaults
{
public:
    QList<kiosk::qa::FaultPlace> known{
        {QStringLiteral("backend.request"), {QStringLiteral("drop"), QStringLiteral("delay")}},
        {QStringLiteral("page.renderer"), {QStringLiteral("crash")}},
        {QStringLiteral("printer"), {QStringLiteral("paper_out")}}};
    QString printerWhyNot = QStringLiteral("There is no printer.");
    QList<kiosk::autopilot::Fault> set_;
    int strikes = 0;

    QList<kiosk::qa::FaultPlace> places() const override { return known; }
    QString whyNot(const QString &at) const override
    {
        return at == QLatin1String("printer") ? printerWhyNot : QString();
    }
    void set(const QList<kiosk::autopilot::Fault> &faults) override
    {
        set_.clear();
        for (const auto &fault : faults) {
            // Struck at once, as the page's process is, and over.
            if (fault.at == QLatin1String("page.renderer") && fault.event.isEmpty())
                ++strikes;
            else
                set_.append(fault);
        }
    }
    QList<kiosk::autopilot::Fault> inForce() const override { return set_; }
};

class FakePlayer : public kiosk::qa::ScenarioPlayer
{
public:
    QStringList asked;
    QString problem;
    int stops = 0;

    QString play(const QString &fileOrFolder) override
    {
        asked.append(fileOrFolder);
        return problem;
    }
    void stop() override { ++stops; }
};

} // namespace tillwright::testing
