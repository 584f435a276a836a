#include "contract/webhook_signature.h"

#include <array>
#include <charconv>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace tillwright::contract {

namespace {

constexpr std::size_t digestBytes = 32;
constexpr std::size_t signaturesMaxPerHeader = 16;
using Digest = std::array<unsigned char, digestBytes>;

std::string hex(const Digest &digest)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(digestBytes * 2);
    for (const unsigned char byte : digest) {
        text += digits[byte >> 4];
        text += digits[byte & 0x0f];
    }
    return text;
}

Digest hmacSha256(std::string_view bytes, const domain::Secret &secret)
{
    Digest digest{};
    unsigned length = 0;
    HMAC(EVP_sha256(), secret.reveal().data(), static_cast<int>(secret.reveal().size()),
         reinterpret_cast<const unsigned char *>(bytes.data()), bytes.size(), digest.data(), &length);
    return digest;
}

bool equalInConstantTime(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

bool isHexDigest(std::string_view text)
{
    return text.size() == digestBytes * 2
        && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// Every secret is tried against every signature, without an early end, so that the time does not tell which fits.
bool anyMatches(std::string_view signedBytes, const std::vector<std::string_view> &signatures,
                const std::vector<domain::Secret> &secrets)
{
    bool matched = false;
    for (const auto &secret : secrets) {
        if (secret.isEmpty())
            continue;
        const std::string expected = hex(hmacSha256(signedBytes, secret));
        for (const auto signature : signatures)
            matched |= equalInConstantTime(expected, signature);
    }
    return matched;
}

struct TimestampedHeader {
    std::string_view timestampText;
    std::int64_t timestampS = 0;
    std::vector<std::string_view> signatures;
};

std::optional<TimestampedHeader> parseTimestampedHeader(std::string_view header)
{
    TimestampedHeader parsed;
    while (!header.empty()) {
        const auto comma = header.find(',');
        auto item = header.substr(0, comma);
        header.remove_prefix(comma == std::string_view::npos ? header.size() : comma + 1);
        while (!item.empty() && item.front() == ' ')
            item.remove_prefix(1);
        if (item.starts_with("t=")) {
            if (!parsed.timestampText.empty())
                return std::nullopt; // two times: which one was signed?
            parsed.timestampText = item.substr(2);
            const auto *end = parsed.timestampText.data() + parsed.timestampText.size();
            const auto [stop, code] = std::from_chars(parsed.timestampText.data(), end, parsed.timestampS);
            if (code != std::errc() || stop != end || parsed.timestampS < 0)
                return std::nullopt;
        } else if (item.starts_with("v1=")) {
            if (!isHexDigest(item.substr(3)) || parsed.signatures.size() == signaturesMaxPerHeader)
                return std::nullopt;
            parsed.signatures.push_back(item.substr(3));
        }
        // Other items are later versions of the scheme; they are not ours to judge.
    }
    if (parsed.timestampText.empty() || parsed.signatures.empty())
        return std::nullopt;
    return parsed;
}

} // namespace

std::optional<SignatureScheme> signatureSchemeFromWord(std::string_view word) noexcept
{
    if (word == "timestamped")
        return SignatureScheme::Timestamped;
    if (word == "body")
        return SignatureScheme::Body;
    return std::nullopt;
}

std::string_view signatureErrorWord(SignatureError error) noexcept
{
    switch (error) {
    case SignatureError::Missing:
        return "missing";
    case SignatureError::Malformed:
        return "malformed";
    case SignatureError::Mismatch:
        return "mismatch";
    case SignatureError::Expired:
        return "expired";
    }
    return "mismatch";
}

tl::expected<void, SignatureError>
verifyWebhookSignature(SignatureScheme scheme, std::string_view header, std::string_view rawBody,
                       const std::vector<domain::Secret> &secrets, std::int64_t nowS)
{
    if (header.empty())
        return tl::unexpected(SignatureError::Missing);
    if (scheme == SignatureScheme::Body) {
        if (header.starts_with("sha256="))
            header.remove_prefix(7);
        if (!isHexDigest(header))
            return tl::unexpected(SignatureError::Malformed);
        if (!anyMatches(rawBody, {header}, secrets))
            return tl::unexpected(SignatureError::Mismatch);
        return {};
    }
    const auto parsed = parseTimestampedHeader(header);
    if (!parsed)
        return tl::unexpected(SignatureError::Malformed);
    std::string signedBytes(parsed->timestampText);
    signedBytes += '.';
    signedBytes += rawBody;
    if (!anyMatches(signedBytes, parsed->signatures, secrets))
        return tl::unexpected(SignatureError::Mismatch);
    const auto distanceS = parsed->timestampS > nowS ? parsed->timestampS - nowS : nowS - parsed->timestampS;
    if (distanceS > signatureToleranceS)
        return tl::unexpected(SignatureError::Expired);
    return {};
}

std::string signWebhook(SignatureScheme scheme, std::string_view rawBody, const domain::Secret &secret,
                        std::int64_t nowS)
{
    if (scheme == SignatureScheme::Body)
        return "sha256=" + hex(hmacSha256(rawBody, secret));
    const std::string timestamp = std::to_string(nowS);
    std::string signedBytes = timestamp + ".";
    signedBytes += rawBody;
    return "t=" + timestamp + ",v1=" + hex(hmacSha256(signedBytes, secret));
}

std::string sha256Hex(std::string_view bytes)
{
    Digest digest{};
    unsigned length = 0;
    EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr);
    return hex(digest);
}

} // namespace tillwright::contract
