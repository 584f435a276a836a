#include "program.h"
#include "support/test_certificate.h"

#include <QElapsedTimer>
#include <QSslCertificate>
#include <QSslSocket>
#include <QTcpServer>
#include <csignal>
#include <memory>

using tillwright::test::Program;
using tillwright::test::writeTestCertificate;

namespace {

/// Long enough for anything that the end of a program may take.
constexpr int endLimitMs = 10'000;

/// Clive as a socket: what comes is kept, and answered when the test says so.
class HeldClive
{
public:
    HeldClive()
    {
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("no port");
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            auto *socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                auto &text = m_requests[socket];
                text += socket->readAll();
                // Small requests: a body is there once its last brace is.
                if (text.contains("\r\n\r\n") && text.endsWith('}'))
                    m_waiting.push_back(socket);
            });
        });
    }
    [[nodiscard]] QByteArray url() const
    {
        return "http://127.0.0.1:" + QByteArray::number(m_server.serverPort());
    }
    [[nodiscard]] std::size_t waiting() const noexcept { return m_waiting.size(); }
    /// Makes a checkout for the request that has waited longest.
    void answer()
    {
        auto *socket = m_waiting.front();
        m_waiting.erase(m_waiting.begin());
        const auto number = QByteArray::number(++m_made);
        const QByteArray body = R"({"clive_tx_id":"ctx_)" + number + R"(","stripe_payment_intent_id":"pi_)"
            + number + R"(","client_secret":"pi_)" + number + R"(_secret_x","status":"pending"})";
        m_requests[socket].clear();
        socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                      + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }

private:
    QTcpServer m_server;
    std::map<QTcpSocket *, QByteArray> m_requests;
    std::vector<QTcpSocket *> m_waiting;
    int m_made = 0;
};

/// A request whose answer is waited for later.
class Call
{
public:
    Call(const QUrl &url, const QByteArray &text) : m_text(text)
    {
        m_socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
        m_socket.write(text);
    }
    ~Call() { tillwright::test::recordExchange(m_text.toStdString(), answer().toStdString()); }
    Call(const Call &) = delete;
    Call &operator=(const Call &) = delete;
    /// What has come so far.
    const QByteArray &answer()
    {
        m_answer += m_socket.readAll();
        return m_answer;
    }
    [[nodiscard]] bool isClosed() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }

private:
    QByteArray m_text;
    QTcpSocket m_socket;
    QByteArray m_answer;
};

QByteArray checkout(const QByteArray &reference)
{
    const QByteArray body =
        R"({"amount_minor":75000,"currency":"USD","email":"buyer@example.com","reference":")" + reference
        + "\"}";
    return "POST /v1/checkouts HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + QByteArray(Program::token)
        + "\r\nIdempotency-Key: key-" + reference + "\r\nContent-Type: application/json\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray held(const QByteArray &cliveTxId)
{
    return "GET /v1/checkouts/" + cliveTxId + "?wait=25&after=1 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
        + QByteArray(Program::token) + "\r\n\r\n";
}

bool connects(const QUrl &url)
{
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    return socket.waitForConnected(Program::limitMs);
}

} // namespace

