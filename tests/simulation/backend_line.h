#pragma once

#include "backend_process.h"
#include "checkout/ports.h"
#include "journal.h"

namespace tillwright::simulation {

/// BackendPort over the simulated network: requests as the kiosk's client writes them, to the backend's real routes,
/// and answers read as that client reads them.
class BackendLine final : public checkout::BackendPort
{
public:
    BackendLine(World &world, Network &network, BackendProcess &backend, const Journal &journal,
                std::string token)
        : m_world(world), m_network(network), m_backend(backend), m_journal(journal),
          m_token(std::move(token))
    {
    }

    void createCheckout(const checkout::Attempt &attempt,
                        checkout::BackendCallback<contract::CheckoutAnswer> done) override;
    void fetchStatus(const checkout::StatusQuery &query,
                     checkout::BackendCallback<contract::CheckoutState> done) override;
    void resumeCheckout(const std::string &cliveTxId,
                        checkout::BackendCallback<contract::CheckoutAnswer> done) override;
    void abandonCheckout(const std::string &cliveTxId,
                         checkout::BackendCallback<contract::CheckoutState> done) override;
    void searchCheckouts(const contract::CheckoutSearch &search,
                         checkout::BackendCallback<contract::CheckoutPage> done) override;

    void setIntoKiosk(IntoKiosk run) { m_intoKiosk = std::move(run); }
    /// The kiosk's process has died: answers of before reach nobody.
    void hangUp() { m_life.renew(); }

private:
    template<typename T> using Parser = tl::expected<T, domain::InputError> (*)(std::string_view);
    template<typename T>
    void ask(http::Request request, Ms timeLimitMs, Parser<T> parse, checkout::BackendCallback<T> done);
    [[nodiscard]] http::Request request(std::string method, const std::string &path) const;

    World &m_world;
    Network &m_network;
    BackendProcess &m_backend;
    const Journal &m_journal;
    std::string m_token;
    IntoKiosk m_intoKiosk;
    Life m_life;
};

} // namespace tillwright::simulation
