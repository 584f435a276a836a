#include "backend/http/device_directory.h"

#include "contract/webhook_signature.h"

namespace tillwright::backend::http {

namespace {

/// More enrolled devices than one process serves at a time; beyond it everybody is asked about anew.
constexpr std::size_t knownMax = 10'000;

} // namespace

DeviceDirectory::DeviceDirectory(const std::vector<Device> &devices, store::Store &store,
                                 std::function<std::int64_t()> nowMs)
    : m_store(store), m_nowMs(std::move(nowMs))
{
    for (const auto &device : devices)
        m_nameByHash.emplace(device.tokenSha256, device.name);
}

std::optional<std::string> DeviceDirectory::recall(const std::string &tokenSha256) const
{
    if (const auto configured = m_nameByHash.find(tokenSha256); configured != m_nameByHash.end())
        return configured->second;
    const auto enrolled = m_enrolled.find(tokenSha256);
    if (enrolled == m_enrolled.end())
        return std::nullopt;
    // A clock that was set back makes an age of less than nothing: then the store is asked.
    const auto ageMs = m_nowMs() - enrolled->second.sinceMs;
    return ageMs >= 0 && ageMs < deviceKnownMs ? std::optional(enrolled->second.name) : std::nullopt;
}

store::StoreResult<std::optional<std::string>> DeviceDirectory::deviceOf(std::string token)
{
    if (token.empty())
        co_return std::optional<std::string>();
    const auto hash = contract::sha256Hex(token);
    if (auto known = recall(hash))
        co_return known;
    auto found = co_await m_store.findDevice(hash);
    if (!found)
        co_return found;
    if (m_enrolled.size() >= knownMax)
        m_enrolled.clear();
    if (*found)
        m_enrolled.insert_or_assign(hash, Known{**found, m_nowMs()});
    else
        m_enrolled.erase(hash);
    co_return found;
}

} // namespace tillwright::backend::http
