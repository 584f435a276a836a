#pragma once

#include "checkout/catalogue_port.h"
#include "checkout/device_config_port.h"
#include "contract/import_report.h"

#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QUrl>
#include <functional>
#include <memory>
#include <tl/expected.hpp>

class QNetworkAccessManager;
class QNetworkReply;
class QNetworkRequest;

namespace tillwright::kiosk::backend_client {

/// Everything but a status request: the backend asks Clive within this.
inline constexpr int requestTimeLimitMs = 20'000;
/// A status request may take as long as it asked to be held, and this much more.
inline constexpr int statusTimeMarginMs = 10'000;
/// No answer of the contract comes near this but a catalogue; a longer one is cut off.
inline constexpr qint64 answerLimitBytes = 256 * 1024;
/// As much as the backend imports.
inline constexpr qint64 catalogueLimitBytes = qint64(contract::importTextMaxBytes);
inline constexpr int catalogueTimeLimitMs = 60'000;

struct RawAnswer;

struct BackendOptions {
    /// For example https://backend.example/; a path is kept as a prefix. Plain http only to this machine.
    QUrl baseUrl;
    /// The device's bearer token.
    domain::Secret token;
    /// PEM file of the only authorities to be trusted; empty: those of the system.
    QString caFile;
    int requestLimitMs = requestTimeLimitMs;
    int statusMarginMs = statusTimeMarginMs;
};

/// The partner backend over HTTP (contracts: Partner backend). Follows no redirect, keeps no cookie and no cache,
/// keeps connections open between requests. Every answer comes from the event loop, never from within the call;
/// nothing is called back once the client is destroyed.
class BackendClient : public QObject,
                      public checkout::BackendPort,
                      public checkout::CataloguePort,
                      public checkout::DeviceConfigPort
{
    Q_OBJECT

public:
    /// Error fields: `backend.url`, `backend.token`, `backend.ca_file`.
    [[nodiscard]] static tl::expected<std::unique_ptr<BackendClient>, domain::InputError>
    create(BackendOptions options);
    ~BackendClient() override;

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
    void fetchCatalogue(const std::string &etag,
                        checkout::BackendCallback<std::optional<checkout::FetchedCatalogue>> done) override;
    void fetchBooking(const domain::Reference &reference,
                      checkout::BackendCallback<contract::BookingAnswer> done) override;
    void fetchDeviceConfig(checkout::BackendCallback<checkout::FetchedDeviceConfig> done) override;

private:
    struct Limits {
        int timeMs;
        qint64 bytes = answerLimitBytes;
    };
    template<typename T> using Reader = std::function<tl::expected<T, domain::InputError>(const RawAnswer &)>;

    BackendClient(BackendOptions options, QByteArray authoritiesPem);

    [[nodiscard]] QNetworkRequest request(const QByteArray &pathAndQuery) const;
    template<typename T>
    void deliver(QNetworkReply *reply, const Limits &limits, checkout::BackendCallback<T> done,
                 Reader<T> read);
    template<typename T>
    void deliver(QNetworkReply *reply, int limitMs, checkout::BackendCallback<T> done,
                 tl::expected<T, domain::InputError> (*parse)(std::string_view));

    BackendOptions m_options;
    QByteArray m_authoritiesPem;
    QNetworkAccessManager *m_network;
};

} // namespace tillwright::kiosk::backend_client
