#pragma once

#include "kiosk/printing/print_job.h"

#include <QList>
#include <memory>
#include <optional>
#include <tl/expected.hpp>

namespace tillwright::kiosk::printing {

template<typename T> using SpoolResult = tl::expected<T, SpoolError>;

/// The jobs on the disk (`spool.sqlite`, WAL, synchronous=FULL): what a call has done is there after a power cut. Each
/// row has a checksum; a job whose row does not fit it is failed and never printed.
class SpoolStore
{
public:
    /// Jobs that were being sent become uncertain: whoever sent them is gone.
    [[nodiscard]] static SpoolResult<std::unique_ptr<SpoolStore>> open(const QString &filePath);
    ~SpoolStore();

    /// False: a job of this id is there already, whatever became of it; nothing is changed.
    [[nodiscard]] SpoolResult<bool> add(const NewJob &job, std::int64_t nowMs);
    /// The oldest that is queued.
    [[nodiscard]] SpoolResult<std::optional<Job>> next() const;
    /// From queued only; gives what is to be sent. Afterwards the first byte may leave.
    [[nodiscard]] SpoolResult<QByteArray> begin(const QString &id);
    /// Of a job that is being sent.
    [[nodiscard]] SpoolResult<void> finish(const QString &id, JobState state, Proof proof,
                                           const QString &reason);
    /// What staff say of a job that is not being sent: uncertain or failed ones become printed by their word, or queued
    /// as a duplicate; queued, uncertain and failed ones cancelled.
    [[nodiscard]] SpoolResult<void> settle(const QString &id, JobState state);

    [[nodiscard]] SpoolResult<std::optional<Job>> find(const QString &id) const;
    /// All that are neither printed nor cancelled, the oldest first.
    [[nodiscard]] SpoolResult<QList<Job>> open() const;

    /// The damaged file that this one took the place of, if any; nothing of it was deleted.
    [[nodiscard]] const QString &setAside() const { return m_setAside; }

private:
    explicit SpoolStore(QString connection) : m_connection(std::move(connection)) {}
    [[nodiscard]] SpoolResult<void> change(const Job &job);

    QString m_connection;
    QString m_setAside;
};

} // namespace tillwright::kiosk::printing
