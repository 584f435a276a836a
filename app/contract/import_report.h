#pragma once

#include "domain/input_error.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

/// What is wrong with a file that is imported, all of it at once, so that it is mended once.
namespace tillwright::contract {

enum class ImportFormat { Csv, Json };

/// By the first character: `[` or `{` begins JSON, and no column of ours begins with either.
[[nodiscard]] ImportFormat importFormatOf(std::string_view text) noexcept;

/// A file of more bytes is refused unread.
inline constexpr std::size_t importTextMaxBytes = 32 * 1024 * 1024;
/// No more problems are listed than a person mends in one go.
inline constexpr std::size_t importProblemsMax = 50;

struct ImportProblem {
    /// CSV: the line, as an editor counts, on which the record begins. JSON: which item of the array, from 1. 0: the whole
    /// file.
    std::size_t row = 0;
    domain::InputError error;
    friend bool operator==(const ImportProblem &, const ImportProblem &) = default;
};

class ImportReport
{
public:
    explicit ImportReport(ImportFormat format) : m_format(format) {}

    /// `column`: as CSV names it; the report says it in the words of its own format (`price` is JSON's `price_minor`,
    /// `name_fr` its `names.fr`). Dropped when the report is full.
    void add(std::size_t row, std::string_view column, std::string problem, std::string wayOut);
    /// A name that the file has and we do not, shortened when it is long.
    void addUnknown(std::size_t row, std::string_view name, std::string problem, std::string wayOut);
    [[nodiscard]] ImportFormat format() const noexcept { return m_format; }
    [[nodiscard]] const std::vector<ImportProblem> &problems() const noexcept { return m_problems; }
    [[nodiscard]] bool isGood() const noexcept { return m_problems.empty(); }
    /// Reading on brings nothing.
    [[nodiscard]] bool isFull() const noexcept { return m_problems.size() >= importProblemsMax; }

    /// `line 4`, `item 4`; `file` for 0.
    [[nodiscard]] std::string rowText(std::size_t row) const;
    /// A line for each problem: `line 4: price: it is not a number; write it like 750.00`.
    [[nodiscard]] std::string text() const;

private:
    ImportFormat m_format;
    std::vector<ImportProblem> m_problems;
};

template<typename Row> using Imported = tl::expected<std::vector<Row>, ImportReport>;

} // namespace tillwright::contract
