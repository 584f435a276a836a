#pragma once

#include "checkout/ports.h"

#include <QObject>
#include <memory>
#include <unordered_map>

class QTimer;

namespace tillwright::kiosk {

/// Clock over Qt's timers, which run on the monotonic clock.
class QtClock : public QObject, public checkout::Clock
{
    Q_OBJECT

public:
    QtClock();
    ~QtClock() override;
    [[nodiscard]] std::int64_t nowMs() const override;
    checkout::TimerId after(std::int64_t delayMs, std::function<void()> callback) override;
    void cancel(checkout::TimerId timer) override;

private:
    checkout::TimerId m_lastId = 0;
    std::unordered_map<checkout::TimerId, std::unique_ptr<QTimer>> m_timers;
};

/// Version 4 UUIDs from the system's secure generator.
class QtRandom : public checkout::RandomSource
{
public:
    [[nodiscard]] std::string uuid() override;
};

} // namespace tillwright::kiosk
