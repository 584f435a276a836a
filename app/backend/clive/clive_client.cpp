#include "backend/clive/clive_client.h"

namespace tillwright::backend::clive {

namespace {

tillwright::http::ClientOptions clientOptions(const std::string &caFile, const std::string &pin = {})
{
    tillwright::http::ClientOptions options;
    options.caFile = caFile;
    options.pinnedSpkiSha256 = pin;
    return options;
}

} // namespace

/// Stripe has connections of its own, because what is trusted there is another matter.
struct CliveClient::Legacy {
    Legacy(HttpClive &clive, StripeOptions options)
        : client(clientOptions(options.caFile, options.pinnedSpkiSha256)), stripe(client, std::move(options)),
          flow(clive, clive, stripe)
    {
    }
    tillwright::http::Client client;
    HttpStripe stripe;
    LegacyClive flow;
};

CliveClient::CliveClient(CliveClientOptions options, SteadyNow now, MeasuredClive::Observer observer)
    : m_client(clientOptions(options.caFile)), m_clive(m_client, std::move(options.clive)),
      m_legacy(options.legacy ? std::make_unique<Legacy>(m_clive, *std::move(options.legacy)) : nullptr),
      m_measured(flow(), std::move(observer)), m_breaker(m_measured, options.breaker, std::move(now))
{
}

CliveClient::~CliveClient() = default;

CliveApi &CliveClient::flow()
{
    if (m_legacy)
        return m_legacy->flow;
    return m_clive;
}

} // namespace tillwright::backend::clive
