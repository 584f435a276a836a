#pragma once

#include "domain/email_address.h"
#include "domain/money.h"
#include "domain/reference.h"
#include "domain/sale_line.h"

#include <map>
#include <optional>
#include <vector>

namespace tillwright::domain {

/// The partner's own data that Clive hands back with every webhook (the seed's `meta`): at most 50 keys of at most
/// 40 characters, values of at most 500 (Stripe's metadata limits).
using Meta = std::map<std::string, std::string>;
inline constexpr std::size_t metaMaxKeys = 50;
inline constexpr std::size_t metaKeyMaxCharacters = 40;
inline constexpr std::size_t metaValueMaxCharacters = 500;

/// What a customer is asked to pay for. Built by a face, immutable once it is being charged.
struct Sale {
    Reference reference;
    Money amount;
    EmailAddress email;
    Meta meta;
    /// Asked for by the face; the backend's own rule decides when it is not given.
    std::optional<std::string> suffix;
    /// What it is for. Empty: an amount and no more. Otherwise they add up to `amount`. The register's own: they go into
    /// its journal and onto the receipt, not to the backend.
    std::vector<SaleLine> lines{};

    friend bool operator==(const Sale &, const Sale &) = default;
};

/// What was typed, before anything is known about it.
struct SaleInput {
    std::string amount;
    std::string currency = "USD";
    std::string email;
    std::string reference;
    Meta meta;
    std::optional<std::string> suffix;
    /// When there are any, their sum is the amount, and `amount` is not read.
    std::vector<SaleLine> lines{};
};

/// Checks every field and reports all errors at once, so that a form can mark each field. The suffix is left to
/// the backend, which alone knows the prefix.
[[nodiscard]] tl::expected<Sale, std::vector<InputError>> makeSale(const SaleInput &input);

/// Error field: `meta` or `meta.KEY`.
[[nodiscard]] tl::expected<Meta, InputError> checkMeta(Meta meta);

} // namespace tillwright::domain
