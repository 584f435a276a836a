#pragma once

#include "backend/store/store.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tillwright::backend::http {

/// A device as the configuration names it. Its token is known by its SHA-256 only.
struct Device {
    std::string name;
    std::string tokenSha256; ///< 64 lower-case hex digits
};

/// A device that was enrolled is believed this long without asking the store again; so soon a revocation takes effect.
inline constexpr std::int64_t deviceKnownMs = 2'000;

/// Tells devices by their bearer tokens: those of the configuration, and those that were enrolled. For one thread.
class DeviceDirectory
{
public:
    DeviceDirectory(const std::vector<Device> &devices, store::Store &store,
                    std::function<std::int64_t()> nowMs);
    /// The device's name; empty for a token that is nobody's. The look-up goes by the token's hash, so its time tells
    /// nothing of the token.
    store::StoreResult<std::optional<std::string>> deviceOf(std::string token);

private:
    struct Known {
        std::string name;
        std::int64_t sinceMs = 0;
    };
    [[nodiscard]] std::optional<std::string> recall(const std::string &tokenSha256) const;

    std::map<std::string, std::string, std::less<>> m_nameByHash;
    store::Store &m_store;
    std::function<std::int64_t()> m_nowMs;
    std::map<std::string, Known> m_enrolled;
};

} // namespace tillwright::backend::http
