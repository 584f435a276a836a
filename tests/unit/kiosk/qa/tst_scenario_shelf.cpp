#include "kiosk/qa/row_filter.h"
#include "kiosk/qa/row_roles.h"
#include "support/fake_sandbox.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tillwright;
using namespace tillwright::kiosk::qa;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 10'000;
const QByteArray good =
    "{\n \"name\": \"a plain sale\",\n \"description\": \"nothing goes wrong\",\n"
    " \"sale\": {\"amount\": \"12.00\", \"email\": \"a@example.com\", \"reference\": \"EZ1\"},\n"
    " \"pay\": [{\"card\": \"4242424242424242\"}],\n"
    " \"expect\": {\"outcome\": \"paid\"}\n}\n";

class Bench
{
public:
    Bench() { shelf.setFolder(folder.path()); }
    QString path(const QString &name) const { return folder.filePath(name + u".json"_s); }
    void write(const QString &name, const QByteArray &text)
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("no place for a scenario");
    }
    QString says(int row, int role = SubtitleRole) const { return shelf.index(row).data(role).toString(); }

    QTemporaryDir folder;
    testing::FakePlayer player;
    ScenarioShelf shelf{player};
};

} // namespace

class TestScenarioShelf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatIsWrongWithWhichLine()
    {
        Bench bench;
        QCOMPARE(bench.shelf.rowCount(), 0);
        QVERIFY(bench.shelf.emptyWords().contains(bench.folder.path()));
        bench.write(u"b-good"_s, good);
        bench.write(u"a-wrong"_s, QByteArray(good).replace("\"paid\"", "\"rich\""));
        bench.write(u"notes"_s, "not JSON at all");
        QFile(bench.folder.filePath(u"readme.txt"_s)).open(QIODevice::WriteOnly);
        bench.shelf.setFolder(bench.folder.path());
        QCOMPARE(bench.shelf.rowCount(), 3);
        QCOMPARE(bench.shelf.wrongCount(), 2);
        QCOMPARE(bench.says(0, Qt::DisplayRole), u"a-wrong"_s);
        QVERIFY2(bench.says(0).startsWith(u"Line 6: outcome is rich"_s), qPrintable(bench.says(0)));
        QCOMPARE(bench.says(0, TrailingRole), u"Wrong"_s);
        QCOMPARE(bench.says(1), u"a plain sale"_s);
        QCOMPARE(bench.says(1, TrailingRole), u"Valid"_s);
        QVERIFY(bench.says(1, ScenarioShelf::DetailRole).contains(u"nothing goes wrong"_s));
        QVERIFY(bench.says(1, ScenarioShelf::DetailRole).contains(u"4242424242424242"_s));
        QVERIFY2(bench.says(2).startsWith(u"Line 1"_s), qPrintable(bench.says(2)));
    }

    void looksAgainWhenAFileChanges()
    {
        Bench bench;
        bench.write(u"sale"_s, good);
        QTRY_COMPARE_WITH_TIMEOUT(bench.shelf.rowCount(), 1, patienceMs);
        QCOMPARE(bench.says(0, TrailingRole), u"Valid"_s);
        bench.write(u"sale"_s, QByteArray(good).replace("\"email\"", "\"mail\""));
        QTRY_VERIFY_WITH_TIMEOUT(bench.says(0).startsWith(u"Line 4: mail is not a key of sale"_s),
                                 patienceMs);
        bench.write(u"sale"_s, good);
        QTRY_COMPARE_WITH_TIMEOUT(bench.says(0, TrailingRole), u"Valid"_s, patienceMs);
        // As editors do it: another file in its place. It goes on being watched.
        bench.write(u"other"_s, QByteArray(good).replace("\"paid\"", "\"rich\""));
        QVERIFY(QFile::remove(bench.path(u"sale"_s)));
        QVERIFY(QFile::rename(bench.path(u"other"_s), bench.path(u"sale"_s)));
        QTRY_VERIFY_WITH_TIMEOUT(bench.says(0).startsWith(u"Line 6"_s), patienceMs);
        bench.write(u"sale"_s, good);
        QTRY_COMPARE_WITH_TIMEOUT(bench.says(0, TrailingRole), u"Valid"_s, patienceMs);
        QVERIFY(QFile::remove(bench.path(u"sale"_s)));
        QTRY_COMPARE_WITH_TIMEOUT(bench.shelf.rowCount(), 0, patienceMs);
    }

    void saysThatThereIsNoFolder()
    {
        Bench bench;
        bench.shelf.setFolder(bench.folder.filePath(u"nowhere"_s));
        QVERIFY(bench.shelf.emptyWords().startsWith(u"There is no folder"_s));
        bench.shelf.setFolder({});
        QCOMPARE(bench.shelf.emptyWords(), u"No folder is chosen."_s);
    }

    void isLookedThroughByNameAndDescription()
    {
        Bench bench;
        bench.write(u"one"_s, good);
        bench.write(u"two"_s, QByteArray(good).replace("nothing goes wrong", "the webhook is late"));
        bench.shelf.setFolder(bench.folder.path());
        RowFilter rows;
        rows.setSourceModel(&bench.shelf);
        rows.setWords(u"LATE webhook"_s);
        QCOMPARE(rows.rowCount(), 1);
        QCOMPARE(rows.index(0, 0).data().toString(), u"two"_s);
        rows.setWords(u"one"_s);
        QCOMPARE(rows.rowCount(), 1);
    }

    void playsOneAndShowsHowItWent()
    {
        Bench bench;
        bench.write(u"one"_s, good);
        bench.write(u"two"_s, good);
        bench.shelf.setFolder(bench.folder.path());
        bench.shelf.play(bench.path(u"two"_s));
        QCOMPARE(bench.player.asked, QStringList{bench.path(u"two"_s)});
        QVERIFY(bench.shelf.isPlaying());
        // One at a time.
        bench.shelf.play(bench.path(u"one"_s));
        bench.shelf.playAll();
        QCOMPARE(bench.player.asked.size(), 1);
        Q_EMIT bench.player.began(u"two"_s);
        QCOMPARE(bench.says(1, TrailingRole), u"Playing …"_s);
        QVERIFY(bench.shelf.playWords().contains(u"two"_s));
        Q_EMIT bench.player.settled({u"two"_s, false, 12'345, {u"outcome is unresolved"_s}});
        Q_EMIT bench.player.finished(u"/reports/index.html"_s, {});
        QVERIFY(!bench.shelf.isPlaying());
        QCOMPARE(bench.says(1, TrailingRole), u"Failed, 12 s"_s);
        QVERIFY(bench.says(1, ScenarioShelf::DetailRole).contains(u"outcome is unresolved"_s));
        QCOMPARE(bench.shelf.report(), u"/reports/index.html"_s);
        QCOMPARE(bench.shelf.playWords(), u"1 of 1 failed"_s);
        // An edit does not forget it.
        bench.write(u"two"_s, QByteArray(good).replace("plain", "plainer"));
        QTRY_COMPARE_WITH_TIMEOUT(bench.says(1), u"a plainer sale"_s, patienceMs);
        QCOMPARE(bench.says(1, TrailingRole), u"Failed, 12 s"_s);
    }

    void playsAllWhenAllAreValid()
    {
        Bench bench;
        bench.write(u"one"_s, good);
        bench.write(u"two"_s, "{}");
        bench.shelf.setFolder(bench.folder.path());
        bench.shelf.playAll();
        bench.shelf.play(bench.path(u"two"_s));
        QVERIFY(bench.player.asked.isEmpty());
        bench.write(u"two"_s, good);
        bench.shelf.setFolder(bench.folder.path());
        bench.shelf.playAll();
        QCOMPARE(bench.player.asked, QStringList{bench.folder.path()});
        QCOMPARE(bench.says(0, TrailingRole), u"Waiting"_s);
        Q_EMIT bench.player.began(u"one"_s);
        Q_EMIT bench.player.settled({u"one"_s, true, 9'000, {}});
        QCOMPARE(bench.says(0, TrailingRole), u"Passed, 9 s"_s);
        // Stopped in the middle: the second was not played.
        bench.shelf.stop();
        QCOMPARE(bench.player.stops, 1);
        Q_EMIT bench.player.finished(u"/reports/index.html"_s, {});
        QCOMPARE(bench.says(1, TrailingRole), u"Valid"_s);
        QCOMPARE(bench.shelf.playWords(), u"All passed: 1"_s);
    }

    void saysWhyNothingIsPlayed()
    {
        Bench bench;
        bench.write(u"one"_s, good);
        bench.shelf.setFolder(bench.folder.path());
        bench.player.problem = u"the disk is full"_s;
        bench.shelf.playAll();
        QVERIFY(!bench.shelf.isPlaying());
        QCOMPARE(bench.shelf.playWords(), u"the disk is full"_s);
        QCOMPARE(bench.says(0, TrailingRole), u"Valid"_s);
    }
};

QTEST_GUILESS_MAIN(TestScenarioShelf)
#include "tst_scenario_shelf.moc"
