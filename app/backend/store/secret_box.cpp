#include "backend/store/secret_box.h"

#include <fstream>
#include <sodium.h>

namespace tillwright::backend::store {

namespace {

constexpr std::size_t keyBytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t nonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char *bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

unsigned char *bytesOf(std::string &text)
{
    return reinterpret_cast<unsigned char *>(text.data());
}

} // namespace

tl::expected<SecretBox, std::string> SecretBox::withRandomKey()
{
    if (sodium_init() < 0)
        return tl::unexpected<std::string>("libsodium could not be initialised");
    std::string key(keyBytes, '\0');
    randombytes_buf(key.data(), key.size());
    return SecretBox(domain::Secret(std::move(key)));
}

tl::expected<SecretBox, std::string> SecretBox::withKeyFile(const std::string &path)
{
    if (sodium_init() < 0)
        return tl::unexpected<std::string>("libsodium could not be initialised");
    std::ifstream file(path, std::ios::binary);
    std::string hex;
    if (!file || !(file >> hex))
        return tl::unexpected("cannot read the key file " + path);
    std::string key(keyBytes, '\0');
    std::size_t length = 0;
    const int result =
        sodium_hex2bin(bytesOf(key), key.size(), hex.data(), hex.size(), nullptr, &length, nullptr);
    const bool complete = result == 0 && length == keyBytes && hex.size() == keyBytes * 2;
    sodium_memzero(hex.data(), hex.size());
    if (!complete)
        return tl::unexpected("the key file " + path + " does not hold 64 hex digits (openssl rand -hex 32)");
    return SecretBox(domain::Secret(std::move(key)));
}

std::string SecretBox::seal(const domain::Secret &secret, std::string_view cliveTxId) const
{
    std::string sealed(nonceBytes + secret.reveal().size() + tagBytes, '\0');
    randombytes_buf(sealed.data(), nonceBytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        bytesOf(sealed) + nonceBytes, nullptr, bytesOf(secret.reveal()), secret.reveal().size(),
        bytesOf(cliveTxId), cliveTxId.size(), nullptr, bytesOf(sealed), bytesOf(m_key.reveal()));
    return sealed;
}

std::optional<domain::Secret> SecretBox::open(std::string_view sealed, std::string_view cliveTxId) const
{
    if (sealed.size() < nonceBytes + tagBytes)
        return std::nullopt;
    std::string opened(sealed.size() - nonceBytes - tagBytes, '\0');
    const int result = crypto_aead_xchacha20poly1305_ietf_decrypt(
        bytesOf(opened), nullptr, nullptr, bytesOf(sealed) + nonceBytes, sealed.size() - nonceBytes,
        bytesOf(cliveTxId), cliveTxId.size(), bytesOf(sealed), bytesOf(m_key.reveal()));
    if (result != 0)
        return std::nullopt;
    return domain::Secret(std::move(opened));
}

} // namespace tillwright::backend::store
