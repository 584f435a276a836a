#pragma once

#include "domain/currency.h"
#include "domain/input_error.h"

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace tillwright::contract {

/// Whether the backend's last request to Clive was answered at all, by `/readyz` and `GET /v1/config`.
enum class CliveReach {
    Unknown, ///< a word of a later version, or none at all
    NotAsked,
    Reached,
    NotReached,
};
[[nodiscard]] std::string_view cliveReachWord(CliveReach reach) noexcept;

/// Answer of `GET /v1/config`: what a device needs to start, as the backend has it.
struct DeviceConfig {
    std::string device;      ///< the name under which the backend knows it
    std::string environment; ///< `sandbox`, `live`
    std::string stripePublishableKey;
    domain::Currency currency = domain::Currency::usd();
    std::string statementDescriptorSuffix;
    std::string statementDescriptor; ///< `ECHEZONA* AIRPEACE`
    /// The only part that is about this moment.
    CliveReach clive = CliveReach::Unknown;
    friend bool operator==(const DeviceConfig &, const DeviceConfig &) = default;
};
[[nodiscard]] std::string writeDeviceConfig(const DeviceConfig &config);
[[nodiscard]] tl::expected<DeviceConfig, domain::InputError> parseDeviceConfig(std::string_view body);

} // namespace tillwright::contract
