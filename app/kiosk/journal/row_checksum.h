#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QVariantList>

namespace tillwright::kiosk::journal {

/// SHA-256 over a canonical encoding of a row: the table's name, then each value with its type and length, so that no
/// two rows share an encoding. It is there for disks that forget or swap bits, where SQLite itself sees nothing wrong,
/// and not against people: whoever can write the file could as well write a new checksum, and a key would lie on the
/// same disk. SHA-256 because Qt has it, it is fast enough for a row, and nobody has to argue about collisions.
/// Integers, texts and NULL only: that is all our STRICT tables hold.
[[nodiscard]] QByteArray checksumOf(const char *table, const QVariantList &values);

} // namespace tillwright::kiosk::journal
