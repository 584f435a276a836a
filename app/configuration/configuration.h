#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

/// Strict reader of TOML configuration: every key is asked for with its type; a key nobody asked for is an error.
namespace tillwright::configuration {

struct ConfigError {
    std::string file;
    /// 1-based; 0 when the file as a whole is meant.
    int line = 0;
    /// "[section].key", "[section]" or empty.
    std::string key;
    std::string problem;
    std::string wayOut;
    /// "FILE:LINE: [section].key: problem; way out". Never holds the value, which may be a secret.
    [[nodiscard]] std::string text() const;
};

struct ConfigDocument;

/// One table. The readers note an error and return the fallback (or an empty value) when the key is of a wrong type
/// or out of range, so that one run shows every error. Absent keys give the fallback; require...() notes an error.
class ConfigTable
{
public:
    [[nodiscard]] bool has(std::string_view key) const;
    std::string string(std::string_view key, std::string fallback = {}) const;
    /// Not empty, either.
    std::string requireString(std::string_view key) const;
    std::int64_t integer(std::string_view key, std::int64_t fallback, std::int64_t min,
                         std::int64_t max) const;
    bool boolean(std::string_view key, bool fallback) const;
    std::vector<std::string> strings(std::string_view key) const;
    /// `[key]`. Absent: an empty table whose required keys are missing at this table's line.
    ConfigTable table(std::string_view key) const;
    /// `[[key]]`.
    std::vector<ConfigTable> tables(std::string_view key) const;
    /// Every key, for tables whose keys are free (a map). They count as known.
    std::vector<std::string> keys() const;
    /// An error only the caller can see, at the key's line.
    void fail(std::string_view key, std::string problem, std::string wayOut) const;

private:
    friend class ConfigFile;
    ConfigTable(std::shared_ptr<ConfigDocument> document, const void *table, std::string name, int line);
    const void *find(std::string_view key) const;
    void failType(std::string_view key, std::string_view expected) const;
    std::shared_ptr<ConfigDocument> m_document;
    /// The TOML library's table; null when absent.
    const void *m_table;
    /// "[section]", empty for the root.
    std::string m_name;
    int m_line;
};

class ConfigFile
{
public:
    [[nodiscard]] static tl::expected<ConfigFile, ConfigError> load(const std::string &path);
    [[nodiscard]] static tl::expected<ConfigFile, ConfigError> parse(std::string_view text,
                                                                     std::string fileName);
    [[nodiscard]] ConfigTable root() const;
    /// Every error so far and every key that nobody asked for, by line. Call it once everything is read.
    [[nodiscard]] std::vector<ConfigError> finish() const;

private:
    explicit ConfigFile(std::shared_ptr<ConfigDocument> document) : m_document(std::move(document)) {}
    std::shared_ptr<ConfigDocument> m_document;
};

} // namespace tillwright::configuration
