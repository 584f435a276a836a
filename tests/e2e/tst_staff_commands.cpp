#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// `tillwright operators` and `tillwright audit`, as somebody types them.
class TestStaffCommands : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    struct Ended {
        int exitCode;
        QString output;
        QString errors;
    };
    Ended run(const QStringList &arguments, const QByteArray &input = {})
    {
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        // No display is needed.
        environment.remove(u"QT_QPA_PLATFORM"_s);
        environment.remove(u"DISPLAY"_s);
        environment.insert(u"XDG_DATA_HOME"_s, m_folder.filePath(u"data"_s));
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(TILLWRIGHT_BIN_DIR "/tillwright"), arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(30'000)) {
            process.kill();
            process.waitForFinished();
            return {-1, {}, u"it did not end"_s};
        }
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }

private Q_SLOTS:
    void operatorsComeAndGo()
    {
        QVERIFY(run({u"operators"_s, u"list"_s, u"--sandbox"_s}).output.contains(u"without sign-in"_s));
        const auto added =
            run({u"operators"_s, u"add"_s, u"Ada Obi"_s, u"--role"_s, u"supervisor"_s, u"--sandbox"_s},
                "40719\n");
        QVERIFY2(added.exitCode == 0, qPrintable(added.errors));
        QVERIFY2(added.output.contains(u"Operator ada-obi"_s), qPrintable(added.output));
        QCOMPARE(run({u"operators"_s, u"add"_s, u"Bo"_s, u"--role"_s, u"cashier"_s, u"--id"_s, u"till-2"_s,
                      u"--sandbox"_s},
                     "50817\n")
                     .exitCode,
                 0);
        QCOMPARE(run({u"operators"_s, u"set-pin"_s, u"till-2"_s, u"--sandbox"_s}, "61924\n").exitCode, 0);
        QCOMPARE(run({u"operators"_s, u"unlock"_s, u"till-2"_s, u"--sandbox"_s}).exitCode, 0);
        QCOMPARE(run({u"operators"_s, u"disable"_s, u"till-2"_s, u"--sandbox"_s}).exitCode, 0);
        const auto list = run({u"operators"_s, u"list"_s, u"--sandbox"_s});
        QVERIFY2(list.output.contains(u"ada-obi\tsupervisor\tready\tAda Obi\n"_s), qPrintable(list.output));
        QVERIFY2(list.output.contains(u"till-2\tcashier\tdisabled\tBo\n"_s), qPrintable(list.output));

        const auto audit = run({u"audit"_s, u"list"_s, u"--sandbox"_s});
        for (const auto &words :
             {u"operator_added\tada-obi\tsupervisor"_s, u"pin_changed\ttill-2"_s,
              u"operator_unlocked\ttill-2"_s, u"operator_disabled\ttill-2"_s, u"allowed by: terminal:"_s})
            QVERIFY2(audit.output.contains(words), qPrintable(audit.output));
        for (const auto &pin : {u"40719"_s, u"50817"_s, u"61924"_s})
            QVERIFY(!(audit.output + list.output + added.output + added.errors).contains(pin));
        QCOMPARE(run({u"audit"_s, u"list"_s, u"--count"_s, u"1"_s, u"--sandbox"_s}).output.count(u'\n'), 1);
        const auto verified = run({u"audit"_s, u"verify"_s, u"--sandbox"_s});
        QVERIFY2(verified.exitCode == 0 && verified.output.contains(u"5 lines"_s),
                 qPrintable(verified.output + verified.errors));
    }

    void badInput_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, QStringList arguments, const char *input,
                            const QString &words) {
            QTest::newRow(name) << (arguments << u"--sandbox"_s) << QByteArray(input) << words;
        };
        row("trivial PIN", {u"operators"_s, u"add"_s, u"Eve"_s, u"--role"_s, u"cashier"_s}, "1234\n",
            u"tried first"_s);
        row("no PIN", {u"operators"_s, u"add"_s, u"Eve"_s, u"--role"_s, u"cashier"_s}, "",
            u"standard input holds none"_s);
        row("no role", {u"operators"_s, u"add"_s, u"Eve"_s}, "40719\n", u"--role: it is missing"_s);
        row("bad role", {u"operators"_s, u"add"_s, u"Eve"_s, u"--role"_s, u"boss"_s}, "40719\n",
            u"--role: it is boss"_s);
        row("no name", {u"operators"_s, u"add"_s, u" "_s, u"--role"_s, u"cashier"_s}, "40719\n", u"NAME:"_s);
        row("bad id", {u"operators"_s, u"add"_s, u"Eve"_s, u"--role"_s, u"cashier"_s, u"--id"_s, u"E V"_s},
            "40719\n", u"--id:"_s);
        row("unknown operator", {u"operators"_s, u"disable"_s, u"nobody"_s}, "",
            u"there is no operator nobody"_s);
        row("unknown verb", {u"operators"_s, u"delete"_s, u"ada-obi"_s}, "", u"operators has no delete"_s);
        row("too few words", {u"operators"_s, u"unlock"_s}, "", u"say operators add NAME"_s);
        row("audit verb", {u"audit"_s, u"clear"_s}, "", u"say audit list"_s);
        QTest::newRow("no register") << QStringList{u"operators"_s, u"list"_s} << QByteArray()
                                     << u"--config FILE or --sandbox"_s;
    }
    void badInput()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, input);
        QFETCH(QString, words);
        const auto ended = run(arguments, input);
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains(words), qPrintable(ended.errors));
        QVERIFY(!ended.errors.contains(u"40719"_s));
        QVERIFY(!run({u"operators"_s, u"list"_s, u"--sandbox"_s}).output.contains(u"Eve"_s));
    }
};

QTEST_GUILESS_MAIN(TestStaffCommands)
#include "tst_staff_commands.moc"
