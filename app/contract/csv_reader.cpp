#include "contract/csv_reader.h"

#include "contract/import_rows.h"

#include <utility>

namespace tillwright::contract {

namespace {

void note(CsvRecord &record, std::string_view problem, std::string_view wayOut)
{
    if (!record.problem.empty())
        return;
    record.problem = problem;
    record.wayOut = wayOut;
}

constexpr std::string_view quoteWholeField =
    "put the whole field in quotation marks and double each one within it";

} // namespace

CsvReader::CsvReader(std::string_view text) : m_text(text)
{
    if (m_text.starts_with(byteOrderMark))
        m_at = byteOrderMark.size();
}

std::size_t CsvReader::lineEndAt(std::size_t at) const noexcept
{
    if (m_text.substr(at).starts_with('\n'))
        return 1;
    return m_text.substr(at).starts_with("\r\n") ? 2 : 0;
}

void CsvReader::skipBlankLines()
{
    while (const auto bytes = lineEndAt(m_at)) {
        m_at += bytes;
        ++m_line;
    }
}

bool CsvReader::next(CsvRecord &record)
{
    skipBlankLines();
    if (m_at >= m_text.size())
        return false;
    record = CsvRecord{};
    record.line = m_line;
    while (true) {
        readField(record);
        if (m_at >= m_text.size())
            return true;
        if (const auto bytes = lineEndAt(m_at)) {
            m_at += bytes;
            ++m_line;
            return true;
        }
        // A comma: there is a field after it, be it empty.
        ++m_at;
    }
}

/// Up to a comma, the end of the record, or the end of the text.
void CsvReader::readField(CsvRecord &record)
{
    std::string field;
    if (m_text.substr(m_at).starts_with('"'))
        readQuoted(record, field);
    while (m_at < m_text.size() && m_text[m_at] != ',' && lineEndAt(m_at) == 0) {
        if (m_text[m_at] == '"')
            note(record, "a quotation mark stands within a field that is not in quotation marks",
                 quoteWholeField);
        field += m_text[m_at++];
    }
    if (record.fields.size() < fieldsMax)
        record.fields.push_back(std::move(field));
    else
        note(record, "it has more than 64 fields", "remove what does not belong there");
}

void CsvReader::readQuoted(CsvRecord &record, std::string &field)
{
    for (++m_at; m_at < m_text.size(); ++m_at) {
        const char c = m_text[m_at];
        if (c == '\n')
            ++m_line;
        if (c != '"') {
            field += c;
            continue;
        }
        if (!m_text.substr(m_at + 1).starts_with('"'))
            break;
        ++m_at;
        field += c;
    }
    if (m_at >= m_text.size()) {
        note(record, "a field that begins with a quotation mark does not end with one",
             "add the missing quotation mark");
        return;
    }
    ++m_at;
    if (m_at < m_text.size() && m_text[m_at] != ',' && lineEndAt(m_at) == 0)
        note(record, "something follows the closing quotation mark of a field", quoteWholeField);
}

} // namespace tillwright::contract
