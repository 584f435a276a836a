#include "program.h"

#include <QRegularExpression>
#include <SQLiteCpp/Database.h>
#include <memory>

using tillwright::test::Program;

/// tillwright-backend as a program: its words, its exit codes, its end.
class TestProgram : public QObject
{
    Q_OBJECT

    static constexpr int limitMs = Program::limitMs;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Program> m_program;

    QString path(const QString &name) const { return m_program->path(name); }
    QString writeConfig(const QByteArray &more = {}) { return m_program->writeConfig(more); }
    static void start(QProcess &process, const QStringList &arguments) { Program::start(process, arguments); }
    static int run(QProcess &process, const QStringList &arguments)
    {
        return Program::run(process, arguments);
    }
    static QUrl readReadyLine(QProcess &process) { return Program::readReadyLine(process); }
    static QByteArray request(const QUrl &url, const QByteArray &text) { return Program::request(url, text); }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_program = std::make_unique<Program>(*m_dir);
    }

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
        QCOMPARE(run(process,
                     {QStringLiteral("serve"), QStringLiteral("--config"), writeConfig(),
                      QStringLiteral("--log-format"), QStringLiteral("xml")}),
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
        QVERIFY(process.readAllStandardOutput().contains("schema 6, was 0"));
        {
            SQLite::Database database(path(QStringLiteral("b.sqlite")).toStdString(), SQLite::OPEN_READWRITE);
            database.exec("PRAGMA user_version=99");
        }
        for (const auto *command : {"serve", "migrate"}) {
            QCOMPARE(run(process, {QString::fromUtf8(command), QStringLiteral("--config"), config}), 1);
            QVERIFY(process.readAllStandardError().contains("newer than this program"));
        }
    }

    /// Beside a backend that serves, through its door, and without one, on the store itself.
    void commandsReachTheStore_data()
    {
        QTest::addColumn<int>("folderNameLength");
        QTest::newRow("a path that fits a socket's address") << 8;
        QTest::newRow("a path that does not") << 120;
    }
    void commandsReachTheStore()
    {
        QFETCH(int, folderNameLength);
        m_dir = std::make_unique<QTemporaryDir>(QDir::tempPath() + u'/' + QString(folderNameLength, u'd')
                                                + QStringLiteral("XXXXXX"));
        m_program = std::make_unique<Program>(*m_dir);
        const auto config = writeConfig();
        const auto operate = [&](const QStringList &words, int exitCode) {
            QProcess process;
            const auto code = run(process, words + QStringList{QStringLiteral("--config"), config});
            const auto said = process.readAllStandardOutput();
            if (code != exitCode)
                qFatal("%d: %s%s", code, said.constData(), process.readAllStandardError().constData());
            return said;
        };
        const auto enroll =
            QStringList{QStringLiteral("devices"), QStringLiteral("enroll"), QStringLiteral("register-7")};
        static const QRegularExpression code(QStringLiteral("^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}\n"));
        const auto before = operate(enroll, 0);
        QVERIFY2(code.match(QString::fromUtf8(before)).hasMatch(), before.constData());

        QProcess serving;
        start(serving, {QStringLiteral("serve"), QStringLiteral("--config"), config});
        readReadyLine(serving);
        const auto through = operate(enroll, 0);
        QVERIFY2(code.match(QString::fromUtf8(through)).hasMatch(), through.constData());
        QVERIFY(through != before);
        QVERIFY(operate({QStringLiteral("devices"), QStringLiteral("list")}, 0)
                    .contains("no device is enrolled"));
        QVERIFY(
            operate({QStringLiteral("dead-letters"), QStringLiteral("list")}, 0).contains("no dead letters"));
        operate({QStringLiteral("orders"), QStringLiteral("show"), QStringLiteral("ctx_1")}, 1);
        operate({QStringLiteral("orders"), QStringLiteral("dance")}, 2);
        const auto door = path(QStringLiteral("b.sqlite.operator"));
        const auto permissions = QFile::permissions(door);
        QVERIFY(
            !(permissions & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
        // The code is for the one who asked, and for no log.
        serving.terminate();
        QVERIFY(serving.waitForFinished(limitMs));
        QCOMPARE(serving.exitCode(), 0);
        QVERIFY(!serving.readAllStandardError().contains(through.left(14)));
        QVERIFY(!QFile::exists(door));
    }

    /// The file is read by who asks: the backend that serves has neither its rights nor its folder.
    void filesAreImported()
    {
        const auto config = writeConfig();
        const auto resources = QStringLiteral(TILLWRIGHT_SOURCE_DIR "/resources/catalogue/");
        const auto operate = [&](const QStringList &words, int exitCode, const QByteArray &input = {}) {
            QProcess process;
            start(process, words + QStringList{QStringLiteral("--config"), config});
            process.write(input);
            process.closeWriteChannel();
            if (!process.waitForFinished(limitMs))
                qFatal("it does not end");
            const auto answer = process.readAllStandardOutput();
            const auto said = answer.isEmpty() ? process.readAllStandardError() : answer;
            if (process.exitCode() != exitCode)
                qFatal("%d: %s", process.exitCode(), said.constData());
            return said;
        };
        const auto import = QStringLiteral("import");
        const auto catalogue = QStringLiteral("catalogue");
        const auto bookings = QStringLiteral("bookings");
        // Without a backend that serves, on the store itself.
        QCOMPARE(operate({catalogue, import, resources + QStringLiteral("catalogue.csv")}, 0),
                 QByteArray("catalogue: 12 imported, in the place of 0\n"));

        QProcess serving;
        start(serving, {QStringLiteral("serve"), QStringLiteral("--config"), config});
        readReadyLine(serving);
        QVERIFY(operate({catalogue, QStringLiteral("list")}, 0).startsWith("12 items, imported 2"));
        QCOMPARE(operate({bookings, import, resources + QStringLiteral("bookings.json")}, 0),
                 QByteArray("bookings: 2 imported, in the place of 0\n"));
        QByteArray many("reference,amount,currency,description\n");
        for (int i = 0; i < 20'000; ++i)
            many += "EZ" + QByteArray::number(i) + ",5.00,USD,\"Lagos - London, \"\"economy\"\"\"\n";
        QVERIFY(many.size() > 512 * 1024);
        QCOMPARE(operate({bookings, import, QStringLiteral("-")}, 0, many),
                 QByteArray("bookings: 20000 imported, in the place of 2\n"));
        QVERIFY(operate({bookings, QStringLiteral("show"), QStringLiteral("ez19999")}, 0)
                    .contains("Lagos - London, \"economy\""));
        const auto bad = operate({bookings, import, QStringLiteral("-")}, 1, many + "EZ 1,5.00,USD,\n");
        QVERIFY2(bad.startsWith("line 20002: reference: it has a character that is not allowed"),
                 bad.constData());
        QVERIFY(bad.endsWith("nothing was changed\n"));
        operate({bookings, QStringLiteral("show"), QStringLiteral("EZ19999")}, 0);

        QVERIFY(operate({catalogue, import, path(QStringLiteral("nothing.csv"))}, 1)
                    .contains("nothing.csv cannot be opened: No such file"));
        QVERIFY(operate({catalogue, import, m_dir->path()}, 1).contains("cannot be read"));
        QVERIFY(operate({catalogue, import}, 2).contains("catalogue import FILE"));
        QVERIFY(operate({catalogue, import, QStringLiteral("csv"), QStringLiteral("code")}, 2)
                    .contains("catalogue import FILE"));
        serving.terminate();
        QVERIFY(serving.waitForFinished(limitMs));
        QCOMPARE(serving.exitCode(), 0);
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

    void theLogIsAsAsked()
    {
        const auto json = QStringLiteral("json");
        const auto text = QStringLiteral("text");
        struct Case {
            QByteArray config;
            QStringList arguments;
            bool isJson;
        };
        const std::vector<Case> cases{
            {{}, {}, false},
            {{}, {QStringLiteral("--log-format"), json}, true},
            {"[log]\nformat = \"json\"\n", {}, true},
            {"[log]\nformat = \"json\"\n", {QStringLiteral("--log-format"), text}, false},
        };
        for (const auto &one : cases) {
            QProcess process;
            m_program->serve(process, writeConfig(one.config), one.arguments);
            QVERIFY(request(readReadyLine(process), "GET /livez HTTP/1.0\r\n\r\n").endsWith(" 200 OK"));
            process.terminate();
            QVERIFY(process.waitForFinished(limitMs));
            const auto lines = process.readAllStandardError().trimmed().split('\n');
            QVERIFY(lines.size() >= 2);
            bool hasRequest = false;
            for (const auto &line : lines) {
                QCOMPARE(QJsonDocument::fromJson(line).isObject(), one.isJson);
                hasRequest |= line.contains("/livez");
            }
            QVERIFY(hasRequest);
        }
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
