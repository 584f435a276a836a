#include "kiosk/shift/operators.h"

#include "domain/text.h"

#include <algorithm>
#include <array>

namespace tillwright::kiosk::shift {

namespace {

/// After so many wrong PINs; none after the first, which is a slip of the finger.
constexpr std::array<std::int64_t, wrongPinsMax> waitsMs{0, 0, 5'000, 15'000, 45'000};

bool isIdCharacter(char c) noexcept
{
    return (c >= 'a' && c <= 'z') || domain::isAsciiDigit(c) || c == '-';
}

} // namespace

std::string_view roleWord(Role role) noexcept
{
    return role == Role::Supervisor ? "supervisor" : "cashier";
}

std::optional<Role> roleFromWord(std::string_view word) noexcept
{
    for (const Role role : {Role::Cashier, Role::Supervisor}) {
        if (word == roleWord(role))
            return role;
    }
    return std::nullopt;
}

bool isOperatorId(std::string_view text) noexcept
{
    return !text.empty() && text.size() <= operatorIdMaxCharacters && text.front() != '-'
        && std::all_of(text.begin(), text.end(), isIdCharacter);
}

bool isOperatorName(std::string_view text)
{
    return domain::isUtf8(text) && !domain::hasControlCharacter(text)
        && domain::codePointCount(text) <= operatorNameMaxCharacters
        && text.find_first_not_of(' ') != std::string_view::npos;
}

std::string operatorIdFrom(std::string_view name)
{
    std::string id;
    for (char c : name) {
        if (c >= 'A' && c <= 'Z')
            c = char(c - 'A' + 'a');
        if (isIdCharacter(c) && c != '-')
            id += c;
        else if (!id.empty() && id.back() != '-')
            id += '-';
        if (id.size() == operatorIdMaxCharacters)
            break;
    }
    while (!id.empty() && id.back() == '-')
        id.pop_back();
    return id.empty() ? "operator" : id;
}

PinProblem checkNewPin(std::string_view pin) noexcept
{
    if (!std::all_of(pin.begin(), pin.end(), domain::isAsciiDigit))
        return PinProblem::NotDigits;
    if (pin.size() < pinMinDigits || pin.size() > pinMaxDigits)
        return PinProblem::Length;
    constexpr int base = 10;
    const auto step = [&pin](std::size_t i) { return (pin[i + 1] - pin[i] + base) % base; };
    bool hasEqualSteps = true;
    for (std::size_t i = 1; i + 1 < pin.size(); ++i)
        hasEqualSteps = hasEqualSteps && step(i) == step(0);
    const bool repeats = pin.size() % 2 == 0 && pin.substr(0, pin.size() / 2) == pin.substr(pin.size() / 2);
    return hasEqualSteps || repeats ? PinProblem::Trivial : PinProblem::None;
}

PinGate gateOf(const Operator &person, std::int64_t nowMs) noexcept
{
    PinGate gate;
    gate.triesLeft = std::max(0, wrongPinsMax - person.wrongPins);
    const bool isAtLimit = person.wrongPins >= wrongPinsMax;
    const std::int64_t wholeMs =
        isAtLimit ? lockMs : waitsMs[std::size_t(std::clamp(person.wrongPins, 0, wrongPinsMax - 1))];
    gate.waitMs = std::clamp<std::int64_t>(person.lastWrongAtMs + wholeMs - nowMs, 0, wholeMs);
    gate.isLocked = isAtLimit && gate.waitMs > 0;
    return gate;
}

} // namespace tillwright::kiosk::shift
