#include "kiosk/support_bundle/bundle.h"
#include "kiosk/support_bundle/log_memory.h"
#include "unpacked.h"

#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tillwright;
using namespace tillwright::kiosk::support_bundle;
using testing::unpacked;

/// The archive on the disk, and the memory of what was logged.
class TestBundle : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    static constexpr std::int64_t nowMs = 1'795'510'800'000;

private Q_SLOTS:
    void tarReadsIt()
    {
        const auto file = m_folder.filePath(u"a.tar.gz"_s);
        const QString large = u"line of a log, which repeats\n"_s.repeated(50'000);
        const auto made =
            writeBundle(file, u"support"_s,
                        {{u"one.txt"_s, u"Ügyfél, 日本\n"_s}, {u"empty.txt"_s, {}}, {u"log.txt"_s, large}},
                        Masker(), nowMs);
        QVERIFY2(made, qPrintable(made ? QString() : made.error()));
        const auto files = unpacked(file);
        QCOMPARE(files.keys(),
                 (QStringList{u"support/empty.txt"_s, u"support/log.txt"_s, u"support/one.txt"_s}));
        QCOMPARE(files[u"support/one.txt"_s], u"Ügyfél, 日本\n"_s.toUtf8());
        QCOMPARE(files[u"support/empty.txt"_s], QByteArray());
        QCOMPARE(files[u"support/log.txt"_s], large.toUtf8());
        QVERIFY(QFileInfo(file).size() < 100'000);
        // Only whoever made it may read it.
        QCOMPARE(QFile::permissions(file)
                     & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
    }

    void everyTextIsMasked()
    {
        const auto file = m_folder.filePath(u"masked.tar.gz"_s);
        QVERIFY(writeBundle(file, u"s"_s, {{u"a"_s, u"card 4242424242424242"_s}}, Masker(), nowMs));
        QCOMPARE(unpacked(file)[u"s/a"_s], QByteArray("card [card number]"));
    }

    void nothingIsReplaced()
    {
        const auto file = m_folder.filePath(u"there.tar.gz"_s);
        QVERIFY(writeBundle(file, u"s"_s, {{u"a"_s, u"1"_s}}, Masker(), nowMs));
        const auto again = writeBundle(file, u"s"_s, {{u"a"_s, u"2"_s}}, Masker(), nowMs);
        QVERIFY(!again && again.error().contains(u"name another file"_s));
        QCOMPARE(unpacked(file)[u"s/a"_s], QByteArray("1"));
        const auto nowhere = writeBundle(u"/nowhere/a.tar.gz"_s, u"s"_s, {}, Masker(), nowMs);
        QVERIFY(!nowhere && nowhere.error().contains(u"/nowhere/a.tar.gz cannot be written"_s));
    }

    void theLogIsRememberedAndStillGoesItsWay()
    {
        static QStringList elsewhere;
        const auto before = qInstallMessageHandler(
            [](QtMsgType, const QMessageLogContext &, const QString &message) { elsewhere.append(message); });
        QString text;
        {
            const LogMemory memory;
            qInfo("the first");
            for (std::size_t i = 1; i < LogMemory::linesMax; ++i)
                qWarning("number %d", int(i));
            text = memory.text();
            QVERIFY(text.contains(u" info default: the first\n"_s));
            qWarning("%s", QByteArray(5'000, 'x').constData());
            text = memory.text();
        }
        // It is over: nobody remembers this.
        qInfo("too late");
        qInstallMessageHandler(before);
        QCOMPARE(text.count(u'\n'), qsizetype(LogMemory::linesMax));
        QVERIFY(!text.contains(u"the first"_s));
        QVERIFY(text.contains(u" warning default: number 1\n"_s));
        QVERIFY(text.section(u'\n', -2, -2).size() <= LogMemory::lineMaxCharacters);
        QCOMPARE(elsewhere.size(), qsizetype(LogMemory::linesMax) + 2);
        QCOMPARE(elsewhere.last(), u"too late"_s);
    }
};

QTEST_GUILESS_MAIN(TestBundle)
#include "tst_bundle.moc"
