#pragma once

#include "checkout/attempt.h"

#include <QtCore/QString>
#include <vector>

namespace tillwright::kiosk::journal {

/// What could be read of a damaged journal.
struct Salvage {
    /// Rows whose checksum is right (from a journal of version 1: that can be read). They may be older than the last
    /// ones that were written, so an open one is verified like after a power loss.
    std::vector<checkout::AttemptRecord> records;
    std::int64_t highestReceiptNumber = 0;
};

/// Reads a copy, so that the damaged file stays as it was found. What cannot be read is left out.
[[nodiscard]] Salvage salvageFrom(const QString &filePath);

} // namespace tillwright::kiosk::journal
