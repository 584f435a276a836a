#include "contract/import_report.h"

#include "contract/import_rows.h"
#include "domain/text.h"

#include <algorithm>
#include <utility>

namespace tillwright::contract {

namespace {
constexpr std::size_t unknownNameMaxBytes = 40;
} // namespace

ImportFormat importFormatOf(std::string_view text) noexcept
{
    if (text.starts_with(byteOrderMark))
        text.remove_prefix(byteOrderMark.size());
    const auto first = text.find_first_not_of(" \t\r\n");
    const bool isJson = first != std::string_view::npos && (text[first] == '[' || text[first] == '{');
    return isJson ? ImportFormat::Json : ImportFormat::Csv;
}

void ImportReport::add(std::size_t row, std::string_view column, std::string problem, std::string wayOut)
{
    if (isFull())
        return;
    auto field = m_format == ImportFormat::Json ? jsonFieldOf(column) : std::string(column);
    m_problems.push_back({row, {std::move(field), std::move(problem), std::move(wayOut)}});
}

void ImportReport::addUnknown(std::size_t row, std::string_view name, std::string problem, std::string wayOut)
{
    if (isFull())
        return;
    std::string shown(name.substr(0, unknownNameMaxBytes));
    // Not within a character.
    while (!domain::isUtf8(shown))
        shown.pop_back();
    if (shown.size() < name.size())
        shown += "...";
    // It is shown on terminals, which must not act on it.
    std::replace_if(shown.begin(), shown.end(), &domain::isAsciiControl, '?');
    m_problems.push_back(
        {row, {shown.empty() ? "(no name)" : std::move(shown), std::move(problem), std::move(wayOut)}});
}

std::string ImportReport::rowText(std::size_t row) const
{
    if (row == 0)
        return "file";
    return (m_format == ImportFormat::Csv ? "line " : "item ") + std::to_string(row);
}

std::string ImportReport::text() const
{
    std::string text;
    for (const auto &problem : m_problems) {
        const auto &error = problem.error;
        text += rowText(problem.row) + ": " + (error.field.empty() ? "" : error.field + ": ") + error.problem
            + "; " + error.wayOut + "\n";
    }
    if (isFull())
        text += "... there may be more; mend these first\n";
    return text;
}

} // namespace tillwright::contract
