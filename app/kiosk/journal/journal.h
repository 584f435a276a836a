#pragma once

#include "checkout/ports.h"

#include <QtCore/QString>
#include <memory>
#include <tl/expected.hpp>

class QSqlDatabase;

namespace tillwright::kiosk::journal {

/// The kiosk's memory of its attempts: one SQLite file, written by one connection (WAL, synchronous=FULL), mode
/// 0600. It holds no secret: what it would take to pay is in memory only, and asked for again after a restart.
/// Lives on the thread that opened it.
class Journal : public checkout::JournalPort
{
public:
    /// Opens the file, makes it (and its folder) when it is missing, and brings its schema up to date. The error
    /// says what is wrong and with which file: a folder that cannot be written, a file that is not a journal or is
    /// damaged, a schema of a newer version, or another program that has it open.
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

private:
    explicit Journal(QString connectionName);
    [[nodiscard]] tl::expected<void, checkout::JournalError> openDatabase(const QString &filePath);
    [[nodiscard]] QSqlDatabase database() const;

    QString m_connectionName;
};

} // namespace tillwright::kiosk::journal
