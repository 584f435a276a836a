#include "kiosk/settings_file.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>

using namespace tillwright::kiosk;
using namespace Qt::StringLiterals;
using presentation::SettingValues;

/// `settings.toml` on a real disk: written whole, read strictly.
class SettingsFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(u"settings.toml"_s);
    }
    void noFileIsNoSetting();
    void readsWhatItWrote();
    void isForThisUserAlone();
    void namesWhatIsNotRight_data();
    void namesWhatIsNotRight();
    void aDiskThatTakesNothingLeavesTheOldOne();

private:
    void write(const QByteArray &text) const
    {
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), qint64(text.size()));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

void SettingsFileTest::noFileIsNoSetting()
{
    const auto values = readSettings(m_file);
    QVERIFY(values && values->isEmpty());
}

void SettingsFileTest::readsWhatItWrote()
{
    const auto all = valuesOf(presentation::RegisterSettings{u"auto"_s, 0, false, false, true});
    QVERIFY(writeSettings(m_file, all));
    QCOMPARE(readSettings(m_file).value(), all);
    // Only what was changed is in it.
    const SettingValues one{{u"lock_after_min"_s, u"5"_s}};
    QVERIFY(writeSettings(m_file, one));
    QCOMPARE(readSettings(m_file).value(), one);
}

void SettingsFileTest::isForThisUserAlone()
{
    QVERIFY(writeSettings(m_file, {}));
    struct stat status = {};
    QCOMPARE(::stat(qPrintable(m_file), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0600U);
}

void SettingsFileTest::namesWhatIsNotRight_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *text, const char *expected) {
        QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(expected);
    };
    row("value", "theme = 'pink'\n",
        "settings.toml:1: theme: it is none of light, dark and auto; write one of them");
    row("minutes", "theme = 'dark'\nlock_after_min = 1441\n",
        "settings.toml:2: lock_after_min: it is no number");
    row("type", "scan_sound = 'no'\n", "settings.toml:1: scan_sound: it is not true or false");
    row("unknown key", "thme = 'dark'\n", "settings.toml:1: thme: no such key; known here: ");
    row("no TOML", "theme dark\n", "settings.toml:1: ");
}

void SettingsFileTest::namesWhatIsNotRight()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    write(text);
    const auto values = readSettings(m_file);
    QVERIFY(!values);
    QCOMPARE(values.error().size(), 1);
    QVERIFY2(values.error().front().contains(expected), qPrintable(values.error().front()));
}

void SettingsFileTest::aDiskThatTakesNothingLeavesTheOldOne()
{
    const SettingValues old{{u"theme"_s, u"dark"_s}};
    QVERIFY(writeSettings(m_file, old));
    // A folder in the way of the file that would be renamed: whoever is root can write everywhere else.
    const QString taken = m_folder->filePath(u"folder"_s);
    QVERIFY(QDir().mkpath(taken));
    const auto written = writeSettings(taken, {});
    QVERIFY(!written);
    QVERIFY(written.error().contains(taken));
    QCOMPARE(readSettings(m_file).value(), old);
}

QTEST_GUILESS_MAIN(SettingsFileTest)
#include "tst_settings_file.moc"
