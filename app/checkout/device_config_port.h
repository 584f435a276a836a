#pragma once

#include "checkout/ports.h"
#include "contract/device_config.h"

#include <optional>

namespace tillwright::checkout {

struct FetchedDeviceConfig {
    contract::DeviceConfig config;
    /// The backend's clock when it answered, in ms since 1970, UTC, to the second; nothing when the answer did not say.
    std::optional<std::int64_t> answeredAtMs;
};

/// What the backend tells this device of itself. Not part of a payment's flow.
class DeviceConfigPort
{
public:
    virtual ~DeviceConfigPort() = default;
    virtual void fetchDeviceConfig(BackendCallback<FetchedDeviceConfig> done) = 0;
};

} // namespace tillwright::checkout
