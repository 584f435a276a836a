#pragma once

#include "kiosk/support_bundle/masker.h"

#include <QList>
#include <QString>
#include <tl/expected.hpp>

namespace tillwright::kiosk::support_bundle {

struct BundleFile {
    QString name; ///< within the bundle's folder: `journal.jsonl`
    QString text;
};

/// Writes `<folder>/<name>` for each into a compressed archive (tar, gzip), mode 0600; every text goes through the masker.
/// It is there as a whole or not at all, and replaces nothing. `nowMs`: since 1970, UTC. The error says what could not be
/// done.
[[nodiscard]] tl::expected<void, QString> writeBundle(const QString &fileName, const QString &folder,
                                                      const QList<BundleFile> &files, const Masker &masker,
                                                      std::int64_t nowMs);

} // namespace tillwright::kiosk::support_bundle
