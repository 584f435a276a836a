#include "backend/http/device_directory.h"

#include "contract/webhook_signature.h"

namespace tillwright::backend::http {

DeviceDirectory::DeviceDirectory(const std::vector<Device> &devices)
{
    for (const auto &device : devices)
        m_nameByHash.emplace(device.tokenSha256, device.name);
}

std::optional<std::string> DeviceDirectory::deviceOf(std::string_view token) const
{
    if (token.empty())
        return std::nullopt;
    const auto found = m_nameByHash.find(contract::sha256Hex(token));
    if (found == m_nameByHash.end())
        return std::nullopt;
    return found->second;
}

} // namespace tillwright::backend::http
