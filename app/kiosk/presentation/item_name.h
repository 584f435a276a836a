#pragma once

#include "domain/catalogue_item.h"

#include <QString>

#include <string>

namespace tillwright::kiosk::presentation {

/// In this language (ISO 639-1), otherwise in the catalogue's own.
[[nodiscard]] QString itemName(const domain::CatalogueItem &item, const std::string &language);

} // namespace tillwright::kiosk::presentation
