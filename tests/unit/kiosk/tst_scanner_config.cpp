#include "kiosk/scanner_config.h"

#include <QTest>

using namespace tillwright;
using namespace tillwright::kiosk;
using register_face::ScannerOptions;

namespace {

/// The options, or the errors a line each.
std::pair<ScannerOptions, QString> read(const QByteArray &keys)
{
    const auto file = configuration::ConfigFile::parse(("[scanner]\n" + keys).toStdString(), "kiosk.toml");
    if (!file)
        return {{}, QString::fromStdString(file.error().text())};
    const auto options = readScannerConfig(file->root().table("scanner"));
    QString errors;
    for (const auto &error : file->finish())
        errors += QString::fromStdString(error.text()) + u'\n';
    return {options, errors};
}

} // namespace

class ScannerConfigTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingMeansEnter()
    {
        const auto [options, errors] = read("");
        QCOMPARE(errors, QString());
        QVERIFY(options == ScannerOptions{});
        QCOMPARE(options.suffix, QStringLiteral("\r"));
    }

    void everything()
    {
        const auto [options, errors] =
            read("prefix = \"]C1\"\nsuffix = \"\\t\"\nmax_gap_ms = 80\nmin_length = 6\n");
        QCOMPARE(errors, QString());
        QVERIFY(options == (ScannerOptions{QStringLiteral("]C1"), QStringLiteral("\t"), 80, 6}));
        QVERIFY(read("suffix = \"\"\n").first.suffix.isEmpty());
    }

    void errors_data()
    {
        QTest::addColumn<QByteArray>("keys");
        QTest::addColumn<QString>("words");
        QTest::newRow("slow") << QByteArray("max_gap_ms = 500\n") << "[scanner].max_gap_ms:";
        QTest::newRow("short") << QByteArray("min_length = 1\n") << "[scanner].min_length:";
        QTest::newRow("long prefix") << QByteArray("prefix = \"12345678901234567\"\n")
                                     << "[scanner].prefix: it is longer than 16 characters";
        QTest::newRow("type") << QByteArray("suffix = 13\n") << "[scanner].suffix:";
        QTest::newRow("unknown") << QByteArray("sufix = \"\"\n") << "[scanner].sufix:";
    }
    void errors()
    {
        QFETCH(const QByteArray, keys);
        QFETCH(const QString, words);
        const QString errors = read(keys).second;
        QVERIFY2(errors.startsWith(QStringLiteral("kiosk.toml:2: ") + words), qPrintable(errors));
    }
};

QTEST_APPLESS_MAIN(ScannerConfigTest)
#include "tst_scanner_config.moc"
