#pragma once

#include "domain/input_error.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace tillwright::domain {

/// An ISO 4217 currency as Stripe counts it.
class Currency
{
public:
    /// Accepts three letters in any case. Error field: `currency`.
    [[nodiscard]] static tl::expected<Currency, InputError> parse(std::string_view code);
    [[nodiscard]] static Currency usd() noexcept { return Currency({'U', 'S', 'D'}); }

    /// Upper case, three letters.
    [[nodiscard]] std::string code() const { return {m_code.begin(), m_code.end()}; }
    /// Digits after the decimal point: 0 for Stripe's zero-decimal currencies, 3 for the dinars and the like, else 2.
    [[nodiscard]] int decimals() const noexcept;
    /// Minor units in one major unit: 1, 100 or 1000.
    [[nodiscard]] std::int64_t minorPerMajor() const noexcept;

    friend bool operator==(const Currency &, const Currency &) = default;

private:
    explicit Currency(std::array<char, 3> code) noexcept : m_code(code) {}
    std::array<char, 3> m_code;
};

} // namespace tillwright::domain
