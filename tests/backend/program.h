#pragma once

#include "exchanges.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QUrl>
#include <QtTest>

namespace tillwright::test {

/// tillwright-backend as a program, with a configuration in a folder of its own.
class Program
{
public:
    static constexpr int limitMs = 20'000;
    /// Whose hash the configuration names.
    static constexpr const char *token = "test";

    explicit Program(const QTemporaryDir &dir) : m_dir(dir) {}

    [[nodiscard]] QString path(const QString &name) const { return m_dir.filePath(name); }
    /// `more` comes at the end, in the table of the one device; `server` within [server].
    [[nodiscard]] QString writeConfig(const QByteArray &more = {}, const QByteArray &server = {},
                                      const QByteArray &cliveUrl = "http://127.0.0.1:9") const
    {
        QFile file(path(QStringLiteral("b.toml")));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no file");
        file.write(
            "[server]\nlisten = \"127.0.0.1:0\"\n" + server + "[store]\nsqlite = \""
            + path(QStringLiteral("b.sqlite")).toUtf8() + "\"\n[clive]\nbase_url = \"" + cliveUrl
            + "\"\napi_token = \"t\"\npartner_id = \"P\"\n"
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
    void serve(QProcess &process, const QString &config, const QStringList &more = {}) const
    {
        start(process, QStringList{QStringLiteral("serve"), QStringLiteral("--config"), config} + more);
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
        // HTTP/1.0: the answer ends with the connection.
        while (socket.waitForReadyRead(limitMs)) {
        }
        const auto answer = socket.readAll();
        recordExchange(text.toStdString(), answer.toStdString());
        return answer.left(answer.indexOf('\r'));
    }

private:
    const QTemporaryDir &m_dir;
};

} // namespace tillwright::test
