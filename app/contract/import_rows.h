#pragma once

#include "contract/import_report.h"
#include "domain/money.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

/// What imports have in common: rows of named values, out of CSV or JSON. Private to the imports of this room.
namespace tillwright::contract {

/// Spreadsheets begin UTF-8 with it.
inline constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";

/// JSON's name of a CSV column.
[[nodiscard]] std::string jsonFieldOf(std::string_view column);

/// What an import may hold besides its own rules.
struct ImportRules {
    /// Empty: any.
    std::vector<domain::Currency> currencies;
};

/// What a kind of import is made of.
struct ImportShape {
    /// "items": for errors.
    std::string_view rows;
    std::vector<std::string_view> required;
    std::vector<std::string_view> optional;
    /// Of the required ones the one that is an amount: a decimal number in CSV, integer minor units in JSON.
    std::string_view amount;
    std::size_t rowsMax = 0;
};

/// One row, whichever format it came in. What is empty is not in it.
struct ImportRow {
    std::size_t number = 0;
    /// By CSV's column name; without blanks at either end.
    std::map<std::string, std::string, std::less<>> texts;
    /// JSON's amount.
    std::optional<std::int64_t> minor;
    /// Columns whose values are of the wrong kind, which was told already.
    std::set<std::string, std::less<>> told;
};

using TakeImportRow = std::function<void(const ImportRow &)>;
/// Hands every row over that could be read at all, in the order of the file; notes what is wrong with the others.
void readImportRows(ImportFormat format, std::string_view text, const ImportShape &shape,
                    ImportReport &report, const TakeImportRow &take);

/// Turns one row's texts into values and notes what is wrong with them.
class ImportRowReader
{
public:
    ImportRowReader(const ImportRow &row, const ImportRules &rules, ImportReport &report)
        : m_row(row), m_rules(rules), m_report(report)
    {
    }

    /// `parse(text)` gives tl::expected<T, InputError>; the error's field is the column. Nothing when it is left out, which
    /// is a problem of its own for `required`, or wrong.
    template<typename Parse> auto required(std::string_view column, Parse parse)
    {
        if (!m_row.texts.contains(column) && !m_row.told.contains(column))
            fail(column, "it is missing", "fill it in");
        return optional(column, std::move(parse));
    }
    template<typename Parse> auto optional(std::string_view column, Parse parse)
    {
        using Value = typename decltype(parse(std::string_view()))::value_type;
        const auto found = m_row.texts.find(column);
        if (found == m_row.texts.end())
            return std::optional<Value>();
        auto value = parse(std::string_view(found->second));
        if (value)
            return std::optional<Value>(*std::move(value));
        fail(column, value.error().problem, value.error().wayOut);
        return std::optional<Value>();
    }
    /// The amount in `column`, in the row's own currency.
    std::optional<domain::Money> money(std::string_view column);
    void fail(std::string_view column, std::string problem, std::string wayOut);

private:
    const ImportRow &m_row;
    const ImportRules &m_rules;
    ImportReport &m_report;
};

/// Refuses what two rows have in common, naming both.
class ImportDuplicates
{
public:
    /// `key`: alike for values that count as the same.
    void check(const ImportRow &row, std::string_view column, std::string key, ImportReport &report);

private:
    std::unordered_map<std::string, std::size_t> m_rowByKey;
};

/// A whole file: `read(ImportRowReader &)` makes an optional Row of each row. No two rows may have the same `keyOf(text)` in
/// the column `key`.
template<typename Row, typename Read, typename KeyOf>
Imported<Row> readImport(ImportFormat format, std::string_view text, const ImportShape &shape,
                         const ImportRules &rules, std::string_view key, KeyOf keyOf, Read read)
{
    ImportReport report(format);
    std::vector<Row> rows;
    ImportDuplicates duplicates;
    readImportRows(format, text, shape, report, [&](const ImportRow &row) {
        ImportRowReader reader(row, rules, report);
        std::optional<Row> made = read(reader);
        if (const auto found = row.texts.find(key); found != row.texts.end())
            duplicates.check(row, key, keyOf(found->second), report);
        if (made)
            rows.push_back(*std::move(made));
    });
    if (!report.isGood())
        return tl::unexpected(std::move(report));
    return rows;
}

} // namespace tillwright::contract
