#include "kiosk/sandbox_endpoints.h"

#include "configuration/configuration.h"

#include <QHostAddress>

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype sha256Bytes = 32;

QUrl readUrl(const configuration::ConfigTable &table, const char *key)
{
    const QUrl url(QString::fromStdString(table.requireString(key)), QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != "http"_L1 || !QHostAddress(url.host()).isLoopback())
        table.fail(key, "it is not an address on this machine's loopback", "write http://127.0.0.1:PORT");
    return url;
}

quint16 readPort(const configuration::ConfigTable &table, const char *key)
{
    const auto address = QString::fromStdString(table.requireString(key));
    bool isNumber = false;
    const quint16 port = address.section(u':', -1).toUShort(&isNumber);
    if (!isNumber || port == 0 || !QHostAddress(address.section(u':', 0, -2)).isLoopback())
        table.fail(key, "it is not an address on this machine's loopback", "write 127.0.0.1:PORT");
    return port;
}

} // namespace

tl::expected<SandboxEndpoints, QStringList> loadSandboxEndpoints(const QString &fileName)
{
    const auto file = configuration::ConfigFile::load(fileName.toStdString());
    if (!file)
        return tl::unexpected(QStringList{QString::fromStdString(file.error().text())});
    SandboxEndpoints endpoints;
    const auto root = file->root();
    const auto sandbox = root.table("sandbox");
    endpoints.cliveUrl = readUrl(sandbox, "clive_url");
    endpoints.stripePort = readPort(sandbox, "stripe_listen");
    endpoints.stripeSpkiSha256 = QByteArray::fromStdString(sandbox.requireString("stripe_spki_sha256"));
    if (QByteArray::fromBase64(endpoints.stripeSpkiSha256).size() != sha256Bytes)
        sandbox.fail("stripe_spki_sha256", "it is not a SHA-256 in Base64", "take the sandbox's ready line");
    endpoints.controlToken = QByteArray::fromStdString(sandbox.requireString("control_token"));
    const auto backend = root.table("backend");
    endpoints.backendUrl = readUrl(backend, "url");
    endpoints.deviceToken = domain::Secret(backend.requireString("device_token"));

    QStringList errors;
    for (const auto &error : file->finish())
        errors.append(QString::fromStdString(error.text()));
    if (!errors.isEmpty())
        return tl::unexpected(errors);
    return endpoints;
}

} // namespace tillwright::kiosk
