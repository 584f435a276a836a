#include "trace.h"

#include <cstdio>
#include <cstring>

namespace tillwright::simulation {

void Trace::mix(std::string_view bytes) noexcept
{
    for (const char byte : bytes) {
        m_hash ^= static_cast<unsigned char>(byte);
        m_hash *= 0x100000001b3U;
    }
}

void Trace::add(std::int64_t nowMs, std::string_view who, std::string_view what)
{
    char time[sizeof nowMs];
    std::memcpy(time, &nowMs, sizeof nowMs);
    mix({time, sizeof time});
    mix(who);
    mix(what);
    if (!m_keepsLines)
        return;
    char head[64];
    std::snprintf(head, sizeof head, "%12.3f s  %-8.*s ", static_cast<double>(nowMs) / 1000.0,
                  static_cast<int>(who.size()), who.data());
    m_lines.push_back(head + std::string(what));
}

} // namespace tillwright::simulation
