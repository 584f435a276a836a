#include "http/refusals.h"

namespace tillwright::http {

std::string_view refusalWord(Refusal refusal) noexcept
{
    switch (refusal) {
    case Refusal::HeaderTooLarge:
        return "header_too_large";
    case Refusal::BodyTooLarge:
        return "body_too_large";
    case Refusal::TargetTooLong:
        return "target_too_long";
    case Refusal::TooManyConnections:
        return "too_many_connections";
    case Refusal::TooManyFromAddress:
        return "too_many_from_address";
    case Refusal::Slow:
        return "slow";
    case Refusal::Malformed:
        return "malformed";
    case Refusal::TlsFailed:
        return "tls_failed";
    }
    return "malformed";
}

} // namespace tillwright::http
