#include "kiosk/journal/journal_opening.h"

#include "kiosk/journal/salvage.h"
#include "kiosk/journal/sql_access.h"
#include "kiosk/journal/wal_check.h"

#include <QtCore/QDateTime>
#include <QtCore/QFileInfo>
#include <QtCore/QTimeZone>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace tillwright::kiosk::journal {

using checkout::JournalError;

namespace {

/// One page of the smallest size.
constexpr qint64 databaseSmallestBytes = 512;
const QString walSuffix = QStringLiteral("-wal");
const QString shmSuffix = QStringLiteral("-shm");

/// A rename is on the disk when its folder is.
void syncFolderOf(const QString &filePath)
{
    const QByteArray folder = QFile::encodeName(QFileInfo(filePath).absolutePath());
    const int descriptor = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    ::fsync(descriptor);
    ::close(descriptor);
}

/// `journal.sqlite.damaged-20261125T131000Z`, or with `-2` and so on where that is taken.
QString freeName(const QString &filePath, std::int64_t nowMs)
{
    const QString base = QStringLiteral("%1.damaged-%2")
                             .arg(filePath,
                                  QDateTime::fromMSecsSinceEpoch(nowMs, QTimeZone::utc())
                                      .toString(QStringLiteral("yyyyMMddThhmmssZ")));
    QString name = base;
    for (int number = 2; QFile::exists(name) || QFile::exists(name + walSuffix); ++number)
        name = QStringLiteral("%1-%2").arg(base).arg(number);
    return name;
}

/// The database first: should the power go in between, the next start finds a log without its database and moves that
/// as well. The other way round it would open the database without its log and take it for whole.
tl::expected<QString, JournalError> moveAside(const QString &filePath, std::int64_t nowMs)
{
    const QString aside = freeName(filePath, nowMs);
    for (const QString &suffix : {QString(), walSuffix, shmSuffix}) {
        if (!QFile::exists(filePath + suffix))
            continue;
        if (::rename(QFile::encodeName(filePath + suffix).constData(),
                     QFile::encodeName(aside + suffix).constData())
            != 0)
            return tl::unexpected(
                JournalError{(filePath + suffix).toStdString()
                             + " is damaged and cannot be renamed: " + std::strerror(errno)});
    }
    syncFolderOf(filePath);
    return aside;
}

tl::expected<std::unique_ptr<Journal>, JournalError> openChecked(const QString &filePath)
{
    // SQLite would take it for an empty one and write over it.
    if (const auto size = QFileInfo(filePath).size(); size > 0 && size < databaseSmallestBytes)
        return damage(QStringLiteral("journal %1: it is cut short").arg(filePath));
    if (const auto whole = checkWal(filePath + walSuffix); !whole)
        return damage(QStringLiteral("journal %1: %2").arg(filePath, whole.error()));
    return Journal::open(filePath);
}

/// The last number before the next receipt, when the highest that is known to be given is `known`.
std::int64_t lastNumberAfter(std::int64_t known)
{
    return known == 0 ? 0 : seriesAbove(known);
}

tl::expected<OpenedJournal, JournalError> replace(const QString &filePath, std::int64_t nowMs,
                                                  const IssuedReceipts &receipts, std::string cause)
{
    const auto aside = moveAside(filePath, nowMs);
    if (!aside)
        return tl::unexpected(aside.error());
    auto journal = Journal::open(filePath);
    if (!journal)
        return tl::unexpected(journal.error());
    Salvage salvage = salvageFrom(*aside);
    for (auto &record : salvage.records)
        settle(record, receipts);
    const auto last = lastNumberAfter(std::max(highestNumber(receipts), salvage.highestReceiptNumber));
    if (const auto taken = (*journal)->takeOver(salvage.records, last); !taken)
        return tl::unexpected(taken.error());
    return OpenedJournal{*std::move(journal),
                         SetAside{*aside, std::move(cause), int(salvage.records.size()), last}};
}

tl::expected<OpenedJournal, JournalError> openOrReplace(const QString &filePath, std::int64_t nowMs,
                                                        const IssuedReceipts &receipts)
{
    const bool logAlone = !QFile::exists(filePath) && QFile::exists(filePath + walSuffix);
    if (logAlone)
        return replace(filePath, nowMs, receipts,
                       "its database is missing, only its write-ahead log is there");
    auto journal = openChecked(filePath);
    if (!journal && journal.error().kind == JournalError::Kind::Damaged)
        return replace(filePath, nowMs, receipts, journal.error().cause);
    if (!journal)
        return tl::unexpected(journal.error());
    const auto last = (*journal)->lastReceiptNumber();
    if (!last)
        return tl::unexpected(last.error());
    // A new journal on an old device, or an old copy that somebody has put back: it has given those numbers before.
    const auto highest = highestNumber(receipts);
    if (highest > *last) {
        if (const auto taken = (*journal)->takeOver({}, lastNumberAfter(highest)); !taken)
            return tl::unexpected(taken.error());
    }
    return OpenedJournal{*std::move(journal), std::nullopt};
}

} // namespace

tl::expected<OpenedJournal, JournalError> openJournal(const QString &filePath, std::int64_t nowMs,
                                                      IssuedReceipts receipts)
{
    auto opened = openOrReplace(filePath, nowMs, receipts);
    if (opened)
        opened->journal->setIssuedReceipts(std::move(receipts));
    return opened;
}

} // namespace tillwright::kiosk::journal
