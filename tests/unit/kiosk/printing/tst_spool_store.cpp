#include "printing_fixture.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QUuid>

using namespace tillwright::testing;

/// The jobs on the disk, without a printer.
class SpoolStoreTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    [[nodiscard]] QString file() const { return m_folder.filePath(QStringLiteral("spool.sqlite")); }
    std::unique_ptr<SpoolStore> open()
    {
        auto store = SpoolStore::open(file());
        return store ? *std::move(store) : nullptr;
    }
    void changeFile(const QString &statement);
    static JobState stateOf(const SpoolStore &store, const QString &id) { return (**store.find(id)).state; }

private Q_SLOTS:
    void init();
    void enqueuedTwiceIsOneJob();
    void survivesAReopening();
    void whatWasBeingSentIsUncertain();
    void onlyQueuedOnesBegin();
    void papersGoWhenSettled();
    void printAgainIsADuplicate();
    void staffCannotTouchWhatIsBeingSent();
    void damagedRowIsNotPrinted();
    void damagedPaperIsNotPrinted();
    void damagedFileIsSetAside();
    void newerSchemaIsRefused();
    void isPrivate();
};

void SpoolStoreTest::init()
{
    for (const char *suffix : {"", "-wal", "-shm"})
        QFile::remove(file() + QLatin1String(suffix));
}

void SpoolStoreTest::changeFile(const QString &statement)
{
    const QString name = QUuid::createUuid().toString();
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(file());
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY2(query.exec(statement), qPrintable(statement));
        QVERIFY(query.numRowsAffected() != 0 || statement.startsWith(QStringLiteral("PRAGMA")));
    }
    QSqlDatabase::removeDatabase(name);
}

void SpoolStoreTest::enqueuedTwiceIsOneJob()
{
    auto store = open();
    QVERIFY(*store->add(exampleJob(), 1));
    QVERIFY(!*store->add(exampleJob(), 2));
    QCOMPARE(store->open()->size(), 1);
    QVERIFY(store->begin(exampleJob().id));
    QVERIFY(!*store->add(exampleJob(), 3));
    QVERIFY(store->finish(exampleJob().id, JobState::Printed, Proof::Status, {}));
    // Not even when it is long done.
    store.reset();
    store = open();
    QVERIFY(!*store->add(exampleJob(), 4));
    QVERIFY(!store->next()->has_value());
}

void SpoolStoreTest::survivesAReopening()
{
    auto store = open();
    QVERIFY(*store->add(exampleJob(QStringLiteral("b")), 5));
    QVERIFY(*store->add(exampleJob(QStringLiteral("a")), 6));
    store.reset();
    store = open();
    const auto jobs = *store->open();
    QCOMPARE(jobs.size(), 2);
    QCOMPARE(jobs[0].id, QStringLiteral("b"));
    QCOMPARE(jobs[0].enqueuedAtMs, 5);
    QCOMPARE(jobs[0].title, QStringLiteral("Receipt 17"));
    QCOMPARE((**store->next()).id, QStringLiteral("b"));
    QCOMPARE(*store->begin(QStringLiteral("b")), exampleJob(QStringLiteral("b")).document);
}

void SpoolStoreTest::whatWasBeingSentIsUncertain()
{
    auto store = open();
    QVERIFY(*store->add(exampleJob(), 1));
    QVERIFY(store->begin(exampleJob().id));
    store.reset();
    store = open();
    QCOMPARE(stateOf(*store, exampleJob().id), JobState::Uncertain);
    QVERIFY(!(**store->find(exampleJob().id)).reason.isEmpty());
    QVERIFY(!store->next()->has_value());
}

void SpoolStoreTest::onlyQueuedOnesBegin()
{
    auto store = open();
    QVERIFY(*store->add(exampleJob(), 1));
    QVERIFY(store->begin(exampleJob().id));
    QVERIFY(!store->begin(exampleJob().id));
    QVERIFY(!store->begin(QStringLiteral("unknown")));
    QVERIFY(store->finish(exampleJob().id, JobState::Uncertain, Proof::None, QStringLiteral("why")));
    QVERIFY(!store->finish(exampleJob().id, JobState::Printed, Proof::Status, {}));
    QVERIFY(!store->begin(exampleJob().id));
}

void SpoolStoreTest::papersGoWhenSettled()
{
    auto store = open();
    QVERIFY(*store->add(exampleJob(), 1));
    QVERIFY(*store->add(exampleJob(QStringLiteral("other")), 1));
    QVERIFY(store->begin(exampleJob().id));
    QVERIFY(store->finish(exampleJob().id, JobState::Printed, Proof::Status, {}));
    store.reset();
    const QString name = QUuid::createUuid().toString();
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(file());
        QVERIFY(database.open());
        QSqlQuery query(QStringLiteral("SELECT id FROM documents"), database);
        QVERIFY(query.next());
        QCOMPARE(query.value(0).toString(), QStringLiteral("other"));
        QVERIFY(!query.next());
    }
    QSqlDatabase::removeDatabase(name);
}

