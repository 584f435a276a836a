#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QUrl>
#include <QtTest>
#include <SQLiteCpp/Database.h>
#include <memory>

/// tillwright-backend as a program: its words, its exit codes, its end.
class TestProgram : public QObject
{
    Q_OBJECT

    static constexpr int limitMs = 20'000;
    std::unique_ptr<QTemporaryDir> m_dir;

    QString path(const QString &name) const { return m_dir->filePath(name); }
    QString writeConfig(const QByteArray &more = {})
    {
        QFile file(path(QStringLiteral("b.toml")));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no file");
        file.write(
            "[server]\nlisten = \"127.0.0.1:0\"\n[store]\nsqlite = \""
            + path(QStringLiteral("b.sqlite")).toUtf8()
            + "\"\n[clive]\nbase_url = \"http://127.0.0.1:9\"\napi_token = \"t\"\npartner_id = \"P\"\n"
              "client_id = \"C\"\nwebhook_secrets = [\"whsec_1\"]\n[stripe]\npublishable_key = \"pk_test_1\"\n"
              "[descriptor]\nprefix = \"ECHEZONA\"\nsuffix = \"AIRPEACE\"\n[[devices]]\nname = \"register-1\"\n"
              "token_sha256 = \"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\"\n"
            + more);
        return file.fileName();
    }
    static void start(QProcess &process, const QStringList &arguments)
    {
        process.start(QStringLiteral(TILLWRIGHT_BIN_DIR "/tillwright-backend"), arguments);
        QVERIFY(process.waitForStarted(limitMs));
    }
    static int run(QProcess &process, const QStringList &arguments)
    {
        start(process, arguments);
        process.closeWriteChannel();
        if (!process.waitForFinished(limitMs))
            qFatal("it does not end");
        return process.exitCode();
    }
    static QUrl readReadyLine(QProcess &process)
    {
        while (!process.canReadLine()) {
            if (!process.waitForReadyRead(limitMs))
                qFatal("no ready line: %s", process.readAllStandardError().constData());
        }
        const auto line = process.readLine();
        const auto ready = QJsonDocument::fromJson(line).object();
        if (!ready[QStringLiteral("ready")].toBool())
            qFatal("not ready: %s", line.constData());
        const QUrl url(ready[QStringLiteral("url")].toString());
        if (url.authority() != ready[QStringLiteral("listen")].toString() || url.port() <= 0)
            qFatal("not an address: %s", line.constData());
        return url;
    }
    /// Sends one HTTP/1.0 request and gives the status line back.
    static QByteArray request(const QUrl &url, const QByteArray &text)
    {
        QTcpSocket socket;
        socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
        if (!socket.waitForConnected(limitMs))
            return {};
        socket.write(text);
        while (!socket.canReadLine() && socket.waitForReadyRead(limitMs)) {
        }
        return socket.readLine().trimmed();
    }

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    /// Law 6: its memory holds secrets.
    void itLeavesNoCoreFile()
    {
        QProcess process;
        start(process, {QStringLiteral("serve"), QStringLiteral("--config"), writeConfig()});
        readReadyLine(process);
        QFile limits(QStringLiteral("/proc/%1/limits").arg(process.processId()));
        QVERIFY(limits.open(QIODevice::ReadOnly));
        static const QRegularExpression coreLimits(QStringLiteral("Max core file size +(\\S+) +(\\S+)"));
        const auto found = coreLimits.match(QString::fromLatin1(limits.readAll()));
        QVERIFY(found.hasMatch());
        bool isNumber = false;
        QVERIFY(found.captured(2).toULongLong(&isNumber) <= 1 && isNumber);
        process.terminate();
        QVERIFY(process.waitForFinished(limitMs));
    }

    void itTellsItsVersion()
    {
        QProcess process;
        QCOMPARE(run(process, {QStringLiteral("--version")}), 0);
        QVERIFY(process.readAllStandardOutput().startsWith("tillwright-backend "));
    }

