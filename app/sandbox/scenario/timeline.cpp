#include "sandbox/scenario/timeline.h"

namespace tillwright::sandbox {

void Timeline::record(std::string_view what, boost::json::object details)
{
    const auto since = std::chrono::steady_clock::now() - m_start;
    boost::json::object entry{{"t_ms", std::chrono::duration_cast<std::chrono::milliseconds>(since).count()},
                              {"what", what}};
    for (auto &detail : details)
        entry.insert_or_assign(detail.key(), std::move(detail.value()));
    m_entries.push_back(std::move(entry));
    if (m_entries.size() > timelineEntriesMax)
        m_entries.pop_front();
}

boost::json::array Timeline::toJson() const
{
    boost::json::array entries;
    entries.reserve(m_entries.size());
    for (const auto &entry : m_entries)
        entries.push_back(entry);
    return entries;
}

void Timeline::clear()
{
    m_entries.clear();
    m_start = std::chrono::steady_clock::now();
}

} // namespace tillwright::sandbox
