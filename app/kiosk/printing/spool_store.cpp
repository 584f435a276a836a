#include "kiosk/printing/spool_store.h"

#include "kiosk/printing/spool_sql.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>
#include <array>

namespace tillwright::kiosk::printing {

namespace {

const QString columns =
    QStringLiteral("id, title, state, proof, reason, tries, is_duplicate, enqueued_at_ms");
const QString damagedRow = QStringLiteral("its row in the spool is damaged");
const QString interrupted = QStringLiteral("the program ended while it was being sent");

constexpr std::array allStates{JobState::Queued,    JobState::Printing, JobState::Printed,
                               JobState::Uncertain, JobState::Failed,   JobState::Cancelled};
constexpr std::array allProofs{Proof::None,   Proof::Sent,      Proof::Queue,
                               Proof::Status, Proof::ProcessId, Proof::Staff};

QVariantList valuesOf(const Job &job)
{
    return {job.id,     job.title, textOf(job.state),       textOf(job.proof),
            job.reason, job.tries, job.isDuplicate ? 1 : 0, qint64(job.enqueuedAtMs)};
}

/// A row that is not what was written is a failed job: what it was is not known any more, and printing it might be once
/// too often.
Job jobOf(const QSqlQuery &row)
{
    Job job;
    job.id = row.value(0).toString();
    job.title = row.value(1).toString();
    bool isKnown = false;
    for (const JobState state : allStates) {
        if (textOf(state) == row.value(2).toString()) {
            job.state = state;
            isKnown = true;
        }
    }
    for (const Proof proof : allProofs) {
        if (textOf(proof) == row.value(3).toString())
            job.proof = proof;
    }
    // QSqlQuery binds an empty text as it is, and a null one as NULL.
    job.reason = row.value(4).toString();
    job.tries = row.value(5).toInt();
    job.isDuplicate = row.value(6).toBool();
    job.enqueuedAtMs = row.value(7).toLongLong();
    if (!isKnown || checksumOf(valuesOf(job)) != row.value(8).toByteArray()) {
        job.state = JobState::Failed;
        job.reason = damagedRow;
        job.isDuplicate = true;
    }
    return job;
}

SpoolError wrongState(const Job &job)
{
    return {QStringLiteral("job %1 is %2").arg(job.id, textOf(job.state))};
}

bool isOver(JobState state)
{
    return state == JobState::Printed || state == JobState::Cancelled;
}

QVariant notNull(const QVariant &value)
{
    if (value.typeId() == QMetaType::QString && value.toString().isNull())
        return QStringLiteral("");
    return value;
}

} // namespace

SpoolResult<std::unique_ptr<SpoolStore>> SpoolStore::open(const QString &filePath)
{
    auto file = openSpoolFile(filePath);
    if (!file)
        return tl::unexpected(file.error());
    std::unique_ptr<SpoolStore> store(new SpoolStore(file->connection));
    store->m_setAside = file->setAside;
    const auto jobs = store->open();
    if (!jobs)
        return tl::unexpected(jobs.error());
    for (Job job : *jobs) {
        if (job.state != JobState::Printing)
            continue;
        job.state = JobState::Uncertain;
        job.reason = interrupted;
        if (const auto changed = store->change(job); !changed)
            return tl::unexpected(changed.error());
    }
    return store;
}

SpoolStore::~SpoolStore()
{
    QSqlDatabase::database(m_connection, false).close();
    QSqlDatabase::removeDatabase(m_connection);
}

SpoolResult<bool> SpoolStore::add(const NewJob &job, std::int64_t nowMs)
{
    const auto database = QSqlDatabase::database(m_connection, false);
    return inTransaction(database, [&]() -> SpoolResult<bool> {
        QSqlQuery query(database);
        if (const auto found = run(query, QStringLiteral("SELECT count(*) FROM jobs WHERE id = ?"), {job.id});
            !found)
            return tl::unexpected(found.error());
        if (query.value(0).toInt() > 0)
            return false;
        Job row;
        row.id = job.id;
        row.title = job.title;
        row.enqueuedAtMs = nowMs;
        QVariantList values = valuesOf(row);
        values.append(checksumOf(values));
        for (QVariant &value : values)
            value = notNull(value);
        const auto added = run(
            query,
            QStringLiteral("INSERT INTO jobs (%1, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)").arg(columns),
            values);
        if (!added)
            return tl::unexpected(added.error());
        // An empty document is bound as NULL otherwise.
        const QByteArray duplicate = job.duplicate.isNull() ? QByteArray("") : job.duplicate;
        const auto kept =
            run(query, QStringLiteral("INSERT INTO documents VALUES (?, ?, ?, ?)"),
                {job.id, job.document, duplicate, checksumOf({job.id, job.document, duplicate})});
        return kept ? SpoolResult<bool>(true) : tl::unexpected(kept.error());
    });
}

SpoolResult<std::optional<Job>> SpoolStore::next() const
{
    const auto jobs = open();
    if (!jobs)
        return tl::unexpected(jobs.error());
    for (const Job &job : *jobs) {
        if (job.state == JobState::Queued)
            return std::optional(job);
    }
    return std::optional<Job>();
}

SpoolResult<QByteArray> SpoolStore::begin(const QString &id)
{
    const auto database = QSqlDatabase::database(m_connection, false);
    return inTransaction(database, [&]() -> SpoolResult<QByteArray> {
        auto job = find(id);
        if (!job || !*job)
            return tl::unexpected(job ? SpoolError{QStringLiteral("there is no job %1").arg(id)}
                                      : job.error());
        if ((*job)->state != JobState::Queued)
            return tl::unexpected(wrongState(**job));
        QSqlQuery query(database);
        if (const auto found =
                run(query, QStringLiteral("SELECT document, duplicate, checksum FROM documents WHERE id = ?"),
                    {id});
            !found)
            return tl::unexpected(found.error());
        const QByteArray document = query.value(0).toByteArray();
        const QByteArray duplicate = query.value(1).toByteArray();
        if (checksumOf({id, document, duplicate}) != query.value(2).toByteArray())
            return tl::unexpected(
                SpoolError{QStringLiteral("the paper of job %1 is damaged in the spool").arg(id)});
        Job printing = **job;
        printing.state = JobState::Printing;
        printing.reason.clear();
        ++printing.tries;
        if (const auto changed = change(printing); !changed)
            return tl::unexpected(changed.error());
        return printing.isDuplicate && !duplicate.isEmpty() ? duplicate : document;
    });
}

SpoolResult<void> SpoolStore::finish(const QString &id, JobState state, Proof proof, const QString &reason)
{
    const auto job = find(id);
    if (!job || !*job)
        return tl::unexpected(job ? SpoolError{QStringLiteral("there is no job %1").arg(id)} : job.error());
    Job finished = **job;
    // A job whose paper is damaged never began.
    const bool fits = finished.state == JobState::Printing
        || (finished.state == JobState::Queued && state == JobState::Failed);
    if (!fits)
        return tl::unexpected(wrongState(finished));
    finished.state = state;
    finished.proof = proof;
    finished.reason = reason;
    return change(finished);
}

SpoolResult<void> SpoolStore::settle(const QString &id, JobState state)
{
    const auto job = find(id);
    if (!job || !*job)
        return tl::unexpected(job ? SpoolError{QStringLiteral("there is no job %1").arg(id)} : job.error());
    Job settled = **job;
    const bool isOpen =
        isStuck(settled.state) || (settled.state == JobState::Queued && state == JobState::Cancelled);
    if (!isOpen)
        return tl::unexpected(wrongState(settled));
    // What may lie on the counter already gets no twin without a mark.
    if (state == JobState::Queued && settled.state == JobState::Uncertain)
        settled.isDuplicate = true;
    settled.state = state;
    settled.proof = state == JobState::Printed ? Proof::Staff : Proof::None;
    settled.reason.clear();
    return change(settled);
}

SpoolResult<std::optional<Job>> SpoolStore::find(const QString &id) const
{
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    const auto found =
        run(query, QStringLiteral("SELECT %1, checksum FROM jobs WHERE id = ?").arg(columns), {id});
    if (!found)
        return tl::unexpected(found.error());
    return query.isValid() ? std::optional(jobOf(query)) : std::nullopt;
}

SpoolResult<QList<Job>> SpoolStore::open() const
{
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    const auto found =
        run(query,
            QStringLiteral("SELECT %1, checksum FROM jobs WHERE state NOT IN ('printed', 'cancelled') "
                           "ORDER BY seq")
                .arg(columns));
    if (!found)
        return tl::unexpected(found.error());
    QList<Job> jobs;
    for (; query.isValid(); query.next())
        jobs.append(jobOf(query));
    if (query.lastError().isValid())
        return tl::unexpected(spoolError(QStringLiteral("reading jobs"), query));
    return jobs;
}

SpoolResult<void> SpoolStore::change(const Job &job)
{
    const auto database = QSqlDatabase::database(m_connection, false);
    QVariantList values = valuesOf(job);
    values.append(checksumOf(values));
    values.append(job.id);
    for (QVariant &value : values)
        value = notNull(value);
    QSqlQuery query(database);
    const auto changed =
        run(query,
            QStringLiteral("UPDATE jobs SET (%1, checksum) = (?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?")
                .arg(columns),
            values);
    if (!changed || !isOver(job.state))
        return changed;
    // Should the power go before, its paper stays on the disk and is never asked for.
    return run(query, QStringLiteral("DELETE FROM documents WHERE id = ?"), {job.id});
}

} // namespace tillwright::kiosk::printing