    void wrongArgumentsAreRefused()
    {
        QProcess process;
        QCOMPARE(run(process, {}), 2);
        QCOMPARE(run(process, {QStringLiteral("serve")}), 2);
        QCOMPARE(run(process, {QStringLiteral("dance"), QStringLiteral("--config"), writeConfig()}), 2);
        QCOMPARE(run(process,
                     {QStringLiteral("serve"), QStringLiteral("--config"), writeConfig(),
                      QStringLiteral("--log-level"), QStringLiteral("loud")}),
                 2);
    }

    void aBadConfigurationIsExplained()
    {
        for (const auto *command : {"serve", "migrate", "check-config"}) {
            QProcess process;
            const auto config = writeConfig("tokne_sha256 = \"\"\n");
            QCOMPARE(run(process, {QString::fromUtf8(command), QStringLiteral("--config"), config}), 2);
            const auto said = process.readAllStandardError();
            QVERIFY2(said.contains("b.toml:19: [[devices]].tokne_sha256"), said.constData());
            QVERIFY(process.readAllStandardOutput().isEmpty());
            QVERIFY(!QFile::exists(path(QStringLiteral("b.sqlite"))));
        }
    }

    void theConfigurationIsChecked()
    {
        QProcess process;
        QCOMPARE(run(process, {QStringLiteral("check-config"), QStringLiteral("--config"), writeConfig()}),
                 0);
        QVERIFY(process.readAllStandardOutput().contains("good (sandbox)"));
        QVERIFY(!QFile::exists(path(QStringLiteral("b.sqlite"))));
    }

    void theSchemaIsMigrated()
    {
        const auto config = writeConfig();
        QProcess process;
        QCOMPARE(run(process, {QStringLiteral("migrate"), QStringLiteral("--config"), config}), 0);
        QVERIFY(process.readAllStandardOutput().contains("schema 3, was 0"));
        {
            SQLite::Database database(path(QStringLiteral("b.sqlite")).toStdString(), SQLite::OPEN_READWRITE);
            database.exec("PRAGMA user_version=99");
        }
        for (const auto *command : {"serve", "migrate"}) {
            QCOMPARE(run(process, {QString::fromUtf8(command), QStringLiteral("--config"), config}), 1);
            QVERIFY(process.readAllStandardError().contains("newer than this program"));
        }
    }

    void itServesUntilItIsTerminated()
    {
        const auto config = writeConfig();
        QProcess process;
        start(process, {QStringLiteral("serve"), QStringLiteral("--config"), config});
        const auto url = readReadyLine(process);
        QVERIFY(request(url, "GET /livez HTTP/1.0\r\n\r\n").endsWith(" 200 OK"));
        // The same store twice would lose writes.
        QProcess second;
        QCOMPARE(run(second, {QStringLiteral("serve"), QStringLiteral("--config"), config}), 1);
        QVERIFY(second.readAllStandardError().contains("in use"));

        process.terminate();
        QVERIFY(process.waitForFinished(limitMs));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(process.readAllStandardOutput().isEmpty());
    }

    void itEndsWithItsParent()
    {
        QProcess process;
        start(process,
              {QStringLiteral("serve"), QStringLiteral("--config"), writeConfig(),
               QStringLiteral("--exit-with-parent")});
        readReadyLine(process);
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished(limitMs));
        QCOMPARE(process.exitCode(), 0);
    }

    void aTakenAddressIsExplained()
    {
        QProcess first;
        start(first, {QStringLiteral("serve"), QStringLiteral("--config"), writeConfig()});
        const auto url = readReadyLine(first);
        QFile file(writeConfig());
        QVERIFY(file.open(QIODevice::ReadOnly));
        auto text = file.readAll();
        file.close();
        text.replace("127.0.0.1:0", url.authority().toUtf8()).replace("b.sqlite", "c.sqlite");
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        QProcess second;
        QCOMPARE(run(second, {QStringLiteral("serve"), QStringLiteral("--config"), file.fileName()}), 1);
        QVERIFY(second.readAllStandardError().contains(url.authority().toUtf8()));
        first.terminate();
        QVERIFY(first.waitForFinished(limitMs));
    }
};

QTEST_GUILESS_MAIN(TestProgram)
#include "test_program.moc"
