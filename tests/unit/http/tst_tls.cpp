#include "http/tls_context.h"
#include "loopback.h"
#include "support/test_certificate.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <boost/asio/ssl/stream.hpp>

using namespace tillwright::http;
using namespace std::chrono_literals;
using tillwright::test::writeTestCertificate;
namespace asio = boost::asio;

namespace {

constexpr std::int64_t dayS = 24 * 3'600;

std::int64_t nowS()
{
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

asio::awaitable<Response> hello(Request)
{
    co_return textResponse(200, "hello");
}

} // namespace

class TestTls : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;

    QString path(const char *name) const { return m_dir->filePath(QString::fromUtf8(name)); }
    std::string written(const char *name, const QByteArray &text) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("no file");
        return file.fileName().toStdString();
    }

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void badFilesAreNamed()
    {
        const auto good = writeTestCertificate(path("good"));
        const auto other = writeTestCertificate(path("other"));
        const auto expired = writeTestCertificate(path("expired"), {-3'600, -60});
        const auto early = writeTestCertificate(path("early"), {dayS, 2 * dayS});
        const auto text = written("text", "hello");
        const auto missing = path("missing").toStdString();
        struct Case {
            TlsFiles files;
            TlsError::File file;
            const char *said;
        };
        const std::vector<Case> cases{
            {{missing, good.keyFile}, TlsError::File::Certificate, "cannot be read: No such file"},
            {{text, good.keyFile}, TlsError::File::Certificate, "holds no certificate"},
            {{good.keyFile, good.keyFile}, TlsError::File::Certificate, "holds no certificate"},
            {{good.certificateFile, missing}, TlsError::File::Key, "cannot be read"},
            {{good.certificateFile, text}, TlsError::File::Key, "holds no private key"},
            {{good.certificateFile, other.keyFile}, TlsError::File::Key, "is not the certificate's"},
            {{expired.certificateFile, expired.keyFile}, TlsError::File::Certificate, "has expired on"},
            {{early.certificateFile, early.keyFile}, TlsError::File::Certificate, "is not valid before"},
        };
        for (const auto &bad : cases) {
            const auto loaded = loadTlsContext(bad.files, nowS());
            QVERIFY2(!loaded, bad.said);
            QVERIFY2(loaded.error().file == bad.file, bad.said);
            QVERIFY2(loaded.error().problem.find(bad.said) != std::string::npos,
                     loaded.error().problem.c_str());
            QVERIFY(!loaded.error().wayOut.empty());
        }
        QVERIFY(loadTlsContext({good.certificateFile, good.keyFile}, nowS()));
        QVERIFY(!loadTlsContext({good.certificateFile, good.keyFile}, nowS() + dayS));
    }

    void servesAndRenewsWithoutDroppingConnections()
    {
        const auto first = writeTestCertificate(path("first"));
        const auto second = writeTestCertificate(path("second"));
        BackgroundContext background;
        ServerOptions options;
        options.tls = *loadTlsContext({first.certificateFile, first.keyFile}, nowS());
        Server server(background.context().get_executor(), options, hello);
        QVERIFY(server.start());
        const auto ask = [&](Client &client) {
            ClientRequest request;
            request.url = "https://" + server.listenAddress() + "/";
            return background.wait(client.request(std::move(request)));
        };
        ClientOptions trustsFirst;
        trustsFirst.caFile = first.certificateFile;
        ClientOptions trustsSecond;
        trustsSecond.caFile = second.certificateFile;
        Client old(trustsFirst);
        QCOMPARE(ask(old)->body, std::string("hello"));
        {
            Client early(trustsSecond);
            QCOMPARE(ask(early).error().kind, ClientError::Kind::Tls);
        }
        server.renewTls(*loadTlsContext({second.certificateFile, second.keyFile}, nowS()));
        // The connection that was there goes on; it would not be made again.
        QCOMPARE(ask(old)->body, std::string("hello"));
        Client fresh(trustsSecond);
        QCOMPARE(ask(fresh)->body, std::string("hello"));
        Client late(trustsFirst);
        QCOMPARE(ask(late).error().kind, ClientError::Kind::Tls);
        background.wait(server.stop());
    }

    void oldVersionsAreNotSpoken()
    {
        const auto files = writeTestCertificate(path("tls"));
        BackgroundContext background;
        ServerOptions options;
        options.tls = *loadTlsContext({files.certificateFile, files.keyFile}, nowS());
        Server server(background.context().get_executor(), options, hello);
        QVERIFY(server.start());
        asio::io_context context;
        const auto connects = [&](int version) {
            asio::ssl::context tls(asio::ssl::context::tls_client);
            SSL_CTX_set_min_proto_version(tls.native_handle(), version);
            SSL_CTX_set_max_proto_version(tls.native_handle(), version);
            // Lets this side offer what is that old.
            SSL_CTX_set_security_level(tls.native_handle(), 0);
            asio::ssl::stream<asio::ip::tcp::socket> stream(context, tls);
            stream.lowest_layer().connect({asio::ip::make_address("127.0.0.1"), server.port()});
            boost::system::error_code error;
            stream.handshake(asio::ssl::stream_base::client, error);
            return !error;
        };
        QVERIFY(!connects(TLS1_1_VERSION));
        QVERIFY(connects(TLS1_2_VERSION));
        QVERIFY(connects(TLS1_3_VERSION));
        QTRY_COMPARE(server.refusals().of(Refusal::TlsFailed), std::uint64_t(1));
        background.wait(server.stop());
    }

    void aSlowHandshakeIsCut()
    {
        const auto files = writeTestCertificate(path("tls"));
        BackgroundContext background;
        ServerOptions options;
        options.tls = *loadTlsContext({files.certificateFile, files.keyFile}, nowS());
        options.requestDeadlineMs = 100ms;
        Server server(background.context().get_executor(), options, hello);
        QVERIFY(server.start());
        RawSocket silent(server.port());
        RawSocket slow(server.port());
        slow.send(std::string_view("\x16\x03\x01\x02\x00", 5));
        QCOMPARE(silent.readToEnd(), std::string());
        QCOMPARE(slow.readToEnd(), std::string());
        QTRY_COMPARE(server.refusals().of(Refusal::Slow), std::uint64_t(2));
        background.wait(server.stop());
    }
};

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
