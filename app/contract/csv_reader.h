#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tillwright::contract {

struct CsvRecord {
    /// On which it begins, from 1, as an editor counts (LF, or CR LF, ends a line; those within quotation marks too).
    std::size_t line = 0;
    std::vector<std::string> fields;
    /// Why it is not well formed; empty when it is. The fields are then what could be made of it.
    std::string_view problem;
    std::string_view wayOut;
    friend bool operator==(const CsvRecord &, const CsvRecord &) = default;
};

/// RFC 4180: fields separated by commas, records by CR LF or LF; in quotation marks a field may hold all of these, and a
/// quotation mark doubled. Blanks belong to the field. A byte order mark is skipped, as are lines with nothing on them.
/// Reads any bytes: what a byte means is not its business.
class CsvReader
{
public:
    /// More fields than this are a problem of their record, and are not kept.
    static constexpr std::size_t fieldsMax = 64;

    /// `text` has to outlive the reader.
    explicit CsvReader(std::string_view text);
    /// False at the end; `record` is then left alone.
    bool next(CsvRecord &record);

private:
    void readField(CsvRecord &record);
    void readQuoted(CsvRecord &record, std::string &field);
    void skipBlankLines();
    /// CR LF or LF; the number of bytes, 0 for none.
    [[nodiscard]] std::size_t lineEndAt(std::size_t at) const noexcept;

    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
};

} // namespace tillwright::contract
