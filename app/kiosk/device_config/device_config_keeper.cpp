#include "kiosk/device_config/device_config_keeper.h"

#include "kiosk/kept_file/kept_file.h"

#include <QtCore/QLoggingCategory>
#include <QtCore/QPointer>

namespace tillwright::kiosk::device_config {

namespace {

Q_LOGGING_CATEGORY(lcConfig, "tillwright.device_config")

const QByteArray head = "tillwright-device-config 1";
constexpr qint64 fileLimitBytes = 64LL * 1024;

tl::expected<std::optional<contract::DeviceConfig>, QString> readFile(const QString &fileName)
{
    const auto kept = kept_file::read(fileName, head, fileLimitBytes);
    if (!kept)
        return tl::unexpected(kept.error());
    if (!*kept)
        return std::nullopt;
    auto config = contract::parseDeviceConfig((*kept)->toStdString());
    if (!config)
        return tl::unexpected(QString::fromStdString(config.error().text()));
    return *std::move(config);
}

} // namespace

DeviceConfigKeeper::DeviceConfigKeeper(QString fileName, checkout::DeviceConfigPort &port,
                                       checkout::Clock &clock, QObject *parent)
    : QObject(parent), m_fileName(std::move(fileName)), m_port(port), m_clock(clock)
{
}

DeviceConfigKeeper::~DeviceConfigKeeper()
{
    m_clock.cancel(m_timer);
}

void DeviceConfigKeeper::start()
{
    auto kept = readFile(m_fileName);
    if (!kept)
        qCWarning(lcConfig).noquote()
            << m_fileName << "is not used and will be written anew:" << kept.error();
    else if (*kept) {
        m_known = **std::move(kept);
        Q_EMIT configChanged();
    }
    refresh();
}

void DeviceConfigKeeper::refresh()
{
    if (m_isAsking)
        return;
    m_isAsking = true;
    m_port.fetchDeviceConfig([self = QPointer(this)](const auto &answer) {
        if (self)
            self->take(answer);
    });
}

void DeviceConfigKeeper::take(
    const tl::expected<checkout::FetchedDeviceConfig, checkout::BackendError> &answer)
{
    m_isAsking = false;
    if (answer) {
        m_trouble.reset();
        m_isConfirmed = true;
        m_clive = answer->config.clive;
        if (answer->answeredAtMs)
            m_clockAheadMs = m_clock.nowMs() - *answer->answeredAtMs;
        askAgainIn(configRefreshIntervalMs);
        keep(answer->config);
    } else {
        qCWarning(lcConfig).noquote() << "the backend did not tell this device's configuration:"
                                      << QString::fromStdString(answer.error().cause);
        m_trouble = answer.error();
        m_clive = contract::CliveReach::Unknown;
        askAgainIn(configRetryIntervalMs);
    }
    Q_EMIT answered();
}

void DeviceConfigKeeper::keep(contract::DeviceConfig config)
{
    // What is about a moment is not worth a disk's while.
    config.clive = contract::CliveReach::Unknown;
    if (m_known == config)
        return;
    m_known = std::move(config);
    // It is used all the same; it only has to be asked for again after a restart.
    if (const auto written = kept_file::write(
            m_fileName, head, QByteArray::fromStdString(contract::writeDeviceConfig(*m_known)));
        !written)
        qCWarning(lcConfig).noquote() << m_fileName << "cannot be written:" << written.error();
    Q_EMIT configChanged();
}

void DeviceConfigKeeper::askAgainIn(std::int64_t delayMs)
{
    m_clock.cancel(m_timer);
    m_timer = m_clock.after(delayMs, [this] { refresh(); });
}

} // namespace tillwright::kiosk::device_config
