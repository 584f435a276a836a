#pragma once

#include "domain/input_error.h"

#include <string_view>
#include <tl/expected.hpp>

namespace tillwright::domain {

/// The customer's e-mail address, checked for shape only (one @, a dotted host, no blanks or control
/// characters, at most 254 bytes): whether it exists only its owner knows. Error field: `email`.
class EmailAddress
{
public:
    [[nodiscard]] static tl::expected<EmailAddress, InputError> parse(std::string_view text);
    [[nodiscard]] const std::string &text() const noexcept { return m_text; }
    friend bool operator==(const EmailAddress &, const EmailAddress &) = default;

private:
    explicit EmailAddress(std::string_view text) : m_text(text) {}
    std::string m_text;
};

} // namespace tillwright::domain
