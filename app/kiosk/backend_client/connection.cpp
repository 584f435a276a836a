#include "kiosk/backend_client/connection.h"

#include "version/version.h"

#include <QtCore/QFile>
#include <QtNetwork/QHostAddress>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslConfiguration>

namespace tillwright::kiosk::backend_client {

using domain::InputError;

namespace {

constexpr qint64 caFileLimitBytes = 1024 * 1024;

bool isThisMachine(const QString &host)
{
    return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}

QSslConfiguration tlsConfiguration(const QByteArray &authoritiesPem)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!authoritiesPem.isEmpty())
        configuration.setCaCertificates(QSslCertificate::fromData(authoritiesPem, QSsl::Pem));
    return configuration;
}

} // namespace

std::optional<InputError> problemOfUrl(const QUrl &baseUrl)
{
    const bool isHttps = baseUrl.scheme() == QLatin1String("https");
    const bool isLocalHttp = baseUrl.scheme() == QLatin1String("http") && isThisMachine(baseUrl.host());
    if (!baseUrl.isValid() || baseUrl.host().isEmpty() || !(isHttps || isLocalHttp))
        return InputError{"backend.url", "it is not an https URL",
                          "give one (plain http is for this machine only)"};
    if (baseUrl.hasQuery() || baseUrl.hasFragment() || !baseUrl.userInfo().isEmpty())
        return InputError{"backend.url", "it has a user, a query or a fragment",
                          "give scheme, host, port and path"};
    return std::nullopt;
}

tl::expected<QByteArray, InputError> readAuthorities(const QString &caFile)
{
    if (caFile.isEmpty())
        return QByteArray();
    QFile file(caFile);
    if (!file.open(QIODevice::ReadOnly) || file.size() > caFileLimitBytes)
        return tl::unexpected(InputError{"backend.ca_file", "it cannot be read", "give a readable PEM file"});
    QByteArray pem = file.readAll();
    if (QSslCertificate::fromData(pem, QSsl::Pem).isEmpty())
        return tl::unexpected(
            InputError{"backend.ca_file", "it has no certificate in it", "give a PEM file"});
    return pem;
}

QNetworkRequest requestTo(const QUrl &baseUrl, const QByteArray &pathAndQuery,
                          const QByteArray &authoritiesPem)
{
    QByteArray base = baseUrl.toEncoded(QUrl::StripTrailingSlash);
    while (base.endsWith('/'))
        base.chop(1);
    QNetworkRequest request(QUrl::fromEncoded(base + pathAndQuery, QUrl::StrictMode));
    request.setSslConfiguration(tlsConfiguration(authoritiesPem));
    // HTTP/1.1: one exchange per connection at a time, so that a held status request never stands in the way of a
    // sale's other requests through a proxy that serialises streams.
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setHeader(QNetworkRequest::UserAgentHeader,
                      QString::fromStdString(version::product("tillwright")));
    request.setRawHeader("Accept", "application/json, application/problem+json");
    // Not compressed: answers are small, and a length that is known cannot explode.
    request.setRawHeader("Accept-Encoding", "identity");
    return request;
}

} // namespace tillwright::kiosk::backend_client
