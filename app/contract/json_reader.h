#pragma once

#include "domain/input_error.h"
#include "domain/sale.h"

#include <boost/json/object.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace tillwright::contract {

/// Reads a JSON object field by field and keeps the first error, which names the field. The readers return an
/// empty value after an error, so that a parser reads all fields and asks error() once at the end.
class JsonReader
{
public:
    /// Error field: `body`, when the text is not one JSON object.
    [[nodiscard]] static tl::expected<JsonReader, domain::InputError> parse(std::string_view text);
    explicit JsonReader(boost::json::object object, std::string path = {});

    [[nodiscard]] std::vector<std::string> names() const;
    [[nodiscard]] bool has(std::string_view name) const;
    std::string requireString(std::string_view name);
    std::optional<std::string> optionalString(std::string_view name);
    std::int64_t requireInteger(std::string_view name);
    std::optional<std::int64_t> optionalInteger(std::string_view name);
    /// An integer or a fraction. Only for Clive's amounts in major units, which are rounded to minor ones.
    double requireNumber(std::string_view name);
    /// An array of strings. Absent: empty.
    std::vector<std::string> optionalStrings(std::string_view name);
    bool requireBool(std::string_view name);
    bool optionalBool(std::string_view name, bool fallback);
    JsonReader requireObject(std::string_view name);
    /// An array of objects, each with a reader of its own, whose error the caller takes over.
    std::vector<JsonReader> requireObjects(std::string_view name);
    /// An object of strings; a number or a boolean in it is taken as its text. Absent: empty.
    domain::Meta optionalMeta(std::string_view name);

    /// For errors that only the parser can see.
    void fail(std::string_view name, std::string problem, std::string wayOut);
    /// Takes the error of a nested reader over.
    void takeErrorOf(const JsonReader &nested);
    [[nodiscard]] const std::optional<domain::InputError> &error() const noexcept { return m_error; }

private:
    const boost::json::value *find(std::string_view name) const;
    boost::json::object m_object;
    std::string m_path;
    std::optional<domain::InputError> m_error;
};

} // namespace tillwright::contract
