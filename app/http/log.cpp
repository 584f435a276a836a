#include "http/log.h"

#include "http/request_scope.h"

#include <chrono>
#include <ctime>
#include <spdlog/formatter.h>
#include <spdlog/spdlog.h>

namespace tillwright::http {

namespace {

constexpr std::string_view hexDigits = "0123456789abcdef";

/// The fields of the line that this thread is writing. spdlog formats within the call, so this is not across a wait.
thread_local const std::initializer_list<LogField> *fieldsOfLine = nullptr;

/// "2026-11-25T22:31:04.123Z"
std::string timeText(std::chrono::system_clock::time_point time)
{
    const auto sinceEpoch = time.time_since_epoch();
    const auto seconds = std::chrono::floor<std::chrono::seconds>(sinceEpoch);
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(sinceEpoch - seconds).count();
    const std::time_t whole = seconds.count();
    std::tm parts{};
    gmtime_r(&whole, &parts);
    char text[32];
    auto length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
    const auto fraction = std::to_string(1000 + ms);
    return std::string(text, length) + "." + fraction.substr(1) + "Z";
}

bool isControl(char c) noexcept
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
}

/// The length of the UTF-8 character at the front of `text`, or 0 when there is none.
std::size_t characterBytes(std::string_view text) noexcept
{
    const auto byte = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const auto first = byte(0);
    const std::size_t length = first < 0x80 ? 1
        : first < 0xc2                      ? 0
        : first < 0xe0                      ? 2
        : first < 0xf0                      ? 3
        : first < 0xf5                      ? 4
                                            : 0;
    if (length == 0 || length > text.size())
        return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0) != 0x80)
            return 0;
    }
    // Overlong forms, surrogates and what is beyond Unicode.
    if ((first == 0xe0 && byte(1) < 0xa0) || (first == 0xed && byte(1) > 0x9f)
        || (first == 0xf0 && byte(1) < 0x90) || (first == 0xf4 && byte(1) > 0x8f))
        return 0;
    return length;
}

void appendJson(std::string &out, std::string_view text)
{
    out += '"';
    while (!text.empty()) {
        const auto length = characterBytes(text);
        if (length == 0) {
            out += "\\ufffd";
            text.remove_prefix(1);
            continue;
        }
        const char c = text.front();
        if (length > 1) {
            out += text.substr(0, length);
        } else if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (isControl(c)) {
            out += "\\u00";
            out += hexDigits[static_cast<unsigned char>(c) >> 4];
            out += hexDigits[static_cast<unsigned char>(c) & 0x0f];
        } else {
            out += c;
        }
        text.remove_prefix(length);
    }
    out += '"';
}

void appendJsonField(std::string &out, std::string_view name, std::string_view value, bool isNumber = false)
{
    out += out.empty() ? "{" : ",";
    appendJson(out, name);
    out += ':';
    if (isNumber)
        out += value;
    else
        appendJson(out, value);
}

void appendText(std::string &out, std::string_view text)
{
    for (const char c : text) {
        if (isControl(c)) {
            out += "\\x";
            out += hexDigits[static_cast<unsigned char>(c) >> 4];
            out += hexDigits[static_cast<unsigned char>(c) & 0x0f];
        } else {
            out += c;
        }
    }
}

std::string_view viewOf(spdlog::string_view_t text) noexcept
{
    return {text.data(), text.size()};
}

std::string jsonLine(const spdlog::details::log_msg &record)
{
    std::string line;
    appendJsonField(line, "time", timeText(record.time));
    appendJsonField(line, "level", viewOf(spdlog::level::to_string_view(record.level)));
    appendJsonField(line, "program", viewOf(record.logger_name));
    appendJsonField(line, "message", viewOf(record.payload));
    if (const auto &scope = currentRequestScope()) {
        appendJsonField(line, "request_id", scope->id);
        for (const auto &[name, value] : scope->fields)
            appendJsonField(line, name, value);
    }
    if (fieldsOfLine) {
        for (const auto &field : *fieldsOfLine) {
            if (!field.value().empty())
                appendJsonField(line, field.name(), field.value(), field.isNumber());
        }
    }
    return line + "}\n";
}

std::string textLine(const spdlog::details::log_msg &record)
{
    auto line = timeText(record.time) + " ";
    line += viewOf(spdlog::level::to_string_view(record.level));
    line += ' ';
    line += viewOf(record.logger_name);
    const auto &scope = currentRequestScope();
    if (scope)
        line += " [" + scope->id + "]";
    line += ": ";
    appendText(line, viewOf(record.payload));
    if (fieldsOfLine) {
        for (const auto &field : *fieldsOfLine) {
            if (field.value().empty())
                continue;
            line += ' ';
            line += field.name();
            line += '=';
            appendText(line, field.value());
        }
    }
    if (scope) {
        for (const auto &[name, value] : scope->fields) {
            line += ' ' + name + '=';
            appendText(line, value);
        }
    }
    return line + "\n";
}

class LogFormatter final : public spdlog::formatter
{
public:
    explicit LogFormatter(LogFormat format) : m_format(format) {}
    void format(const spdlog::details::log_msg &record, spdlog::memory_buf_t &out) override
    {
        const auto line = m_format == LogFormat::Json ? jsonLine(record) : textLine(record);
        out.append(line.data(), line.data() + line.size());
    }
    [[nodiscard]] std::unique_ptr<spdlog::formatter> clone() const override
    {
        return std::make_unique<LogFormatter>(m_format);
    }

private:
    LogFormat m_format;
};

} // namespace

std::optional<LogFormat> logFormatFromWord(std::string_view word) noexcept
{
    if (word == "text")
        return LogFormat::Text;
    if (word == "json")
        return LogFormat::Json;
    return std::nullopt;
}

std::unique_ptr<spdlog::formatter> makeLogFormatter(LogFormat format)
{
    return std::make_unique<LogFormatter>(format);
}

void logInfo(std::string_view message, std::initializer_list<LogField> fields)
{
    fieldsOfLine = &fields;
    spdlog::info("{}", message);
    fieldsOfLine = nullptr;
}

} // namespace tillwright::http
