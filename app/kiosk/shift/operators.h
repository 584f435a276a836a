#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Who works at a register, and how often a PIN may be wrong. Values and rules; no clock, no disk.
namespace tillwright::kiosk::shift {

enum class Role {
    Cashier,
    Supervisor, ///< may allow what cashiers have to ask for
};
/// `cashier`, `supervisor`.
[[nodiscard]] std::string_view roleWord(Role role) noexcept;
[[nodiscard]] std::optional<Role> roleFromWord(std::string_view word) noexcept;

struct Operator {
    std::string id; ///< goes with every sale as `meta.operator`
    std::string name;
    Role role = Role::Cashier;
    bool isDisabled = false;
    /// PINs that were wrong in a row, and when the last one was tried (since 1970, UTC).
    int wrongPins = 0;
    std::int64_t lastWrongAtMs = 0;
    friend bool operator==(const Operator &, const Operator &) = default;
};

inline constexpr std::size_t operatorIdMaxCharacters = 32;
inline constexpr std::size_t operatorNameMaxCharacters = 60;
/// 1 to 32 of a-z, 0-9 and dashes, beginning with a letter or digit.
[[nodiscard]] bool isOperatorId(std::string_view text) noexcept;
/// 1 to 60 printable characters, not all blanks.
[[nodiscard]] bool isOperatorName(std::string_view text);
/// An id that is made of a name: `ada-obi` for "Ada Obi"; `operator` where nothing of the name can be kept.
[[nodiscard]] std::string operatorIdFrom(std::string_view name);

inline constexpr std::size_t pinMinDigits = 4;
inline constexpr std::size_t pinMaxDigits = 8;
enum class PinProblem {
    None,
    NotDigits,
    Length,
    /// The first that anybody tries: equal steps (0000, 1234, 8642) and halves that repeat (1212, 123123).
    Trivial,
};
[[nodiscard]] PinProblem checkNewPin(std::string_view pin) noexcept;

/// Wrong PINs in a row after which an operator is locked.
inline constexpr int wrongPinsMax = 5;
/// How long the lock lasts where no supervisor ends it. One more try follows; when that is wrong, as long again.
inline constexpr std::int64_t lockMs = 30LL * 60 * 1000;
/// Whether a PIN may be tried now.
struct PinGate {
    /// Nobody tries before this has passed, in ms; 0: now.
    std::int64_t waitMs = 0;
    bool isLocked = false;
    /// Wrong PINs that are left before the lock.
    int triesLeft = wrongPinsMax;
    friend bool operator==(const PinGate &, const PinGate &) = default;
};
/// From the second wrong PIN on each has to wait longer: 5 s, 15 s, 45 s, then the lock. A clock that was set back shortens
/// nothing, and lengthens nothing beyond one whole wait.
[[nodiscard]] PinGate gateOf(const Operator &person, std::int64_t nowMs) noexcept;

} // namespace tillwright::kiosk::shift
