#pragma once

#include "domain/secret.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

/// `X-Clive-Signature` (contracts: Clive, webhook).
namespace tillwright::contract {

/// Timestamped: `t=<unix s>,v1=<hex HMAC-SHA256 of "t.rawbody">`, several v1 allowed.
/// Body: bare or `sha256=`-prefixed hex HMAC-SHA256 of the raw body.
enum class SignatureScheme { Timestamped, Body };
[[nodiscard]] std::optional<SignatureScheme> signatureSchemeFromWord(std::string_view word) noexcept;

inline constexpr std::int64_t signatureToleranceS = 300;

enum class SignatureError {
    Missing,   ///< no header, or an empty one
    Malformed, ///< not the scheme's form
    Mismatch,  ///< no signature in it is by one of our secrets over these bytes
    Expired,   ///< rightly signed, but more than ±300 s away from now
};
[[nodiscard]] std::string_view signatureErrorWord(SignatureError error) noexcept;

/// `nowS`: seconds since 1970. Compares in constant time and tries every secret.
[[nodiscard]] tl::expected<void, SignatureError>
verifyWebhookSignature(SignatureScheme scheme, std::string_view header, std::string_view rawBody,
                       const std::vector<domain::Secret> &secrets, std::int64_t nowS);
/// The header's value for a body. `nowS` is used by the timestamped scheme only.
[[nodiscard]] std::string signWebhook(SignatureScheme scheme, std::string_view rawBody,
                                      const domain::Secret &secret, std::int64_t nowS);

/// Lower-case hex SHA-256, for deduplication by body and for stored token hashes.
[[nodiscard]] std::string sha256Hex(std::string_view bytes);

} // namespace tillwright::contract
