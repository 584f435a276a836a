#include "configuration/configuration.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <toml++/toml.h>

namespace tillwright::configuration {

struct ConfigDocument {
    std::string file;
    toml::table root;
    std::vector<ConfigError> errors;
    /// What was asked for in each table, for the list of unknown keys.
    std::map<const toml::table *, std::set<std::string, std::less<>>> known;
    std::map<const toml::table *, std::string> names;
};

namespace {

const toml::table *asTable(const void *table)
{
    return static_cast<const toml::table *>(table);
}

int lineOf(const toml::node &node)
{
    return static_cast<int>(node.source().begin.line);
}

std::string keyName(std::string_view section, std::string_view key)
{
    return section.empty() ? std::string(key) : std::string(section) + "." + std::string(key);
}

std::string listOf(const std::set<std::string, std::less<>> &words)
{
    std::string list;
    for (const auto &word : words)
        list += (list.empty() ? "" : ", ") + word;
    return list;
}

} // namespace

std::string ConfigError::text() const
{
    std::string text = file + ":";
    if (line > 0)
        text += std::to_string(line) + ":";
    if (!key.empty())
        text += " " + key + ":";
    return text + " " + problem + "; " + wayOut;
}

ConfigTable::ConfigTable(std::shared_ptr<ConfigDocument> document, const void *table, std::string name,
                         int line)
    : m_document(std::move(document)), m_table(table), m_name(std::move(name)), m_line(line)
{
    if (m_table)
        m_document->names[asTable(m_table)] = m_name;
}

const void *ConfigTable::find(std::string_view key) const
{
    if (!m_table)
        return nullptr;
    m_document->known[asTable(m_table)].emplace(key);
    return asTable(m_table)->get(key);
}

void ConfigTable::fail(std::string_view key, std::string problem, std::string wayOut) const
{
    const auto *node = m_table ? asTable(m_table)->get(key) : nullptr;
    m_document->errors.push_back({m_document->file, node ? lineOf(*node) : m_line, keyName(m_name, key),
                                  std::move(problem), std::move(wayOut)});
}

void ConfigTable::failType(std::string_view key, std::string_view expected) const
{
    fail(key, "it is not " + std::string(expected), "write " + std::string(expected));
}

bool ConfigTable::has(std::string_view key) const
{
    return m_table && asTable(m_table)->contains(key);
}

std::string ConfigTable::string(std::string_view key, std::string fallback) const
{
    const auto *node = static_cast<const toml::node *>(find(key));
    if (!node)
        return fallback;
    if (const auto *value = node->as_string())
        return value->get();
    failType(key, "a string in quotes");
    return fallback;
}

std::string ConfigTable::requireString(std::string_view key) const
{
    const auto *node = static_cast<const toml::node *>(find(key));
    if (!node) {
        fail(key, "it is missing", "add the line " + std::string(key) + " = \"...\"");
        return {};
    }
    auto text = string(key);
    if (node->is_string() && text.empty())
        fail(key, "it is empty", "fill it in");
    return text;
}

std::int64_t ConfigTable::integer(std::string_view key, std::int64_t fallback, std::int64_t min,
                                  std::int64_t max) const
{
    const auto *node = static_cast<const toml::node *>(find(key));
    if (!node)
        return fallback;
    const auto *value = node->as_integer();
    const std::string expected = "a whole number from " + std::to_string(min) + " to " + std::to_string(max);
    if (!value || value->get() < min || value->get() > max) {
        failType(key, expected);
        return fallback;
    }
    return value->get();
}

bool ConfigTable::boolean(std::string_view key, bool fallback) const
{
    const auto *node = static_cast<const toml::node *>(find(key));
    if (!node)
        return fallback;
    if (const auto *value = node->as_boolean())
        return value->get();
    failType(key, "true or false");
    return fallback;
}

std::vector<std::string> ConfigTable::strings(std::string_view key) const
{
    const auto *node = static_cast<const toml::node *>(find(key));
    if (!node)
        return {};
    std::vector<std::string> values;
    const auto *array = node->as_array();
    if (array) {
        for (const auto &element : *array) {
            if (const auto *value = element.as_string())
                values.push_back(value->get());
        }
    }
    if (!array || values.size() != array->size()) {
        failType(key, "a list of strings, [\"...\", \"...\"]");
        return {};
    }
    return values;
}

ConfigTable ConfigTable::table(std::string_view key) const
{
    const auto *node = static_cast<const toml::node *>(find(key));
    const std::string name = m_name.empty()
        ? "[" + std::string(key) + "]"
        : m_name.substr(0, m_name.size() - 1) + "." + std::string(key) + "]";
    if (node && !node->is_table())
        failType(key, "a section " + name);
    const auto *inner = node ? node->as_table() : nullptr;
    return {m_document, inner, name, inner ? lineOf(*inner) : m_line};
}

std::vector<ConfigTable> ConfigTable::tables(std::string_view key) const
{
    const auto *node = static_cast<const toml::node *>(find(key));
    if (!node)
        return {};
    const std::string name = "[[" + std::string(key) + "]]";
    const auto *array = node->as_array();
    std::vector<ConfigTable> inner;
    if (array) {
        for (const auto &element : *array) {
            if (const auto *table = element.as_table())
                inner.push_back(ConfigTable(m_document, table, name, lineOf(*table)));
        }
    }
    if (!array || inner.size() != array->size())
        failType(key, "a list of sections " + name);
    return inner;
}

std::vector<std::string> ConfigTable::keys() const
{
    std::vector<std::string> names;
    if (m_table) {
        for (const auto &[key, node] : *asTable(m_table)) {
            names.emplace_back(key.str());
            m_document->known[asTable(m_table)].insert(names.back());
        }
    }
    return names;
}

tl::expected<ConfigFile, ConfigError> ConfigFile::load(const std::string &path)
{
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream text;
    if (stream)
        text << stream.rdbuf();
    if (!stream)
        return tl::unexpected(ConfigError{path,
                                          0,
                                          {},
                                          std::string("it cannot be read (") + std::strerror(errno) + ")",
                                          "name a readable file with --config"});
    return parse(text.str(), path);
}

tl::expected<ConfigFile, ConfigError> ConfigFile::parse(std::string_view text, std::string fileName)
{
    auto document = std::make_shared<ConfigDocument>();
    document->file = fileName;
    try {
        document->root = toml::parse(text, fileName);
    } catch (const toml::parse_error &error) {
        // The parser's description may quote the line; only what it says before a quotation is safe to show.
        std::string description(error.description());
        description = description.substr(0, description.find('\''));
        return tl::unexpected(ConfigError{std::move(fileName),
                                          static_cast<int>(error.source().begin.line),
                                          {},
                                          "not valid TOML (" + description + "...)",
                                          "correct the line"});
    }
    return ConfigFile(std::move(document));
}

ConfigTable ConfigFile::root() const
{
    return {m_document, &m_document->root, {}, 1};
}

std::vector<ConfigError> ConfigFile::finish() const
{
    auto errors = m_document->errors;
    // Only tables somebody asked for are looked through: an unknown section is one error, not one per key.
    for (const auto &[table, name] : m_document->names) {
        const auto &known = m_document->known[table];
        for (const auto &[key, node] : *table) {
            if (known.contains(key.str()))
                continue;
            const int line = static_cast<int>(key.source().begin.line);
            const bool isSection = node.is_table() && name.empty();
            errors.push_back({m_document->file, line > 0 ? line : lineOf(node),
                              isSection ? "[" + std::string(key.str()) + "]" : keyName(name, key.str()),
                              isSection ? "no such section" : "no such key", "known here: " + listOf(known)});
        }
    }
    std::stable_sort(errors.begin(), errors.end(),
                     [](const ConfigError &a, const ConfigError &b) { return a.line < b.line; });
    return errors;
}

} // namespace tillwright::configuration