void SpoolStoreTest::printAgainIsADuplicate()
{
    auto store = open();
    QVERIFY(*store->add(exampleJob(), 1));
    QVERIFY(store->begin(exampleJob().id));
    QVERIFY(store->finish(exampleJob().id, JobState::Uncertain, Proof::None, QStringLiteral("why")));
    QVERIFY(store->settle(exampleJob().id, JobState::Queued));
    const Job job = **store->next();
    QVERIFY(job.isDuplicate);
    QCOMPARE(job.tries, 1);
    QCOMPARE(*store->begin(job.id), exampleJob().duplicate);
    QVERIFY(store->finish(job.id, JobState::Uncertain, Proof::None, QStringLiteral("why")));
    QVERIFY(store->settle(job.id, JobState::Printed));
    QCOMPARE((**store->find(job.id)).proof, Proof::Staff);
}

void SpoolStoreTest::staffCannotTouchWhatIsBeingSent()
{
    auto store = open();
    QVERIFY(*store->add(exampleJob(), 1));
    QVERIFY(store->begin(exampleJob().id));
    for (const JobState state : {JobState::Printed, JobState::Queued, JobState::Cancelled})
        QVERIFY(!store->settle(exampleJob().id, state));
    QVERIFY(store->finish(exampleJob().id, JobState::Printed, Proof::Status, {}));
    // And what is printed is never queued again: a reprint is a job of its own.
    QVERIFY(!store->settle(exampleJob().id, JobState::Queued));
    QVERIFY(*store->add(exampleJob(QStringLiteral("waits")), 1));
    QVERIFY(!store->settle(QStringLiteral("waits"), JobState::Printed));
    QVERIFY(store->settle(QStringLiteral("waits"), JobState::Cancelled));
}

void SpoolStoreTest::damagedRowIsNotPrinted()
{
    auto store = open();
    QVERIFY(*store->add(exampleJob(), 1));
    QVERIFY(store->begin(exampleJob().id));
    store.reset();
    // A disk that forgot the last write: as if nothing had been sent.
    changeFile(QStringLiteral("UPDATE jobs SET state = 'queued'"));
    store = open();
    QVERIFY(!store->next()->has_value());
    const Job job = **store->find(exampleJob().id);
    QCOMPARE(job.state, JobState::Failed);
    QVERIFY2(job.reason.contains(QStringLiteral("damaged")), qPrintable(job.reason));
    QVERIFY(store->settle(job.id, JobState::Queued));
    QVERIFY((**store->next()).isDuplicate);
}

void SpoolStoreTest::damagedPaperIsNotPrinted()
{
    auto store = open();
    QVERIFY(*store->add(exampleJob(), 1));
    store.reset();
    changeFile(QStringLiteral("UPDATE documents SET document = x'41'"));
    store = open();
    const auto begun = store->begin(exampleJob().id);
    QVERIFY(!begun);
    QVERIFY2(begun.error().cause.contains(QStringLiteral("damaged")), qPrintable(begun.error().cause));
    QVERIFY(store->finish(exampleJob().id, JobState::Failed, Proof::None, begun.error().cause));
}

void SpoolStoreTest::damagedFileIsSetAside()
{
    QFile broken(file());
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write(QByteArray(8192, 'x'));
    broken.close();
    auto store = open();
    QVERIFY(store);
    QVERIFY(store->setAside().contains(QStringLiteral("damaged-")));
    QCOMPARE(QFile(store->setAside()).size(), 8192);
    QVERIFY(*store->add(exampleJob(), 1));
}

void SpoolStoreTest::newerSchemaIsRefused()
{
    open().reset();
    changeFile(QStringLiteral("PRAGMA user_version = 99"));
    const auto store = SpoolStore::open(file());
    QVERIFY(!store);
    QVERIFY2(store.error().cause.contains(QStringLiteral("newer")), qPrintable(store.error().cause));
}

void SpoolStoreTest::isPrivate()
{
    const auto store = open();
    QVERIFY(*store->add(exampleJob(), 1));
    const auto forOthers = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(file()) & forOthers));
    QVERIFY(!(QFile::permissions(file() + QStringLiteral("-wal")) & forOthers));
}

QTEST_GUILESS_MAIN(SpoolStoreTest)
#include "tst_spool_store.moc"
