#include "contract/json_reader.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace tillwright::contract {

using domain::InputError;

tl::expected<JsonReader, InputError> JsonReader::parse(std::string_view text)
{
    boost::json::error_code code;
    boost::json::parse_options options;
    options.max_depth = 16;
    auto value = boost::json::parse(text, code, {}, options);
    if (code)
        return tl::unexpected(
            InputError{"body", "it is not JSON (" + code.message() + ")", "send one JSON object"});
    if (!value.is_object())
        return tl::unexpected(InputError{"body", "it is not a JSON object", "send one JSON object"});
    return JsonReader(std::move(value.as_object()));
}

JsonReader::JsonReader(boost::json::object object, std::string path)
    : m_object(std::move(object)), m_path(std::move(path))
{
}

const boost::json::value *JsonReader::find(std::string_view name) const
{
    const auto *value = m_object.if_contains(name);
    return value && !value->is_null() ? value : nullptr;
}

std::vector<std::string> JsonReader::names() const
{
    std::vector<std::string> names;
    for (const auto &member : m_object)
        names.emplace_back(member.key());
    return names;
}

bool JsonReader::has(std::string_view name) const
{
    return find(name) != nullptr;
}

std::string JsonReader::requireString(std::string_view name)
{
    if (!has(name))
        fail(name, "it is missing", "send a string");
    return optionalString(name).value_or("");
}

std::optional<std::string> JsonReader::optionalString(std::string_view name)
{
    const auto *value = find(name);
    if (!value)
        return std::nullopt;
    if (!value->is_string()) {
        fail(name, "it is not a string", "send a string");
        return std::nullopt;
    }
    return std::string(value->as_string());
}

std::int64_t JsonReader::requireInteger(std::string_view name)
{
    if (!has(name))
        fail(name, "it is missing", "send an integer");
    return optionalInteger(name).value_or(0);
}

std::optional<std::int64_t> JsonReader::optionalInteger(std::string_view name)
{
    const auto *value = find(name);
    if (!value)
        return std::nullopt;
    boost::json::error_code code;
    // to_number refuses fractions and numbers that do not fit.
    const auto number = value->is_number() ? value->to_number<std::int64_t>(code) : 0;
    if (!value->is_number() || code) {
        fail(name, "it is not an integer", "send an integer");
        return std::nullopt;
    }
    return number;
}

double JsonReader::requireNumber(std::string_view name)
{
    const auto *value = find(name);
    if (!value || !value->is_number()) {
        fail(name, value ? "it is not a number" : "it is missing", "send a number");
        return 0;
    }
    boost::json::error_code code;
    return value->to_number<double>(code);
}

std::vector<std::string> JsonReader::optionalStrings(std::string_view name)
{
    const auto *value = find(name);
    if (!value)
        return {};
    std::vector<std::string> strings;
    if (value->is_array()) {
        for (const auto &item : value->as_array()) {
            if (item.is_string())
                strings.emplace_back(item.as_string());
        }
    }
    if (!value->is_array() || strings.size() != value->as_array().size())
        fail(name, "it is not an array of strings", "send an array of strings");
    return strings;
}

bool JsonReader::requireBool(std::string_view name)
{
    if (!has(name))
        fail(name, "it is missing", "send true or false");
    return optionalBool(name, false);
}

bool JsonReader::optionalBool(std::string_view name, bool fallback)
{
    const auto *value = find(name);
    if (!value)
        return fallback;
    if (!value->is_bool()) {
        fail(name, "it is not true or false", "send true or false");
        return fallback;
    }
    return value->as_bool();
}

JsonReader JsonReader::requireObject(std::string_view name)
{
    const auto *value = find(name);
    if (!value || !value->is_object()) {
        fail(name, value ? "it is not an object" : "it is missing", "send an object");
        return JsonReader({}, m_path + std::string(name) + ".");
    }
    return JsonReader(value->as_object(), m_path + std::string(name) + ".");
}

std::vector<JsonReader> JsonReader::requireObjects(std::string_view name)
{
    const auto *value = find(name);
    if (!value || !value->is_array()) {
        fail(name, value ? "it is not an array" : "it is missing", "send an array of objects");
        return {};
    }
    std::vector<JsonReader> readers;
    for (const auto &item : value->as_array()) {
        const auto path = m_path + std::string(name) + "[" + std::to_string(readers.size()) + "].";
        if (!item.is_object()) {
            fail(name, "an item of it is not an object", "send an array of objects");
            return {};
        }
        readers.emplace_back(item.as_object(), path);
    }
    return readers;
}

domain::Meta JsonReader::optionalMeta(std::string_view name)
{
    const auto *value = find(name);
    if (!value)
        return {};
    if (!value->is_object()) {
        fail(name, "it is not an object", "send an object of strings");
        return {};
    }
    domain::Meta meta;
    for (const auto &[key, item] : value->as_object()) {
        if (item.is_string())
            meta.emplace(key, std::string(item.as_string()));
        else if (item.is_number() || item.is_bool())
            meta.emplace(key, boost::json::serialize(item));
        else
            fail(std::string(name) + "." + std::string(key), "it is not a string", "send a string");
    }
    return meta;
}

void JsonReader::fail(std::string_view name, std::string problem, std::string wayOut)
{
    if (!m_error)
        m_error = InputError{m_path + std::string(name), std::move(problem), std::move(wayOut)};
}

void JsonReader::takeErrorOf(const JsonReader &nested)
{
    if (!m_error)
        m_error = nested.m_error;
}

} // namespace tillwright::contract
