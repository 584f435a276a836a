#pragma once

#include "checkout/device_config_port.h"

#include <QtCore/QObject>
#include <QtCore/QString>
#include <optional>

namespace tillwright::kiosk::device_config {

/// How often the backend is asked: it is also how soon staff see that Clive is out, or there again.
inline constexpr std::int64_t configRefreshIntervalMs = 60LL * 1000;
/// And when it gave no good answer.
inline constexpr std::int64_t configRetryIntervalMs = 30LL * 1000;

/// What the backend tells this device of itself: the answer on the disk, until the backend gives another one. Lives on the
/// clock's thread and must not outlive port and clock.
class DeviceConfigKeeper : public QObject
{
    Q_OBJECT

public:
    /// The file need not be there.
    DeviceConfigKeeper(QString fileName, checkout::DeviceConfigPort &port, checkout::Clock &clock,
                       QObject *parent = nullptr);
    ~DeviceConfigKeeper() override;

    /// Reads the file, then asks the backend, and goes on asking.
    void start();
    /// Asks now, unless it is being asked.
    void refresh();
    [[nodiscard]] bool isAsking() const { return m_isAsking; }

    /// Nothing before the first answer there ever was. Its `clive` is not to be read: see clive().
    [[nodiscard]] const std::optional<contract::DeviceConfig> &config() const { return m_known; }
    /// The backend has said so since the start; else it is what the disk remembers.
    [[nodiscard]] bool isConfirmed() const { return m_isConfirmed; }
    /// `Unknown` unless the last answer was a good one: who is not reached tells nothing of others.
    [[nodiscard]] contract::CliveReach clive() const { return m_clive; }
    /// This machine's clock less the backend's, as of the last answer that told the time.
    [[nodiscard]] std::optional<std::int64_t> clockAheadMs() const { return m_clockAheadMs; }
    /// Why the backend gave no good answer when it was asked last.
    [[nodiscard]] const std::optional<checkout::BackendError> &trouble() const { return m_trouble; }

Q_SIGNALS:
    /// config() is another one.
    void configChanged();
    /// An answer has come, or none.
    void answered();

private:
    void take(const tl::expected<checkout::FetchedDeviceConfig, checkout::BackendError> &answer);
    void keep(contract::DeviceConfig config);
    void askAgainIn(std::int64_t delayMs);

    QString m_fileName;
    checkout::DeviceConfigPort &m_port;
    checkout::Clock &m_clock;
    std::optional<contract::DeviceConfig> m_known;
    bool m_isConfirmed = false;
    contract::CliveReach m_clive = contract::CliveReach::Unknown;
    std::optional<std::int64_t> m_clockAheadMs;
    std::optional<checkout::BackendError> m_trouble;
    bool m_isAsking = false;
    checkout::TimerId m_timer = 0;
};

} // namespace tillwright::kiosk::device_config
