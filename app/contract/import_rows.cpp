#include "contract/import_rows.h"

#include "contract/csv_reader.h"
#include "domain/text.h"

#include <algorithm>
#include <boost/json/stream_parser.hpp>

namespace tillwright::contract {

namespace json = boost::json;

namespace {

constexpr std::string_view translationPrefix = "name_";
constexpr std::string_view translationsField = "names";
constexpr std::string_view minorSuffix = "_minor";
/// An array of objects with an object in them.
constexpr std::size_t jsonDepthMax = 4;

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return lower;
}

bool isIn(const std::vector<std::string_view> &names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool isColumn(const ImportShape &shape, std::string_view name)
{
    return isIn(shape.required, name) || isIn(shape.optional, name);
}

/// Of the row's names, as the format has them.
std::string namesText(const ImportShape &shape, ImportFormat format)
{
    std::string text;
    for (const auto *names : {&shape.required, &shape.optional}) {
        for (const auto name : *names)
            text += (text.empty() ? "" : ", ")
                + (format == ImportFormat::Json ? jsonFieldOf(name) : std::string(name));
    }
    return text;
}

std::size_t lineOf(std::string_view text, std::size_t offset)
{
    const auto before = text.substr(0, offset);
    return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

/// The line of the first byte that is no UTF-8.
std::size_t brokenLine(std::string_view text)
{
    std::size_t line = 1;
    while (true) {
        const auto end = text.find('\n');
        if (!domain::isUtf8(text.substr(0, end)) || end == std::string_view::npos)
            return line;
        text.remove_prefix(end + 1);
        ++line;
    }
}

void keep(ImportRow &row, std::string_view column, std::string_view value)
{
    if (const auto text = trimmed(value); !text.empty())
        row.texts.insert_or_assign(std::string(column), std::string(text));
}

bool isOverLimit(const ImportShape &shape, std::size_t count, std::size_t row, ImportReport &report)
{
    if (count <= shape.rowsMax)
        return false;
    report.add(row, "",
               "there are more than " + std::to_string(shape.rowsMax) + " " + std::string(shape.rows),
               "leave out what is not needed");
    return true;
}

// ---------------------------------------------------------------- CSV

/// Fills in the columns in the file's order; an empty name for one that is not known. False: the rows cannot be read by it.
bool readHeader(const CsvRecord &header, const ImportShape &shape, std::vector<std::string> &columns,
                ImportReport &report)
{
    if (header.fields.size() == 1 && header.fields.front().find(';') != std::string::npos) {
        report.add(header.line, "", "the columns are separated by semicolons",
                   "save it with commas between the columns and points in the amounts");
        return false;
    }
    bool isUsable = true;
    for (const auto &field : header.fields) {
        auto name = lowerCase(trimmed(field));
        if (!isColumn(shape, name)) {
            report.addUnknown(header.line, trimmed(field), "there is no such column",
                              "the columns are " + namesText(shape, ImportFormat::Csv));
            name.clear();
        } else if (std::find(columns.begin(), columns.end(), name) != columns.end()) {
            report.add(header.line, name, "the column is there twice", "remove one of the two");
            isUsable = false;
        }
        columns.push_back(std::move(name));
    }
    for (const auto name : shape.required) {
        if (std::find(columns.begin(), columns.end(), name) == columns.end()) {
            report.add(header.line, name, "the column is missing", "add it");
            isUsable = false;
        }
    }
    return isUsable;
}

bool isEmptyRecord(const CsvRecord &record)
{
    return std::all_of(record.fields.begin(), record.fields.end(),
                       [](const std::string &field) { return trimmed(field).empty(); });
}

void takeCsvRecord(const CsvRecord &record, const std::vector<std::string> &columns, ImportReport &report,
                   const TakeImportRow &take)
{
    if (record.fields.size() != columns.size()) {
        report.add(record.line, "",
                   "it has " + std::to_string(record.fields.size()) + " fields, and the header has "
                       + std::to_string(columns.size()),
                   "put a field with a comma in it in quotation marks, and leave no field out");
        return;
    }
    ImportRow row;
    row.number = record.line;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (!columns[i].empty())
            keep(row, columns[i], record.fields[i]);
    }
    take(row);
}

void readCsv(std::string_view text, const ImportShape &shape, ImportReport &report, const TakeImportRow &take)
{
    CsvReader reader(text);
    CsvRecord record;
    std::vector<std::string> columns;
    if (!reader.next(record)) {
        report.add(0, "", "it is empty",
                   "begin with a line that names the columns: " + namesText(shape, ImportFormat::Csv));
        return;
    }
    if (!readHeader(record, shape, columns, report))
        return;
    for (std::size_t count = 0; !report.isFull() && reader.next(record);) {
        if (!record.problem.empty())
            report.add(record.line, "", std::string(record.problem), std::string(record.wayOut));
        else if (isEmptyRecord(record))
            continue;
        else if (isOverLimit(shape, ++count, record.line, report))
            return;
        else
            takeCsvRecord(record, columns, report, take);
    }
}

// ---------------------------------------------------------------- JSON

void takeText(ImportRow &row, std::string_view column, const json::value &value, ImportReport &report)
{
    if (value.is_string()) {
        keep(row, column, value.as_string());
        return;
    }
    row.told.emplace(column);
    report.add(row.number, column, "it is not a string", "send a string");
}

void takeAmount(ImportRow &row, std::string_view column, const json::value &value, ImportReport &report)
{
    json::error_code code;
    // to_number refuses fractions and numbers that do not fit.
    const auto number = value.is_number() ? value.to_number<std::int64_t>(code) : 0;
    if (value.is_number() && !code) {
        row.minor = number;
        return;
    }
    row.told.emplace(column);
    report.add(row.number, column, "it is not an integer", "send minor units, 75000 for 750.00");
}

void takeTranslations(ImportRow &row, const json::value &value, const ImportShape &shape,
                      ImportReport &report)
{
    if (!value.is_object()) {
        report.add(row.number, translationsField, "it is not an object",
                   "send an object of strings by language");
        return;
    }
    for (const auto &[language, name] : value.as_object()) {
        const auto column = std::string(translationPrefix) + std::string(language);
        if (!isColumn(shape, column))
            report.addUnknown(row.number, jsonFieldOf(column), "there is no such language", "leave it out");
        else if (!name.is_null())
            takeText(row, column, name, report);
    }
}

bool hasTranslations(const ImportShape &shape)
{
    return std::any_of(shape.optional.begin(), shape.optional.end(),
                       [](std::string_view name) { return name.starts_with(translationPrefix); });
}

void takeJsonField(ImportRow &row, std::string_view name, const json::value &value, const ImportShape &shape,
                   ImportReport &report)
{
    if (name == translationsField && hasTranslations(shape)) {
        if (!value.is_null())
            takeTranslations(row, value, shape, report);
        return;
    }
    const auto column = name.ends_with(minorSuffix) ? name.substr(0, name.size() - minorSuffix.size()) : name;
    // A name is known when it is what its column is called in JSON.
    if (!isColumn(shape, column) || jsonFieldOf(column) != name) {
        report.addUnknown(row.number, name, "there is no such field",
                          "the fields are " + namesText(shape, ImportFormat::Json));
    } else if (value.is_null()) {
        return;
    } else if (column == shape.amount) {
        takeAmount(row, column, value, report);
    } else {
        takeText(row, column, value, report);
    }
}

void takeJsonItem(std::size_t number, const json::value &item, const ImportShape &shape, ImportReport &report,
                  const TakeImportRow &take)
{
    if (!item.is_object()) {
        report.add(number, "", "it is not an object", "send an array of objects");
        return;
    }
    ImportRow row;
    row.number = number;
    for (const auto &member : item.as_object())
        takeJsonField(row, member.key(), member.value(), shape, report);
    take(row);
}

std::optional<json::value> parseJson(std::string_view text, ImportReport &report)
{
    json::parse_options options;
    options.max_depth = jsonDepthMax;
    json::stream_parser parser({}, options);
    json::error_code code;
    const auto read = parser.write_some(text.data(), text.size(), code);
    if (!code && text.find_first_not_of(" \t\r\n", read) != std::string_view::npos)
        code = json::error::extra_data;
    if (!code)
        parser.finish(code);
    if (!code)
        return parser.release();
    report.add(0, "",
               "it is not JSON (line " + std::to_string(lineOf(text, read)) + ": " + code.message() + ")",
               "send one JSON array of objects");
    return std::nullopt;
}

void readJson(std::string_view text, const ImportShape &shape, ImportReport &report,
              const TakeImportRow &take)
{
    if (text.starts_with(byteOrderMark))
        text.remove_prefix(byteOrderMark.size());
    const auto value = parseJson(text, report);
    if (!value)
        return;
    if (!value->is_array()) {
        report.add(0, "", "it is not a JSON array", "send one JSON array of objects");
        return;
    }
    std::size_t number = 0;
    for (const auto &item : value->as_array()) {
        ++number;
        if (isOverLimit(shape, number, number, report))
            return;
        takeJsonItem(number, item, shape, report, take);
        if (report.isFull())
            return;
    }
}

} // namespace

std::string jsonFieldOf(std::string_view column)
{
    if (column == "price" || column == "amount")
        return std::string(column) + std::string(minorSuffix);
    if (column.starts_with(translationPrefix) && column.size() > translationPrefix.size())
        return std::string(translationsField) + "." + std::string(column.substr(translationPrefix.size()));
    return std::string(column);
}

void readImportRows(ImportFormat format, std::string_view text, const ImportShape &shape,
                    ImportReport &report, const TakeImportRow &take)
{
    if (text.size() > importTextMaxBytes) {
        report.add(0, "", "it has more than " + std::to_string(importTextMaxBytes / 1024 / 1024) + " MiB",
                   "leave out what is not needed");
        return;
    }
    if (!domain::isUtf8(text)) {
        report.add(format == ImportFormat::Csv ? brokenLine(text) : 0, "", "it is not UTF-8",
                   "save it as UTF-8 (in a spreadsheet: \"CSV UTF-8\")");
        return;
    }
    if (format == ImportFormat::Csv)
        readCsv(text, shape, report, take);
    else
        readJson(text, shape, report, take);
}

std::optional<domain::Money> ImportRowReader::money(std::string_view column)
{
    const auto currency =
        required("currency", [](std::string_view text) { return domain::Currency::parse(text); });
    const bool isTaken = m_rules.currencies.empty()
        || (currency
            && std::find(m_rules.currencies.begin(), m_rules.currencies.end(), *currency)
                != m_rules.currencies.end());
    if (currency && !isTaken) {
        std::string taken;
        for (const auto &one : m_rules.currencies)
            taken += (taken.empty() ? "" : ", ") + one.code();
        fail("currency", "payments are not taken in it",
             "use " + taken + ", or add it to [stripe].currencies");
        return std::nullopt;
    }
    if (m_row.minor)
        return currency ? std::optional(domain::Money{*m_row.minor, *currency}) : std::nullopt;
    // Without a good currency the amount is read all the same, so that its own mistakes are told too.
    const auto readAs = currency.value_or(domain::Currency::usd());
    const auto amount =
        required(column, [&readAs](std::string_view text) { return domain::parseMoney(text, readAs); });
    return currency ? amount : std::nullopt;
}

void ImportRowReader::fail(std::string_view column, std::string problem, std::string wayOut)
{
    m_report.add(m_row.number, column, std::move(problem), std::move(wayOut));
}

void ImportDuplicates::check(const ImportRow &row, std::string_view column, std::string key,
                             ImportReport &report)
{
    const auto [known, isNew] = m_rowByKey.emplace(std::move(key), row.number);
    if (!isNew)
        report.add(row.number, column, report.rowText(known->second) + " has the same one",
                   "remove one of the two");
}

} // namespace tillwright::contract
