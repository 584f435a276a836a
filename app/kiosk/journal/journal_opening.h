#pragma once

#include "kiosk/journal/journal.h"

#include <optional>

/// How a kiosk opens its journal, whatever state the last run and the disk have left it in (decision 005).
namespace tillwright::kiosk::journal {

/// A journal that could not be trusted and lies beside the new one now. Nothing of it was deleted.
struct SetAside {
    QString file;                       ///< its `-wal` and `-shm` lie beside it
    std::string cause;                  ///< technical: what is wrong with it
    int attemptsKept = 0;               ///< that could be read, checksum and all, and are in the new journal
    std::int64_t lastReceiptNumber = 0; ///< receipts go on above this
};

struct OpenedJournal {
    std::unique_ptr<Journal> journal;
    std::optional<SetAside> setAside;
};

/// Opens the journal. A damaged one is renamed to `<file>.damaged-<time>` together with its -wal and -shm, what can be
/// read of it goes into a new journal, and that one is incomplete: the desk then asks the backend for the rest. So is
/// one that is missing, and one that is older than the receipts in the folder. Any other trouble (a full or read-only
/// disk, another program, a newer schema) is an error and leaves everything as it is. `nowMs`: since 1970, UTC.
[[nodiscard]] tl::expected<OpenedJournal, checkout::JournalError>
openJournal(const QString &filePath, std::int64_t nowMs, IssuedReceipts receipts);

} // namespace tillwright::kiosk::journal