/// How tillwright-backend ends, and how it renews its certificate: signals to the real program.
class TestEnding : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Program> m_program;

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_program = std::make_unique<Program>(*m_dir);
    }

    void whatWasBegunIsFinished()
    {
        HeldClive clive;
        QProcess process;
        m_program->serve(process, m_program->writeConfig({}, {}, clive.url()));
        const auto url = Program::readReadyLine(process);

        Call first(url, checkout("REF1"));
        QTRY_COMPARE_WITH_TIMEOUT(clive.waiting(), std::size_t(1), Program::limitMs);
        clive.answer();
        QTRY_VERIFY_WITH_TIMEOUT(first.answer().contains("\"clive_tx_id\":\"ctx_1\""), Program::limitMs);
        Call holding(url, held("ctx_1"));
        Call inFlight(url, checkout("REF2"));
        QTRY_COMPARE_WITH_TIMEOUT(clive.waiting(), std::size_t(1), Program::limitMs);
        // It is held once the page of numbers says so.
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                Call numbers(url, "GET /metrics HTTP/1.0\r\n\r\n");
                return QTest::qWaitFor(
                           [&] { return numbers.isClosed() || numbers.answer().contains("held"); })
                    && QTest::qWaitFor(
                           [&] { return numbers.answer().contains("\ntillwright_held_requests "); })
                    && numbers.answer().contains("\ntillwright_held_requests 1\n");
            }(),
            Program::limitMs);

        QElapsedTimer ending;
        ending.start();
        process.terminate();
        QTRY_VERIFY_WITH_TIMEOUT(holding.answer().startsWith("HTTP/1.1 200 OK"), Program::limitMs);
        QTRY_VERIFY_WITH_TIMEOUT(!connects(url), Program::limitMs);
        // Asked once more while it works on: it goes on to its own end.
        process.terminate();
        QCOMPARE(inFlight.answer(), QByteArray());
        clive.answer();
        QTRY_VERIFY_WITH_TIMEOUT(inFlight.answer().contains("\"clive_tx_id\":\"ctx_2\""), Program::limitMs);
        QVERIFY(inFlight.answer().startsWith("HTTP/1.1 201 Created"));
        QVERIFY(inFlight.answer().contains("Connection: close"));
        process.terminate();
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, Program::limitMs);
        QVERIFY(ending.elapsed() < endLimitMs);
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);

        // What was answered is there after the next start.
        QProcess next;
        m_program->serve(next, m_program->writeConfig({}, {}, clive.url()));
        const auto nextUrl = Program::readReadyLine(next);
        for (const auto *id : {"ctx_1", "ctx_2"}) {
            Call read(nextUrl, held(id).replace("wait=25", "wait=0"));
            QTRY_VERIFY_WITH_TIMEOUT(read.answer().contains("\"clive_tx_id\":\"" + QByteArray(id)),
                                     Program::limitMs);
        }
        next.terminate();
        QTRY_COMPARE_WITH_TIMEOUT(next.state(), QProcess::NotRunning, Program::limitMs);
    }

    /// A Clive that does not answer holds the end up no longer than the grace.
    void itEndsInTimeWhateverCliveDoes()
    {
        HeldClive clive;
        QProcess process;
        m_program->serve(process, m_program->writeConfig({}, {}, clive.url()));
        const auto url = Program::readReadyLine(process);
        Call inFlight(url, checkout("REF1"));
        QTRY_COMPARE_WITH_TIMEOUT(clive.waiting(), std::size_t(1), Program::limitMs);
        QElapsedTimer ending;
        ending.start();
        process.terminate();
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, Program::limitMs);
        QVERIFY2(ending.elapsed() < endLimitMs, QByteArray::number(ending.elapsed()).constData());
    }

    void theCertificateIsRenewedAtHangUp()
    {
        const auto base = m_program->path(QStringLiteral("tls"));
        const auto files = writeTestCertificate(base);
        const auto config = m_program->writeConfig(
            {},
            "tls_certificate_file = \"" + QByteArray::fromStdString(files.certificateFile)
                + "\"\ntls_key_file = \"" + QByteArray::fromStdString(files.keyFile) + "\"\n");
        QProcess process;
        m_program->serve(process, config);
        const auto url = Program::readReadyLine(process);
        QCOMPARE(url.scheme(), QStringLiteral("https"));
        const auto shown = [&] {
            QSslSocket socket;
            socket.setPeerVerifyMode(QSslSocket::VerifyNone);
            socket.connectToHostEncrypted(url.host(), static_cast<quint16>(url.port()));
            return socket.waitForEncrypted(Program::limitMs) ? socket.peerCertificate() : QSslCertificate();
        };
        const auto first = shown();
        QVERIFY(!first.isNull());
        const auto said = [&](const char *text) {
            return QTest::qWaitFor(
                [&] {
                    m_said += process.readAllStandardError();
                    return m_said.contains(text);
                },
                Program::limitMs);
        };
        writeTestCertificate(base);
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGHUP), 0);
        QVERIFY(said("the certificate was read again"));
        const auto second = shown();
        QVERIFY(!second.isNull() && second != first);
        // A renewal that went wrong changes nothing, and is told.
        writeTestCertificate(base, {-3'600, -60});
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGHUP), 0);
        QVERIFY(said("the old certificate stays in use: "));
        QVERIFY(shown() == second);
        process.terminate();
        QVERIFY(process.waitForFinished(Program::limitMs));
        QCOMPARE(process.exitCode(), 0);
        // At a start nobody has an old one.
        QProcess check;
        QCOMPARE(Program::run(check, {QStringLiteral("check-config"), QStringLiteral("--config"), config}),
                 2);
        const auto explained = check.readAllStandardError();
        QVERIFY2(explained.contains("b.toml:3: [server].tls_certificate_file: the certificate in"),
                 explained);
        QVERIFY(explained.contains("has expired on"));
    }

private:
    QByteArray m_said;
};

QTEST_GUILESS_MAIN(TestEnding)
#include "test_ending.moc"
