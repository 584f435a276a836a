#pragma once

#include "domain/secret.h"

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace tillwright::backend::store {

/// Seals client secrets for the disk (law 6): XChaCha20-Poly1305 of libsodium with one 32-byte key. The name of the
/// transaction is authenticated along, so that a sealed secret does not open in another order's row.
class SecretBox
{
public:
    /// A random key that lives as long as the process: what was sealed before a restart stays closed.
    [[nodiscard]] static tl::expected<SecretBox, std::string> withRandomKey();
    /// The file holds 64 hex digits (`openssl rand -hex 32`). The error says what is wrong, never the key.
    [[nodiscard]] static tl::expected<SecretBox, std::string> withKeyFile(const std::string &path);

    [[nodiscard]] std::string seal(const domain::Secret &secret, std::string_view cliveTxId) const;
    /// Empty when the key is another one, the bytes were altered or belong to another transaction.
    [[nodiscard]] std::optional<domain::Secret> open(std::string_view sealed,
                                                     std::string_view cliveTxId) const;

private:
    explicit SecretBox(domain::Secret key) : m_key(std::move(key)) {}
    domain::Secret m_key;
};

} // namespace tillwright::backend::store
