#pragma once

#include "http_test_server.h"

#include "kiosk/backend_client/backend_client.h"

#include <QtTest/QtTest>

/// What the tests of the client share: a sale and its answers, and a way to wait for a callback.
namespace tillwright::test {

inline constexpr int shortLimitMs = 200;
inline constexpr const char *deviceToken = "device-token-1";

inline checkout::Attempt sampleAttempt()
{
    return {
        "attempt-1", "6f1c-key",
        *domain::makeSale({"750.00", "USD", "buyer@example.com", "EZ12345", {{"order_id", "ORD-1001"}}, {}})};
}

inline contract::CheckoutAnswer sampleAnswer()
{
    contract::CheckoutAnswer answer;
    answer.cliveTxId = "clv_1";
    answer.stripePaymentIntentId = "pi_1";
    answer.clientSecret = domain::Secret("pi_1_secret_x");
    answer.stripePublishableKey = "pk_test_x";
    answer.reference = "EZ12345";
    answer.amount = {75'000, domain::Currency::usd()};
    answer.statementDescriptorSuffix = "AIRPEACE";
    answer.version = 1;
    answer.payUrl = domain::Secret("https://backend.example/pay/t");
    return answer;
}

inline contract::CheckoutState sampleState()
{
    contract::CheckoutState state;
    state.cliveTxId = "clv_1";
    state.stripePaymentIntentId = "pi_1";
    state.reference = "EZ12345";
    state.amount = {75'000, domain::Currency::usd()};
    state.statementDescriptorSuffix = "AIRPEACE";
    state.status = domain::PaymentStatus::Kind::Paid;
    state.version = 4;
    state.feesMinor = 2'205;
    return state;
}

inline QByteArray bytes(const std::string &text)
{
    return QByteArray::fromStdString(text);
}

inline HttpTestServer::Script always(const QByteArray &answer, bool thenClose = false)
{
    return [=](const HttpRequest &) { return HttpTestServer::Reply{answer, thenClose}; };
}

inline std::unique_ptr<kiosk::backend_client::BackendClient> clientFor(const QUrl &url,
                                                                       const QString &caFile = {})
{
    kiosk::backend_client::BackendOptions options;
    options.baseUrl = url;
    options.token = domain::Secret(deviceToken);
    options.caFile = caFile;
    auto client = kiosk::backend_client::BackendClient::create(std::move(options));
    if (!client)
        qFatal("%s", client.error().text().c_str());
    return std::move(*client);
}

/// Waits for the one answer of a call.
template<typename T> class Awaited
{
public:
    [[nodiscard]] checkout::BackendCallback<T> callback()
    {
        return [this](tl::expected<T, checkout::BackendError> result) { m_result = std::move(result); };
    }
    [[nodiscard]] bool arrived() const { return m_result.has_value(); }
    [[nodiscard]] const tl::expected<T, checkout::BackendError> &result()
    {
        if (!QTest::qWaitFor([this] { return arrived(); }))
            qFatal("no answer");
        return *m_result;
    }

private:
    std::optional<tl::expected<T, checkout::BackendError>> m_result;
};

inline tl::expected<contract::CheckoutState, checkout::BackendError>
statusFrom(kiosk::backend_client::BackendClient &client)
{
    Awaited<contract::CheckoutState> state;
    client.fetchStatus({"clv_1", true, 0, 0}, state.callback());
    return state.result();
}

} // namespace tillwright::test
