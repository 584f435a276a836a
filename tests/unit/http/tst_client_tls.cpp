#include "loopback.h"
#include "support/test_certificate.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <atomic>
#include <boost/asio/ssl/context.hpp>

using namespace tillwright::http;
using namespace std::chrono_literals;
namespace asio = boost::asio;
using tillwright::test::makeTestCertificate;
using tillwright::test::TestCertificate;

namespace {

/// A TLS server with one certificate, which is its own authority.
struct Fixture {
    explicit Fixture(const char *names)
        : certificate(makeTestCertificate(names)),
          server(background.context().get_executor(), options(certificate),
                 [this](const Request &) { return answer(); })
    {
        if (!server.start())
            qFatal("no loopback port");
        QFile file(caFile());
        if (!file.open(QIODevice::WriteOnly) || file.write(certificate.certificatePem) < 0)
            qFatal("no certificate file");
    }
    ~Fixture() { background.wait(server.stop()); }

    static ServerOptions options(const TestCertificate &certificate)
    {
        ServerOptions options;
        options.tls = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_server);
        const auto buffer = [](const QByteArray &bytes) {
            return asio::buffer(bytes.constData(), std::size_t(bytes.size()));
        };
        options.tls->use_certificate_chain(buffer(certificate.certificatePem));
        options.tls->use_private_key(buffer(certificate.keyPem), asio::ssl::context::pem);
        return options;
    }
    asio::awaitable<Response> answer()
    {
        ++requests;
        co_return textResponse(200, "ok");
    }
    QString caFile() const { return folder.filePath(QStringLiteral("ca.pem")); }
    auto call(const ClientOptions &options)
    {
        Client client(options);
        ClientRequest request;
        request.url = "https://" + server.listenAddress() + "/";
        request.headers.add("Authorization", "Bearer never-told");
        request.connectTimeoutMs = 30s;
        request.totalTimeoutMs = 30s;
        return background.wait(client.request(std::move(request)));
    }

    QTemporaryDir folder;
    BackgroundContext background;
    TestCertificate certificate;
    std::atomic<int> requests = 0;
    Server server;
};

ClientOptions trusting(const Fixture &fixture)
{
    ClientOptions options;
    options.caFile = fixture.caFile().toStdString();
    return options;
}

} // namespace

/// Certificates are verified: the token that a request carries goes to the right server or nowhere.
class TestHttpClientTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTrustedServerIsAsked()
    {
        Fixture fixture("DNS:localhost,IP:127.0.0.1");
        const auto result = fixture.call(trusting(fixture));
        QVERIFY2(result, result ? "" : result.error().detail.c_str());
        QCOMPARE(result->body, std::string("ok"));
        QCOMPARE(int(fixture.requests), 1);
    }

    void anUnknownAuthorityIsRefused()
    {
        Fixture fixture("DNS:localhost,IP:127.0.0.1");
        const auto result = fixture.call({});
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ClientError::Kind::Tls);
        QVERIFY(result.error().nothingSent());
        QCOMPARE(int(fixture.requests), 0);
    }

    void anotherHostsCertificateIsRefused()
    {
        Fixture fixture("DNS:clive.example,IP:127.0.0.2");
        const auto result = fixture.call(trusting(fixture));
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ClientError::Kind::Tls);
        QCOMPARE(int(fixture.requests), 0);
    }

    void anotherKeyThanThePinnedOneIsRefused()
    {
        Fixture fixture("DNS:localhost,IP:127.0.0.1");
        // A pin stands for itself: no authority makes up for a wrong one.
        auto options = trusting(fixture);
        options.pinnedSpkiSha256 = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        const auto result = fixture.call(options);
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ClientError::Kind::Tls);
        QCOMPARE(int(fixture.requests), 0);
    }
};

QTEST_GUILESS_MAIN(TestHttpClientTls)
#include "tst_client_tls.moc"
