#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QtTest>
#include <signal.h>

namespace {

constexpr int patienceMs = 20'000;
const char *const program = TILLWRIGHT_BIN_DIR "/tillwright-sandbox";
const char *const goodConfig = "[clive]\napi_token = 'token'\nwebhook_secret = 'whsec_x'\n"
                               "[stripe]\npublishable_key = 'pk_test_x'\nsecret_key = 'sk_test_x'\n";

class Program
{
public:
    Program(const QByteArray &config, const QStringList &more = {})
    {
        QFile file(m_folder.filePath(QStringLiteral("sandbox.toml")));
        if (!file.open(QIODevice::WriteOnly) || file.write(config) != config.size())
            qFatal("no place for the configuration");
        file.close();
        QStringList arguments{QStringLiteral("serve"), QStringLiteral("--config"), file.fileName()};
        process.start(QString::fromLatin1(program), arguments + more);
    }
    ~Program()
    {
        process.kill();
        process.waitForFinished(patienceMs);
    }
    QJsonObject readyLine()
    {
        while (!process.canReadLine() && process.waitForReadyRead(patienceMs)) {
        }
        return QJsonDocument::fromJson(process.readLine()).object();
    }
    QProcess process;

private:
    QTemporaryDir m_folder;
};

bool answers(const QString &listen)
{
    QTcpSocket socket;
    socket.connectToHost(listen.section(u':', 0, 0), quint16(listen.section(u':', 1).toUInt()));
    return socket.waitForConnected(patienceMs);
}

} // namespace

class TestSandboxProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhereItListensAndEndsOnSigterm()
    {
        Program sandbox(goodConfig);
        const auto ready = sandbox.readyLine();
        QVERIFY(ready.value("ready").toBool());
        QCOMPARE(ready.value("clive_url").toString(), "http://" + ready.value("listen").toString());
        QCOMPARE(ready.value("stripe_publishable_key").toString(), QStringLiteral("pk_test_x"));
        QCOMPARE(QByteArray::fromBase64(ready.value("stripe_spki_sha256").toString().toLatin1()).size(),
                 qsizetype(32));
        QVERIFY(answers(ready.value("listen").toString()));
        QVERIFY(answers(ready.value("stripe_listen").toString()));
        QCOMPARE(::kill(pid_t(sandbox.process.processId()), SIGTERM), 0);
        QVERIFY(sandbox.process.waitForFinished(patienceMs));
        QCOMPARE(sandbox.process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(sandbox.process.exitCode(), 0);
        QCOMPARE(sandbox.process.readAllStandardOutput(), QByteArray());
    }

    void endsWithItsParent()
    {
        Program sandbox(goodConfig, {QStringLiteral("--exit-with-parent")});
        QVERIFY(sandbox.readyLine().value("ready").toBool());
        sandbox.process.closeWriteChannel();
        QVERIFY(sandbox.process.waitForFinished(patienceMs));
        QCOMPARE(sandbox.process.exitCode(), 0);
    }

    void refusesABadConfigurationWithItsPlace()
    {
        Program sandbox(QByteArray(goodConfig).replace("pk_test_x", "pk_live_x"));
        QVERIFY(sandbox.process.waitForFinished(patienceMs));
        QCOMPARE(sandbox.process.exitCode(), 2);
        const auto text = sandbox.process.readAllStandardError();
        QVERIFY2(text.contains("sandbox.toml:5: [stripe].publishable_key: it holds a live key"), text);
        QVERIFY(!text.contains("pk_live_x"));
        QCOMPARE(sandbox.process.readAllStandardOutput(), QByteArray());
    }

    void refusesABadCommandLine()
    {
        for (const auto &arguments : {QStringList{}, QStringList{QStringLiteral("serve")},
                                      QStringList{QStringLiteral("serve"), QStringLiteral("--config"),
                                                  QStringLiteral("/nonexistent.toml")}}) {
            QProcess process;
            process.start(QString::fromLatin1(program), arguments);
            QVERIFY(process.waitForFinished(patienceMs));
            QCOMPARE(process.exitCode(), 2);
            QVERIFY(!process.readAllStandardError().isEmpty());
        }
    }

    void aTakenPortIsSaid()
    {
        Program first(goodConfig);
        const auto listen = first.readyLine().value("listen").toString();
        Program second(
            QByteArray(goodConfig).replace("[clive]\n", "[clive]\nlisten = '" + listen.toLatin1() + "'\n"));
        QVERIFY(second.process.waitForFinished(patienceMs));
        QCOMPARE(second.process.exitCode(), 1);
        const auto text = second.process.readAllStandardError();
        QVERIFY2(text.contains("[clive].listen: cannot listen on"), text);
    }
};

QTEST_GUILESS_MAIN(TestSandboxProgram)
#include "tst_program.moc"
