#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace spdlog {
class formatter;
}

/// How the servers' log lines look. Everything is written through spdlog; a line written while a request is handled
/// carries its id and fields by itself (request_scope.h).
namespace tillwright::http {

enum class LogFormat {
    Text, ///< `TIME LEVEL PROGRAM [REQUEST_ID]: MESSAGE name=value`
    Json, ///< one object per line: time, level, program, message, request_id, and the fields
};
/// "text" or "json".
[[nodiscard]] std::optional<LogFormat> logFormatFromWord(std::string_view word) noexcept;

/// A record is one line whatever it holds: control characters and, in JSON, broken UTF-8 are replaced. Times are UTC.
[[nodiscard]] std::unique_ptr<spdlog::formatter> makeLogFormatter(LogFormat format);

/// One thing a line tells besides its message. Takes texts and numbers; a domain::Secret is neither.
class LogField
{
public:
    LogField(std::string_view name, std::string_view value) : m_name(name), m_value(value) {}
    LogField(std::string_view name, std::int64_t value)
        : m_name(name), m_value(std::to_string(value)), m_isNumber(true)
    {
    }
    [[nodiscard]] std::string_view name() const noexcept { return m_name; }
    [[nodiscard]] const std::string &value() const noexcept { return m_value; }
    [[nodiscard]] bool isNumber() const noexcept { return m_isNumber; }

private:
    std::string_view m_name;
    std::string m_value;
    bool m_isNumber = false;
};

/// A line at level info. A field without a value is left out.
void logInfo(std::string_view message, std::initializer_list<LogField> fields);

} // namespace tillwright::http
