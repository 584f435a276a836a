#include "kiosk/terminal_config.h"

#include <QTest>

using namespace tillwright;
using namespace tillwright::kiosk;

namespace {

/// The configuration, or the errors a line each.
std::pair<TerminalConfig, QString> read(const QByteArray &keys)
{
    const auto file = configuration::ConfigFile::parse(("[terminal]\n" + keys).toStdString(), "kiosk.toml");
    if (!file)
        return {{}, QString::fromStdString(file.error().text())};
    const auto config = readTerminalConfig(file->root().table("terminal"));
    QString errors;
    for (const auto &error : file->finish())
        errors += QString::fromStdString(error.text()) + u'\n';
    return {config, errors};
}

} // namespace

class TerminalConfigTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKeyMayBeLeftOut()
    {
        const auto [config, errors] = read("");
        QCOMPARE(errors, QString());
        QVERIFY(config == TerminalConfig{});
    }

    void everything()
    {
        const auto [config, errors] = read("idle_quiet_s = 90\nidle_warning_s = 45\nidle_extensions = 12\n"
                                           "extras = [\"Baggage\", \"Seats\"]\nphone = true\n");
        QCOMPARE(errors, QString());
        QCOMPARE(config.idle.quietS, 90);
        QCOMPARE(config.idle.warningS, 45);
        QCOMPARE(config.idle.extensions, 12);
        QCOMPARE(config.extras, QStringList({QStringLiteral("Baggage"), QStringLiteral("Seats")}));
        QVERIFY(config.hasPhonePayment);
    }

    void errors_data()
    {
        QTest::addColumn<QByteArray>("keys");
        QTest::addColumn<QString>("words");
        QTest::newRow("quiet") << QByteArray("idle_quiet_s = 29\n") << "[terminal].idle_quiet_s:";
        QTest::newRow("long quiet") << QByteArray("idle_quiet_s = 601\n") << "[terminal].idle_quiet_s:";
        QTest::newRow("warning") << QByteArray("idle_warning_s = 19\n") << "[terminal].idle_warning_s:";
        QTest::newRow("extensions") << QByteArray("idle_extensions = 9\n") << "[terminal].idle_extensions:";
        QTest::newRow("type") << QByteArray("idle_quiet_s = \"60\"\n") << "[terminal].idle_quiet_s:";
        QTest::newRow("unknown") << QByteArray("idle_quiet = 60\n") << "[terminal].idle_quiet:";
    }
    void errors()
    {
        QFETCH(const QByteArray, keys);
        QFETCH(const QString, words);
        const QString errors = read(keys).second;
        QVERIFY2(errors.startsWith(QStringLiteral("kiosk.toml:2: ") + words), qPrintable(errors));
    }
};

QTEST_APPLESS_MAIN(TerminalConfigTest)
#include "tst_terminal_config.moc"
