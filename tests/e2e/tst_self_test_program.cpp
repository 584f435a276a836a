#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// `tillwright --self-test`, the real program: what it finds here, with and without a display, backend and printer.
class TestSelfTestProgram : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    struct Ended {
        int exitCode;
        QString output;
        QString errors;
        /// Without a display, a machine has no screen, no keyboard and no touch; what remains is looked at line by line.
        [[nodiscard]] QString line(const QString &check) const
        {
            for (const auto &each : output.split(u'\n')) {
                if (each.mid(16).startsWith(check + u' '))
                    return each;
            }
            return u"(no line for %1)"_s.arg(check);
        }
    };
    Ended run(const QStringList &arguments, bool hasDisplay)
    {
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        for (const auto &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
            environment.remove(name);
        environment.insert(u"XDG_DATA_HOME"_s, m_folder.filePath(u"home"_s));
        if (hasDisplay)
            environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
        process.setProcessEnvironment(environment);
        const auto program = QStringLiteral(TILLWRIGHT_BIN_DIR "/tillwright");
        if (hasDisplay)
            process.start(QStringLiteral(TILLWRIGHT_SOURCE_DIR "/tests/support/with_display.sh"),
                          QStringList{program} + arguments);
        else
            process.start(program, arguments);
        if (!process.waitForFinished(60'000)) {
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
    QString data() const { return m_folder.filePath(u"data"_s); }
    /// Port 9 of this machine refuses.
    QString config(const QByteArray &more = {})
    {
        const auto token = write(u"token"_s, "token-canary\n");
        return write(u"kiosk.toml"_s,
                     "[backend]\nurl = \"http://127.0.0.1:9\"\ntoken_file = \"" + token.toUtf8()
                         + "\"\n[kiosk]\ndata_folder = \"" + data().toUtf8() + "\"\n" + more);
    }

private Q_SLOTS:
    void withoutADisplayItSaysSo()
    {
        const auto ended = run({u"--self-test"_s, u"--config"_s, config()}, false);
        QCOMPARE(ended.exitCode, 1);
        QCOMPARE(ended.output.count(u'\n'), 10);
        QVERIFY2(ended.line(u"display"_s).startsWith(u"failed "_s), qPrintable(ended.output));
        QVERIFY(ended.line(u"display"_s).contains(u"not over ssh"_s));
        QVERIFY2(ended.line(u"backend"_s).startsWith(u"failed          backend  http://127.0.0.1:9: "_s),
                 qPrintable(ended.output));
        QVERIFY(ended.line(u"clock"_s).startsWith(u"warning "_s));
        QVERIFY(ended.line(u"printer"_s).startsWith(u"not configured  "_s));
        QVERIFY2(ended.line(u"disk"_s).startsWith(u"ok "_s) || ended.line(u"disk"_s).contains(u"make room"_s),
                 qPrintable(ended.output));
        // The disk was written, and nothing of it is left.
        QVERIFY(QDir(data()).entryList({u".self-test*"_s}, QDir::Files | QDir::Hidden).isEmpty());
        QVERIFY(!QFile::exists(data() + u"/journal.sqlite"_s));
        QVERIFY(!(ended.output + ended.errors).contains(u"token-canary"_s));
    }

    void aDeviceThatIsNotEnrolledIsToldTo()
    {
        const auto file = config();
        QVERIFY(QFile::remove(m_folder.filePath(u"token"_s)));
        const auto ended = run({u"--self-test"_s, u"--config"_s, file}, false);
        QCOMPARE(ended.exitCode, 1);
        QVERIFY2(ended.line(u"backend"_s).contains(u"--enroll CODE"_s), qPrintable(ended.output));
    }

    void aDiskThatCannotBeWrittenFails()
    {
        auto file = QFile(config());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto text = file.readAll().replace(data().toUtf8(), "/proc/nowhere");
        const auto ended = run({u"--self-test"_s, u"--config"_s, write(u"other.toml"_s, text)}, false);
        QCOMPARE(ended.exitCode, 1);
        QVERIFY2(ended.line(u"disk"_s).startsWith(u"failed          disk     /proc/nowhere: "_s),
                 qPrintable(ended.output));
    }

    void aRunningRegisterKeepsItsPrinter()
    {
        const auto file = config("[printer]\nkind = \"tcp\"\naddress = \"127.0.0.1:9\"\n");
        QVERIFY(QDir().mkpath(data()));
        QLockFile lock(data() + u"/tillwright.lock"_s);
        QVERIFY(lock.tryLock(0));
        const auto held = run({u"--self-test"_s, u"--config"_s, file}, false);
        QVERIFY2(held.line(u"printer"_s).startsWith(u"warning         printer  tcp 127.0.0.1:9: not asked"_s),
                 qPrintable(held.output));
        lock.unlock();
        const auto free = run({u"--self-test"_s, u"--config"_s, file}, false);
        QVERIFY2(free.line(u"printer"_s).startsWith(u"failed          printer  tcp 127.0.0.1:9: "_s),
                 qPrintable(free.output));
    }

    void whatIsWrongInTheConfigurationIsSaidFirst()
    {
        const auto ended = run({u"--self-test"_s, u"--config"_s, config("colour = 1\n")}, false);
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains(u"colour"_s), qPrintable(ended.errors));
        QVERIFY(ended.output.isEmpty());
        QCOMPARE(run({u"--self-test"_s}, false).exitCode, 2);
        QCOMPARE(run({u"--self-test"_s, u"--sandbox"_s, u"--fresh"_s}, false).exitCode, 2);
    }

    /// Backend, display and printer are there.
    void theSandboxIsWell()
    {
        QProcess printer;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        printer.setProcessEnvironment(environment);
        printer.start(QStringLiteral(TILLWRIGHT_BIN_DIR "/tillwright-virtual-printer"),
                      {u"--port"_s, u"0"_s, u"--out"_s, m_folder.filePath(u"slips"_s)});
        while (!printer.canReadLine())
            QVERIFY(printer.waitForReadyRead(30'000));
        const auto listen =
            QJsonDocument::fromJson(printer.readLine()).object().value(u"listen"_s).toString();
        const auto ended = run({u"--self-test"_s, u"--sandbox"_s, u"--printer"_s, listen}, true);
        QVERIFY2(ended.line(u"display"_s).startsWith(u"ok "_s), qPrintable(ended.output + ended.errors));
        QVERIFY(ended.line(u"display"_s).contains(u"1280x800"_s));
        for (const auto &check : {u"printer"_s, u"network"_s, u"backend"_s, u"clock"_s})
            QVERIFY2(ended.line(check).startsWith(u"ok "_s), qPrintable(ended.output));
        QVERIFY(!ended.line(u"engine"_s).startsWith(u"failed"_s));
        // A machine without any input device has no scanner; the rest is as it has to be.
        const auto failed = ended.output.count(u"failed          "_s);
        QVERIFY2(failed == 0 || (failed == 1 && ended.line(u"scanner"_s).startsWith(u"failed"_s)),
                 qPrintable(ended.output));
        QCOMPARE(ended.exitCode, failed == 0 ? 0 : 1);
        printer.terminate();
        QVERIFY(printer.waitForFinished(30'000));
    }
};

QTEST_GUILESS_MAIN(TestSelfTestProgram)
#include "tst_self_test_program.moc"
