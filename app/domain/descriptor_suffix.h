#pragma once

#include "domain/input_error.h"

#include <string_view>
#include <tl/expected.hpp>

namespace tillwright::domain {

/// The whole statement text `PREFIX* SUFFIX` has at most 22 characters (Stripe's rule).
inline constexpr std::size_t statementDescriptorMaxCharacters = 22;
inline constexpr std::size_t descriptorPrefixMinCharacters = 2;
inline constexpr std::size_t descriptorPrefixMaxCharacters = 10;

/// The account's fixed part of the statement text, for example ECHEZONA: 2 to 10 Latin characters with at
/// least one letter, none of < > \ ' " *. Error field: `descriptor.prefix`.
class DescriptorPrefix
{
public:
    [[nodiscard]] static tl::expected<DescriptorPrefix, InputError> parse(std::string_view text);
    [[nodiscard]] const std::string &text() const noexcept { return m_text; }
    friend bool operator==(const DescriptorPrefix &, const DescriptorPrefix &) = default;

private:
    explicit DescriptorPrefix(std::string_view text) : m_text(text) {}
    std::string m_text;
};

/// The part of the statement text that names the client, for example AIRPEACE. Made by one deterministic rule
/// from the client's name, stored with every order. Error field: `statement_descriptor_suffix`.
class DescriptorSuffix
{
public:
    /// Takes the text as it is; checked against Stripe's rules with this prefix.
    [[nodiscard]] static tl::expected<DescriptorSuffix, InputError> parse(std::string_view text,
                                                                          const DescriptorPrefix &prefix);
    /// The deterministic rule (the seed's "Enforce a deterministic suffix convention"): upper case, every run of
    /// characters that are not Latin letters or digits becomes one blank, ends trimmed, cut to what the prefix
    /// leaves.
    [[nodiscard]] static tl::expected<DescriptorSuffix, InputError>
    fromClientName(std::string_view name, const DescriptorPrefix &prefix);
    [[nodiscard]] const std::string &text() const noexcept { return m_text; }
    /// How it will read on the statement: `ECHEZONA* AIRPEACE`.
    [[nodiscard]] std::string statementText(const DescriptorPrefix &prefix) const
    {
        return prefix.text() + "* " + m_text;
    }
    friend bool operator==(const DescriptorSuffix &, const DescriptorSuffix &) = default;

private:
    explicit DescriptorSuffix(std::string_view text) : m_text(text) {}
    std::string m_text;
};

} // namespace tillwright::domain
