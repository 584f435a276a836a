#pragma once

#include "harness.h"
#include "sandbox/sandbox.h"

#include <QJsonArray>
#include <QJsonObject>

namespace tillwright::test {

/// The backend in Clive's older flow, with the real sandbox as its Clive and its Stripe, all on the harness's io
/// context.
class SandboxWorld
{
public:
    inline static const std::string publishableKey = "pk_test_harness";
    inline static const std::string secretKey = "sk_test_harness_key";

    SandboxWorld();
    ~SandboxWorld();

    Harness h;

    /// Ends the backend and starts it on the same file. Its webhooks go to the new one.
    void restart();
    void setFaults(const std::string &json);
    /// A customer pays; the HTTP status of Stripe's answer.
    int confirm(const contract::CheckoutAnswer &checkout, const std::string &card = "4242424242424242");
    [[nodiscard]] QJsonArray transactions();
    /// What was asked of the sandbox, of one kind.
    [[nodiscard]] QJsonArray requests(const char *what);
    [[nodiscard]] std::string ready(const char *name) const;

private:
    http::ClientResponse send(http::Client &client, http::ClientRequest request);
    http::ClientResponse control(const std::string &method, const std::string &path,
                                 const std::string &body = {});

    sandbox::Sandbox m_sandbox;
    QJsonObject m_ready;
    http::Client m_client;
    std::unique_ptr<http::Client> m_browser;
};

} // namespace tillwright::test
