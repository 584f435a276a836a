#pragma once

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

/// Tells devices by their bearer tokens.
class DeviceDirectory
{
public:
    explicit DeviceDirectory(const std::vector<Device> &devices);
    /// The device's name. The look-up goes by the token's hash, so its time tells nothing of the token.
    [[nodiscard]] std::optional<std::string> deviceOf(std::string_view token) const;

private:
    std::map<std::string, std::string, std::less<>> m_nameByHash;
};

} // namespace tillwright::backend::http
