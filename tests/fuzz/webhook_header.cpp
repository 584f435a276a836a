// `X-Clive-Signature`: the first line is the scheme and the header, the rest the body.
#include "contract/webhook_signature.h"
#include "fuzz.h"

using namespace tillwright;

namespace {

constexpr std::int64_t nowS = 1'700'000'000;

/// The hex digits of the right signature over this body at this time.
std::string rightDigits(contract::SignatureScheme scheme, std::string_view body, const domain::Secret &secret,
                        std::int64_t timeS)
{
    const auto header = contract::signWebhook(scheme, body, secret, timeS);
    return header.substr(header.size() - 64);
}

bool holdsRightDigits(contract::SignatureScheme scheme, std::string_view header, std::string_view body,
                      const domain::Secret &secret)
{
    if (scheme == contract::SignatureScheme::Body)
        return header.find(rightDigits(scheme, body, secret, nowS)) != std::string_view::npos;
    for (auto timeS = nowS - contract::signatureToleranceS; timeS <= nowS + contract::signatureToleranceS;
         ++timeS) {
        if (header.find(rightDigits(scheme, body, secret, timeS)) != std::string_view::npos)
            return true;
    }
    return false;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    auto body = fuzz::bytesOf(data, size);
    auto header = fuzz::takeLine(body);
    if (header.empty())
        return 0;
    const auto scheme =
        header.front() == 'b' ? contract::SignatureScheme::Body : contract::SignatureScheme::Timestamped;
    header.remove_prefix(1);
    const domain::Secret secret("whsec_fuzz");
    const auto verified = contract::verifyWebhookSignature(scheme, header, body, {secret}, nowS);
    // Nobody without the secret makes a header that passes. (Hex may be of either case, hence digits that are lower case only.)
    if (verified && header.find_first_of("ABCDEF") == std::string_view::npos)
        TILLWRIGHT_PROMISE(holdsRightDigits(scheme, header, body, secret));
    const auto own = contract::signWebhook(scheme, body, secret, nowS);
    TILLWRIGHT_PROMISE(contract::verifyWebhookSignature(scheme, own, body, {secret}, nowS).has_value());
    return 0;
}
