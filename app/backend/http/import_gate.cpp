#include "backend/http/import_gate.h"

#include "contract/webhook_signature.h"

#include <algorithm>

namespace tillwright::backend::http {

bool ImportGate::lets(std::string_view token) const
{
    return isOpen() && !token.empty() && contract::sha256Hex(token) == m_options.tokenSha256;
}

std::size_t ImportGate::bodyLimitFor(const tillwright::http::RequestHead &head, std::size_t general) const
{
    const auto path = head.target.substr(0, head.target.find('?'));
    const bool isImport = head.method == "PUT" && (path == catalogueRoute || path == bookingsRoute);
    if (!isImport || !lets(tillwright::http::bearerTokenOf(head.authorization)))
        return general;
    return std::max(general, m_options.bodyLimitBytes);
}

} // namespace tillwright::backend::http
