#include "kiosk/qa/row_filter.h"

#include "kiosk/qa/row_roles.h"

#include <algorithm>

namespace tillwright::kiosk::qa {

void RowFilter::setWords(const QString &text)
{
    m_words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

void RowFilter::setExactly(int role, const std::optional<QString> &value)
{
    m_role = role;
    m_value = value;
    invalidateFilter();
}

bool RowFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const auto index = sourceModel()->index(row, 0, parent);
    if (m_value && index.data(m_role).toString() != *m_value)
        return false;
    const auto text = index.data(SearchRole).toString();
    return std::all_of(m_words.begin(), m_words.end(),
                       [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace tillwright::kiosk::qa
