#include "domain/utc_time.h"

#include "domain/text.h"

#include <chrono>
#include <cstddef>

namespace tillwright::domain {

namespace {

constexpr std::int64_t msPerS = 1000;
constexpr std::int64_t secondsPerMinute = 60;
constexpr std::int64_t secondsPerHour = 3600;
constexpr std::int64_t secondsPerDay = 86'400;
constexpr std::string_view form = "0000-00-00T00:00:00";
constexpr int yearMin = 1970;

/// Digits where the form has digits, its own characters elsewhere.
bool hasForm(std::string_view text)
{
    if (text.size() < form.size())
        return false;
    for (std::size_t i = 0; i < form.size(); ++i) {
        if (form[i] == '0' ? !isAsciiDigit(text[i]) : text[i] != form[i])
            return false;
    }
    return true;
}

int numberAt(std::string_view text, std::size_t start, std::size_t digits)
{
    int number = 0;
    for (const char c : text.substr(start, digits))
        number = number * 10 + (c - '0');
    return number;
}

/// Takes `.250` off the front; more than three digits are cut. -1: a point without a digit.
std::int64_t takeFractionMs(std::string_view &text)
{
    if (!text.starts_with('.'))
        return 0;
    text.remove_prefix(1);
    std::int64_t fractionMs = 0;
    std::size_t digits = 0;
    for (; digits < text.size() && isAsciiDigit(text[digits]); ++digits) {
        if (digits < 3)
            fractionMs = fractionMs * 10 + (text[digits] - '0');
    }
    for (std::size_t missing = digits; missing < 3; ++missing)
        fractionMs *= 10;
    text.remove_prefix(digits);
    return digits == 0 ? -1 : fractionMs;
}

void appendPadded(std::string &text, unsigned number, std::size_t digits)
{
    const auto plain = std::to_string(number);
    text.append(plain.size() < digits ? digits - plain.size() : 0, '0').append(plain);
}

} // namespace

tl::expected<std::int64_t, InputError> parseUtcTime(std::string_view text)
{
    const auto wrong = [](std::string problem) {
        return tl::unexpected(
            InputError{"time", std::move(problem), "write it in UTC, like 2026-12-03T18:30:00Z"});
    };
    if (!hasForm(text))
        return wrong("it is not a date and time");
    const std::chrono::year_month_day date{std::chrono::year(numberAt(text, 0, 4)),
                                           std::chrono::month(static_cast<unsigned>(numberAt(text, 5, 2))),
                                           std::chrono::day(static_cast<unsigned>(numberAt(text, 8, 2)))};
    const int hour = numberAt(text, 11, 2);
    const int minute = numberAt(text, 14, 2);
    const int second = numberAt(text, 17, 2);
    auto rest = text.substr(form.size());
    const auto fractionMs = takeFractionMs(rest);
    if (fractionMs < 0)
        return wrong("it is not a date and time");
    if (rest != "Z" && rest != "+00:00")
        return wrong("it is not in UTC");
    if (!date.ok() || static_cast<int>(date.year()) < yearMin || hour > 23 || minute > 59 || second > 59)
        return wrong("there is no such time");
    const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
    return (days * secondsPerDay + hour * secondsPerHour + minute * secondsPerMinute + second) * msPerS
        + fractionMs;
}

std::string utcTimeText(std::int64_t timeMs)
{
    const auto seconds = timeMs / msPerS;
    const std::chrono::sys_days day{std::chrono::days(seconds / secondsPerDay)};
    const std::chrono::year_month_day date{day};
    const auto ofDay = static_cast<unsigned>(seconds % secondsPerDay);
    std::string text;
    appendPadded(text, static_cast<unsigned>(static_cast<int>(date.year())), 4);
    appendPadded(text += '-', static_cast<unsigned>(date.month()), 2);
    appendPadded(text += '-', static_cast<unsigned>(date.day()), 2);
    appendPadded(text += 'T', ofDay / secondsPerHour, 2);
    appendPadded(text += ':', ofDay % secondsPerHour / secondsPerMinute, 2);
    appendPadded(text += ':', ofDay % secondsPerMinute, 2);
    return text += 'Z';
}

} // namespace tillwright::domain
