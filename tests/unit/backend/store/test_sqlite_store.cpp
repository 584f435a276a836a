#include "store_contract.h"

#include "await.h"
#include "backend/store/migrations.h"
#include "backend/store/sqlite_session.h"
#include "backend/store/threaded_store.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest>
#include <SQLiteCpp/Database.h>
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

namespace tillwright::test {

using namespace backend::store;

/// The contract on SQLite, and what is SQLite's own: files, schema numbers, and death in the middle.
class TestSqliteStore : public StoreContract
{
    Q_OBJECT
protected:
    std::unique_ptr<Store> open() override
    {
        auto opened = openSqlite(path());
        if (!opened) {
            qWarning("%s", opened.error().cause.c_str());
            return nullptr;
        }
        return std::make_unique<ThreadedStore>(std::move(opened->engine));
    }
    void wipe() override { m_dir = std::make_unique<QTemporaryDir>(); }

private Q_SLOTS:
    void theFileIsPrivate()
    {
        const auto permissions = QFile::permissions(QString::fromStdString(path()));
        QVERIFY(
            !(permissions & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther)));
    }

    void aNewFileGetsTheNewestSchema()
    {
        m_store.reset();
        SQLite::Database database(path(), SQLite::OPEN_READONLY);
        QCOMPARE(database.execAndGet("PRAGMA user_version").getInt(),
                 static_cast<int>(sqliteMigrations().size()));
        QCOMPARE(database.execAndGet("PRAGMA journal_mode").getString(), std::string("wal"));
    }

    /// Orders of before the reconciler are checked too, unless they are final.
    void openOrdersOfTheFirstSchemaAreDueForACheck()
    {
        m_store.reset();
        wipe();
        {
            SQLite::Database database(path(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            database.exec(std::string(sqliteMigrations()[0]));
            database.exec("PRAGMA user_version=1");
            for (const std::string word : {"pending", "paid"}) {
                database.exec("INSERT INTO orders VALUES ('ctx_" + word
                              + "', 'pi', 'EZ1', 750, 'USD', 'a@example.com', 'S', '{}', 'register-1', '"
                              + word + "', 0, NULL, '[]', 1, NULL, NULL, 1000, 2000)");
            }
        }
        m_store = open();
        QVERIFY(m_store);
        const auto due = await(m_context, m_store->takeDueChecks(3000, 10));
        QVERIFY(due);
        QCOMPARE(*due, std::vector<std::string>{"ctx_pending"});
    }

    void aNewerSchemaIsRefusedAndLeftAlone()
    {
        m_store.reset();
        {
            SQLite::Database database(path(), SQLite::OPEN_READWRITE);
            database.exec("PRAGMA user_version=99");
        }
        const auto refused = openSqlite(path());
        QVERIFY(!refused);
        QVERIFY(refused.error().cause.find("newer") != std::string::npos);
        SQLite::Database database(path(), SQLite::OPEN_READONLY);
        QCOMPARE(database.execAndGet("PRAGMA user_version").getInt(), 99);
    }

    void aSecondProcessIsKeptOut()
    {
        const auto second = openSqlite(path());
        QVERIFY(!second);
        QVERIFY(second.error().cause.find("in use") != std::string::npos);
    }

    void aFileThatIsNoDatabaseIsRefused()
    {
        m_store.reset();
        wipe();
        QFile file(QString::fromStdString(path()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(4096, 'x'));
        file.close();
        QVERIFY(!openSqlite(path()));
    }

    void aMissingFolderIsRefused() { QVERIFY(!openSqlite("/nonexistent/backend.sqlite")); }

    /// What was acknowledged is there after SIGKILL, and a key that was being carried out goes on at once.
    void killedInTheMiddle()
    {
        m_store.reset();
        int pipeEnds[2];
        QCOMPARE(pipe(pipeEnds), 0);
        const pid_t child = fork();
        if (child == 0) {
            const auto opened = openSqlite(path());
            if (!opened)
                _exit(1);
            const auto &engine = opened->engine;
            engine->claimKey(claimRequest("k1"));
            const auto kept = engine->completeKey({"register-1", "k1"}, orderRecord("ctx_1"));
            engine->claimKey(claimRequest("k2", "EZ2"));
            const char acknowledged = kept ? 'y' : 'n';
            if (write(pipeEnds[1], &acknowledged, 1) != 1)
                _exit(1);
            pause();
            _exit(1);
        }
        char acknowledged = 0;
        QCOMPARE(read(pipeEnds[0], &acknowledged, 1), ssize_t(1));
        QCOMPARE(acknowledged, 'y');
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        close(pipeEnds[0]);
        close(pipeEnds[1]);

        m_store = open();
        QVERIFY(m_store);
        const auto found = await(m_context, m_store->findOrder("ctx_1"));
        QVERIFY(found && *found);
        const auto claimed = await(m_context, m_store->claimKey(claimRequest("k2", "EZ2")));
        QVERIFY(claimed && std::holds_alternative<claim::Go>(*claimed));
    }

private:
    std::string path() const { return m_dir->filePath(QStringLiteral("backend.sqlite")).toStdString(); }
    std::unique_ptr<QTemporaryDir> m_dir = std::make_unique<QTemporaryDir>();
};

} // namespace tillwright::test

QTEST_GUILESS_MAIN(tillwright::test::TestSqliteStore)
#include "test_sqlite_store.moc"
