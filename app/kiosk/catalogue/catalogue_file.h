#pragma once

#include "checkout/catalogue_port.h"

#include <QtCore/QString>
#include <tl/expected.hpp>

namespace tillwright::kiosk::catalogue {

/// The catalogue on the disk: a line with the format's version and the SHA-256 of the rest, a line with the tag, and
/// what the backend answered. Nothing when there is no file; the error is technical. A price that a disk has changed is
/// an error, not a price.
[[nodiscard]] tl::expected<std::optional<checkout::FetchedCatalogue>, QString>
readCatalogueFile(const QString &fileName);

/// Whole or not at all, for this user alone. The error is technical.
[[nodiscard]] tl::expected<void, QString> writeCatalogueFile(const QString &fileName,
                                                             const checkout::FetchedCatalogue &catalogue);

} // namespace tillwright::kiosk::catalogue
