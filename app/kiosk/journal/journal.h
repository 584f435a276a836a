#pragma once

#include "checkout/attempt_history.h"
#include "checkout/attention_memory.h"
#include "kiosk/journal/receipt_series.h"

#include <QtCore/QString>
#include <memory>
#include <tl/expected.hpp>

class QSqlDatabase;

namespace tillwright::kiosk::journal {

/// Up to this size every page and every row is checked when the file is opened: some 50,000 attempts, the better part of
/// a year at a busy counter, and about a second. Of a longer file only what is read is checked, so that the start stays
/// short; SQLite and the checksums still see damage in whatever is read.
inline constexpr qint64 journalCheckLimitBytes = 64LL * 1024 * 1024;

/// The kiosk's memory of its attempts: one SQLite file, written by one connection (WAL, synchronous=FULL), mode
/// 0600, with a checksum in every row. It holds no secret: what it would take to pay is in memory only, and asked for
/// again after a restart. Lives on the thread that opened it.
class Journal : public checkout::JournalPort,
                public checkout::AttemptHistory,
                public checkout::AttentionMemory
{
public:
    /// Opens the file, makes it (and its folder) when it is missing, and brings its schema up to date. The error
    /// says what is wrong and with which file: a folder or file that cannot be written (ReadOnly, DiskFull), a file
    /// that is not a journal or is damaged (Damaged), a schema of a newer version (NewerSchema), or another program
    /// that has it open (InUse). openJournal() is what a kiosk calls.
    [[nodiscard]] static tl::expected<std::unique_ptr<Journal>, checkout::JournalError>
    open(const QString &filePath);
    ~Journal() override;
    Journal(const Journal &) = delete;
    Journal &operator=(const Journal &) = delete;

    /// A record that carries a receipt number must carry the one this journal gave it; a number that was given
    /// stays with the attempt, even if the record comes without it.
    [[nodiscard]] tl::expected<checkout::AttemptRecord, checkout::JournalError>
    save(const checkout::AttemptRecord &record) override;
    [[nodiscard]] tl::expected<std::vector<checkout::AttemptRecord>, checkout::JournalError>
    openAttempts() override;
    /// Started at `fromMs` or later, and before `toMs`, oldest first.
    [[nodiscard]] tl::expected<std::vector<checkout::AttemptRecord>, checkout::JournalError>
    startedBetween(std::int64_t fromMs, std::int64_t toMs) const;
    /// By attempt id or clive_tx_id, letter by letter; those that are not there are left out.
    [[nodiscard]] tl::expected<std::vector<checkout::AttemptRecord>, checkout::JournalError>
    named(const std::vector<std::string> &ids) const;
    [[nodiscard]] bool isIncomplete() const override { return m_isIncomplete; }
    /// What the backend knows and no row here. A paid one whose receipt lies in the folder keeps that receipt's number.
    [[nodiscard]] tl::expected<std::vector<checkout::AttemptRecord>, checkout::JournalError>
    complete(const std::vector<checkout::AttemptRecord> &found, bool soldBefore, std::int64_t nowMs) override;

    [[nodiscard]] tl::expected<checkout::HistoryPage, checkout::JournalError>
    page(const checkout::HistorySearch &search, std::optional<checkout::HistoryPlace> after,
         int limit) const override;
    [[nodiscard]] tl::expected<std::optional<checkout::AttemptRecord>, checkout::JournalError>
    find(const std::string &attemptId) const override;
    [[nodiscard]] tl::expected<std::vector<checkout::AttemptEvent>, checkout::JournalError>
    timeline(const std::string &attemptId) const override;

    /// Without those whose rows a disk has changed: what they were about is on the list again.
    [[nodiscard]] tl::expected<std::vector<checkout::ResolvedAttention>, checkout::JournalError>
    resolvedAttention() const override;
    [[nodiscard]] tl::expected<void, checkout::JournalError>
    keepResolved(const checkout::ResolvedAttention &resolved) override;
    [[nodiscard]] tl::expected<void, checkout::JournalError> forgetResolved(const std::string &key) override;

    /// The receipts that complete() looks at.
    void setIssuedReceipts(IssuedReceipts receipts) { m_issuedReceipts = std::move(receipts); }
    [[nodiscard]] tl::expected<std::int64_t, checkout::JournalError> lastReceiptNumber() const;
    /// Takes the place of another journal: keeps what could be read of it, with the receipt numbers it gave, goes on
    /// counting above `lastNumber`, and is incomplete from now on. One transaction.
    [[nodiscard]] tl::expected<void, checkout::JournalError>
    takeOver(const std::vector<checkout::AttemptRecord> &salvaged, std::int64_t lastNumber);

private:
    explicit Journal(QString connectionName);
    [[nodiscard]] tl::expected<void, checkout::JournalError> openDatabase(const QString &filePath);
    [[nodiscard]] tl::expected<void, checkout::JournalError> checkRows(bool all);
    [[nodiscard]] tl::expected<void, checkout::JournalError> loadIncomplete();
    [[nodiscard]] QSqlDatabase database() const;

    QString m_connectionName;
    IssuedReceipts m_issuedReceipts;
    bool m_isIncomplete = false;
};

} // namespace tillwright::kiosk::journal
