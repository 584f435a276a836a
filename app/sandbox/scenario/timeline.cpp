#include "sandbox/scenario/timeline.h"

#include <algorithm>

namespace tillwright::sandbox {

void Timeline::record(std::string_view what, boost::json::object details)
{
    const auto toMs = [](auto duration) {
        return std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
    };
    boost::json::object entry{{"n", ++m_lastNumber},
                              {"t_ms", toMs(std::chrono::steady_clock::now() - m_start)},
                              {"at_ms", toMs(std::chrono::system_clock::now().time_since_epoch())},
                              {"what", what}};
    for (auto &detail : details)
        entry.insert_or_assign(detail.key(), std::move(detail.value()));
    m_entries.push_back(std::move(entry));
    if (m_entries.size() > timelineEntriesMax)
        m_entries.pop_front();
}

boost::json::array Timeline::toJson(std::int64_t after) const
{
    boost::json::array entries;
    // Numbers follow each other without a gap.
    const auto first = m_lastNumber - static_cast<std::int64_t>(m_entries.size());
    const auto skipped = static_cast<std::size_t>(std::clamp(after, first, m_lastNumber) - first);
    entries.reserve(m_entries.size() - skipped);
    for (std::size_t i = skipped; i < m_entries.size(); ++i)
        entries.push_back(m_entries[i]);
    return entries;
}

void Timeline::clear()
{
    m_entries.clear();
    m_start = std::chrono::steady_clock::now();
}

} // namespace tillwright::sandbox
