#pragma once

#include "domain/input_error.h"

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace tillwright::domain {

inline constexpr std::size_t referenceMaxCharacters = 64;

/// The partner's own, immutable reference of a sale (`echezona_reference` at Clive, for example EZ12345).
/// 1 to 64 letters, digits and `-_./` (it has to survive URLs, bar codes and receipts). Error field: `reference`.
class Reference
{
public:
    [[nodiscard]] static tl::expected<Reference, InputError> parse(std::string_view text);
    [[nodiscard]] const std::string &text() const noexcept { return m_text; }
    friend bool operator==(const Reference &, const Reference &) = default;

private:
    explicit Reference(std::string_view text) : m_text(text) {}
    std::string m_text;
};

/// The same letters, be they typed in capitals or not: people read such references to each other, so one that differs
/// in case only is the same booking to them.
[[nodiscard]] bool equalIgnoringCase(const Reference &a, const Reference &b) noexcept;
/// One text for all references that equalIgnoringCase() takes for the same, to look them up by.
[[nodiscard]] std::string referenceKey(std::string_view reference);

} // namespace tillwright::domain
