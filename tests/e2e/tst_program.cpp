#include "version/version.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tillwright;

/// The program's command line and configuration: what is wrong is told in words, with exit code 2, before anything
/// is opened.
class TestProgram : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    struct Ended {
        int exitCode;
        QString output;
        QString errors;
    };
    Ended run(const QStringList &arguments)
    {
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        environment.insert(u"XDG_DATA_HOME"_s, m_folder.filePath(u"data"_s));
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(TILLWRIGHT_BIN_DIR "/tillwright"), arguments);
        if (!process.waitForFinished(30'000)) {
            process.kill();
            process.waitForFinished();
            return {-1, {}, u"it did not end"_s};
        }
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }
    QString write(const QString &name, const QByteArray &text)
    {
        QFile file(m_folder.filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
        return file.fileName();
    }

private Q_SLOTS:
    void badCommandLine_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("words");
        QTest::newRow("nothing") << QStringList{} << u"say --sandbox, or name the configuration"_s;
        QTest::newRow("unknown") << QStringList{u"--sandbox"_s, u"--loud"_s} << u"loud"_s;
        QTest::newRow("word") << QStringList{u"--sandbox"_s, u"please"_s} << u"please is not an option"_s;
        QTest::newRow("both") << QStringList{u"--sandbox"_s, u"--config"_s, u"a.toml"_s}
                              << u"a live configuration never meets the sandbox"_s;
        QTest::newRow("endpoints without the sandbox")
            << QStringList{u"--config"_s, u"a.toml"_s, u"--endpoints"_s, u"b.toml"_s}
            << u"--endpoints is for --sandbox"_s;
        QTest::newRow("fed and repeated")
            << QStringList{u"--sandbox"_s,   u"--autopilot"_s, u"--scenario"_s, u"-"_s,
                           u"--artifacts"_s, u"."_s,           u"--repeat"_s,   u"2"_s}
            << u"--repeat takes"_s;
        QTest::newRow("no endpoints file")
            << QStringList{u"--sandbox"_s, u"--endpoints"_s, u"/nowhere.toml"_s} << u"/nowhere.toml"_s;
        // Live, there is no QA mode, however it is asked for.
        QTest::newRow("panel of QA mode, live") << QStringList{u"--config"_s, u"a.toml"_s, u"--qa-panel"_s}
                                                << u"a live configuration has no QA mode"_s;
        QTest::newRow("panel of QA mode, played")
            << QStringList{u"--sandbox"_s,   u"--autopilot"_s, u"--scenario"_s, u"a.json"_s,
                           u"--artifacts"_s, u"."_s,           u"--qa-panel"_s}
            << u"by hand"_s;
        QTest::newRow("scenarios of QA mode alone")
            << QStringList{u"--sandbox"_s, u"--qa-scenarios"_s, u"."_s} << u"--qa-panel [--qa-scenarios"_s;
        QTest::newRow("mode") << QStringList{u"--sandbox"_s, u"--mode"_s, u"airport"_s}
                              << u"--mode is airport"_s;
        QTest::newRow("scenario alone")
            << QStringList{u"--sandbox"_s, u"--scenario"_s, u"a.json"_s} << u"go together"_s;
        QTest::newRow("repeat") << QStringList{u"--sandbox"_s, u"--repeat"_s, u"0"_s} << u"--repeat takes"_s;
        QTest::newRow("no scenario file")
            << QStringList{u"--sandbox"_s,     u"--autopilot"_s, u"--scenario"_s,
                           u"/nowhere.json"_s, u"--artifacts"_s, u"."_s}
            << u"/nowhere.json: cannot be read"_s;
        QTest::newRow("enrol in the sandbox")
            << QStringList{u"--sandbox"_s, u"--enroll"_s, u"CODE"_s} << u"--enroll CODE is for a live"_s;
        QTest::newRow("no config file")
            << QStringList{u"--config"_s, u"/nowhere.toml"_s} << u"/nowhere.toml"_s;
    }
    void badCommandLine()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, words);
        const auto ended = run(arguments);
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains(words), qPrintable(ended.errors));
        QVERIFY(!QFile::exists(m_folder.filePath(u"data/tillwright/sandbox/journal.sqlite"_s)));
    }

    void badScenarioNamesLineAndReason()
    {
        const auto file = write(u"bad.json"_s, "{\"name\": \"x\",\n \"sale\": {\"amount\": 7}}");
        const auto ended = run({u"--sandbox"_s, u"--autopilot"_s, u"--scenario"_s, file, u"--artifacts"_s,
                                m_folder.filePath(u"artifacts"_s)});
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains(u"bad.json:2: amount is not a string"_s), qPrintable(ended.errors));
    }

    void badConfiguration_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("words");
        const QByteArray token = "token_file = \"TOKEN\"\n";
        const QByteArray backend = "[backend]\nurl = \"https://backend.example\"\n" + token;
        const auto row = [](const char *name, const QByteArray &text, const char *words) {
            QTest::newRow(name) << text << QString::fromLatin1(words);
        };
        row("unknown key", backend + "colour = 1\n", ":4: [backend].colour:");
        row("unknown section", backend + "[printers]\n", ":4: [printers]:");
        row("not TOML", "[backend\n", ":1:");
        row("no url", "[backend]\n" + token, "[backend].url:");
        row("http to elsewhere", "[backend]\nurl = \"http://backend.example\"\n" + token,
            ":2: [backend].url: it is not an https address");
        row("no token", "[backend]\nurl = \"https://backend.example\"\n", "[backend].token_file:");
        row("no token file", "[backend]\nurl = \"https://backend.example\"\ntoken_file = \"/nowhere\"\n",
            ":3: [backend].token_file: it cannot be read");
        row("wrong type", backend + "[kiosk]\ndevice = 5\n", ":5: [kiosk].device:");
        row("wrong theme", backend + "[kiosk]\ntheme = \"pink\"\n", ":5: [kiosk].theme:");
        row("printer without address", backend + "[printer]\nkind = \"tcp\"\n",
            "[printer].address: it is missing");
        row("wrong default e-mail", backend + "[sale]\ndefault_email = \"counter\"\n",
            ":5: [sale].default_email: it has no @");
        row("wrong scanner", backend + "[scanner]\nmax_gap_ms = 1\n", ":5: [scanner].max_gap_ms:");
        row("wrong currency", backend + "[sale]\ncurrency = \"XXQ\"\n", ":5: [sale].currency:");
    }
    void badConfiguration()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, words);
        const auto token = write(u"token"_s, "secret-token-canary\n");
        text.replace("TOKEN", token.toUtf8());
        const auto ended = run({u"--config"_s, write(u"kiosk.toml"_s, text)});
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains(u"kiosk.toml"_s + (words.startsWith(u':') ? words : QString())),
                 qPrintable(ended.errors));
        QVERIFY2(ended.errors.contains(words), qPrintable(ended.errors));
        QVERIFY(!ended.errors.contains(u"secret-token-canary"_s));
    }

    /// The operator's code becomes this device's token, once.
    void aDeviceEnrolsItself()
    {
        const auto backendConfig = write(
            u"backend.toml"_s,
            "[server]\nlisten = \"127.0.0.1:0\"\n[store]\nsqlite = \""
                + m_folder.filePath(u"b.sqlite"_s).toUtf8()
                + "\"\n[clive]\nbase_url = \"http://127.0.0.1:9\"\napi_token = \"t\"\npartner_id = \"P\"\n"
                  "client_id = \"C\"\nwebhook_secrets = [\"whsec_1\"]\n[stripe]\npublishable_key = \"pk_test_1\"\n"
                  "[descriptor]\nprefix = \"ECHEZONA\"\nsuffix = \"AIRPEACE\"\n");
        const auto program = QStringLiteral(TILLWRIGHT_BIN_DIR "/tillwright-backend");
        QProcess backend;
        backend.start(program, {u"serve"_s, u"--config"_s, backendConfig});
        while (!backend.canReadLine())
            QVERIFY(backend.waitForReadyRead(30'000));
        const auto ready = QJsonDocument::fromJson(backend.readLine()).object();
        QProcess operating;
        operating.start(program, {u"devices"_s, u"enroll"_s, u"register-7"_s, u"--config"_s, backendConfig});
        QVERIFY(operating.waitForFinished(30'000));
        const auto code = QString::fromLatin1(operating.readLine().trimmed());

        const auto tokenFile = m_folder.filePath(u"enrolled-token"_s);
        const auto config = write(u"enrolling.toml"_s,
                                  "[backend]\nurl = \"" + ready[u"url"_s].toString().toUtf8()
                                      + "\"\ntoken_file = \"" + tokenFile.toUtf8() + "\"\n");
        const auto wrong = run({u"--config"_s, config, u"--enroll"_s, u"ABCD-EFGH-JKMN"_s});
        QCOMPARE(wrong.exitCode, 1);
        QVERIFY2(wrong.errors.contains(u"ask for a new one"_s), qPrintable(wrong.errors));
        QVERIFY(!QFile::exists(tokenFile));

        const auto enrolled = run({u"--config"_s, config, u"--enroll"_s, code.toLower()});
        QVERIFY2(enrolled.exitCode == 0, qPrintable(enrolled.errors));
        QVERIFY(enrolled.output.contains(u"This device is register-7"_s));
        QFile file(tokenFile);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto token = file.readAll().trimmed();
        QCOMPARE(token.size(), 64);
        QVERIFY(!enrolled.output.contains(QString::fromLatin1(token)));
        QCOMPARE(file.permissions()
                     & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());

        QCOMPARE(run({u"--config"_s, config, u"--enroll"_s, code}).exitCode, 1);
        QVERIFY(file.seek(0));
        QCOMPARE(file.readAll().trimmed(), token);
        backend.terminate();
        QVERIFY(backend.waitForFinished(30'000));
        const auto unreachable = run({u"--config"_s, config, u"--enroll"_s, code});
        QCOMPARE(unreachable.exitCode, 1);
        QVERIFY2(unreachable.errors.contains(u"cannot be reached"_s), qPrintable(unreachable.errors));
    }

    void endpointsStayOnThisMachine_data()
    {
        QTest::addColumn<QByteArray>("change");
        QTest::addColumn<QByteArray>("into");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const char *change, const char *into, const char *words) {
            QTest::newRow(name) << QByteArray(change) << QByteArray(into) << QString::fromLatin1(words);
        };
        row("backend elsewhere", "http://127.0.0.1:3", "https://backend.example", ":7: [backend].url:");
        row("name instead of address", "http://127.0.0.1:3", "http://localhost.example:3",
            ":7: [backend].url:");
        row("Clive elsewhere", "http://127.0.0.1:1", "http://10.0.0.1:1", ":2: [sandbox].clive_url:");
        row("Stripe elsewhere", "127.0.0.1:2\"", "api.stripe.com:443\"", ":3: [sandbox].stripe_listen:");
        row("no pin", "SPKI", "bm9uZQ==", ":4: [sandbox].stripe_spki_sha256:");
        row("unknown key", "device_token", "device_tokens", "[backend].device_tokens:");
    }
    void endpointsStayOnThisMachine()
    {
        QFETCH(QByteArray, change);
        QFETCH(QByteArray, into);
        QFETCH(QString, words);
        QByteArray text = "[sandbox]\n"
                          "clive_url = \"http://127.0.0.1:1\"\n"
                          "stripe_listen = \"127.0.0.1:2\"\n"
                          "stripe_spki_sha256 = \"SPKI\"\n"
                          "control_token = \"secret-token-canary\"\n"
                          "[backend]\n"
                          "url = \"http://127.0.0.1:3\"\n"
                          "device_token = \"secret-token-canary\"\n";
        QVERIFY(text.contains(change));
        text.replace(change, into);
        text.replace("SPKI", QByteArray(32, 'x').toBase64());
        const auto ended = run({u"--sandbox"_s, u"--endpoints"_s, write(u"endpoints.toml"_s, text)});
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains(words), qPrintable(ended.errors));
        QVERIFY(!ended.errors.contains(u"secret-token-canary"_s));
    }

    /// Without a display, because support asks over ssh.
    void everyProgramTellsTheSameVersion()
    {
        for (const auto &program : {u"tillwright"_s, u"tillwright-backend"_s, u"tillwright-sandbox"_s,
                                    u"tillwright-virtual-printer"_s}) {
            QProcess process;
            auto environment = QProcessEnvironment::systemEnvironment();
            for (const auto &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
                environment.remove(name);
            process.setProcessEnvironment(environment);
            process.start(QStringLiteral(TILLWRIGHT_BIN_DIR "/") + program, {u"--version"_s});
            QVERIFY2(process.waitForFinished(30'000), qPrintable(program));
            QCOMPARE(process.exitCode(), 0);
            QCOMPARE(QString::fromUtf8(process.readAllStandardOutput()),
                     u"%1 %2\n"_s.arg(program, QString::fromStdString(version::text())));
        }
    }
};

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
