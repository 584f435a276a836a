#include "domain/boarding_pass.h"

#include "domain/text.h"

#include <algorithm>
#include <optional>

namespace tillwright::domain {

namespace {

constexpr std::size_t nameLength = 20;
/// Format, number of legs, name, electronic ticket.
constexpr std::size_t headLength = 1 + 1 + nameLength + 1;
/// A leg's items up to and with the length of what follows them.
constexpr std::size_t legLength = 37;

tl::unexpected<InputError> refused(std::string problem)
{
    return tl::unexpected(InputError{"boarding_pass", std::move(problem),
                                     "scan the boarding pass again or type the booking reference"});
}

std::string trimmed(std::string_view text)
{
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    return std::string(text);
}

/// `0834` is flight 834 and `001A` seat 1A.
std::string withoutNoughts(std::string_view text)
{
    auto result = trimmed(text);
    const auto first = result.find_first_not_of('0');
    result.erase(0, first == std::string::npos ? result.size() : first);
    return result;
}

bool isUpperCode(std::string_view text) noexcept
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::optional<int> hexByte(std::string_view text) noexcept
{
    int value = 0;
    for (const char c : text) {
        int digit = 0;
        if (isAsciiDigit(c))
            digit = c - '0';
        else if (c >= 'A' && c <= 'F')
            digit = c - 'A' + 10;
        else
            return std::nullopt;
        value = value * 16 + digit;
    }
    return value;
}

/// Takes items off the front.
class Reader
{
public:
    explicit Reader(std::string_view text) : m_rest(text) {}
    [[nodiscard]] std::size_t left() const noexcept { return m_rest.size(); }
    std::string_view take(std::size_t length) noexcept
    {
        const auto item = m_rest.substr(0, length);
        m_rest.remove_prefix(item.size());
        return item;
    }

private:
    std::string_view m_rest;
};

tl::expected<BoardingPassLeg, InputError> readLeg(Reader &reader, int number)
{
    const auto where = "its leg " + std::to_string(number) + " ";
    if (reader.left() < legLength)
        return refused(where + "is cut off");
    BoardingPassLeg leg;
    leg.bookingReference = trimmed(reader.take(7));
    leg.from = reader.take(3);
    leg.to = reader.take(3);
    leg.carrier = trimmed(reader.take(3));
    leg.flightNumber = withoutNoughts(reader.take(5));
    const auto day = reader.take(3);
    leg.compartment = reader.take(1).front();
    leg.seat = withoutNoughts(reader.take(4));
    leg.checkInNumber = withoutNoughts(reader.take(5));
    reader.take(1); // the passenger's status
    const auto extra = hexByte(reader.take(2));

    if (!isUpperCode(leg.from) || !isUpperCode(leg.to))
        return refused(where + "names no airports");
    if (leg.carrier.size() < 2)
        return refused(where + "names no airline");
    if (!std::all_of(day.begin(), day.end(), isAsciiDigit))
        return refused(where + "has no date");
    leg.dayOfYear = (day[0] - '0') * 100 + (day[1] - '0') * 10 + (day[2] - '0');
    if (leg.dayOfYear < 1 || leg.dayOfYear > 366)
        return refused(where + "has a date that no year has");
    if (!extra || std::size_t(*extra) > reader.left())
        return refused(where + "is not followed by what it announces");
    reader.take(std::size_t(*extra));
    return leg;
}

} // namespace

bool looksLikeBoardingPass(std::string_view code) noexcept
{
    return code.size() >= headLength + legLength && code[0] == 'M' && isAsciiDigit(code[1]);
}

tl::expected<BoardingPass, InputError> parseBoardingPass(std::string_view code)
{
    while (!code.empty() && (code.back() == '\r' || code.back() == '\n'))
        code.remove_suffix(1);
    if (code.size() > boardingPassMaxCharacters)
        return refused("it is longer than a boarding pass can be");
    if (!std::all_of(code.begin(), code.end(), [](char c) { return c >= ' ' && c <= '~'; }))
        return refused("it has characters that no boarding pass has");
    if (code.empty() || code[0] != 'M')
        return refused("it is not the bar code of a boarding pass");
    if (code.size() < headLength)
        return refused("it is cut off");

    Reader reader(code);
    reader.take(1);
    const int legs = reader.take(1).front() - '0';
    if (legs < 1 || legs > boardingPassLegsMax)
        return refused("it has no number of flights between 1 and 4");
    BoardingPass pass;
    const auto name = reader.take(nameLength);
    const auto slash = name.find('/');
    pass.surname = trimmed(name.substr(0, slash));
    if (slash != std::string_view::npos)
        pass.givenNames = trimmed(name.substr(slash + 1));
    if (pass.surname.empty())
        return refused("it names no passenger");
    reader.take(1); // whether the ticket is electronic
    for (int number = 1; number <= legs; ++number) {
        auto leg = readLeg(reader, number);
        if (!leg)
            return tl::unexpected(std::move(leg).error());
        pass.legs.push_back(*std::move(leg));
    }
    // Security data follow, or nothing.
    if (reader.left() > 0 && reader.take(1) != "^")
        return refused("it goes on behind its last flight");
    return pass;
}

std::chrono::year_month_day flightDate(int dayOfYear, std::chrono::year_month_day today) noexcept
{
    using namespace std::chrono;
    const sys_days now(today);
    std::optional<sys_days> nearest;
    for (const int offset : {-1, 0, 1}) {
        const year candidate = today.year() + years(offset);
        if (dayOfYear > (candidate.is_leap() ? 366 : 365))
            continue;
        const sys_days date = sys_days(candidate / January / 1) + days(dayOfYear - 1);
        if (!nearest || abs(date - now) < abs(*nearest - now))
            nearest = date;
    }
    // Day 366, and no leap year near: the last day of this one.
    return year_month_day(nearest.value_or(sys_days(today.year() / December / 31)));
}

} // namespace tillwright::domain
