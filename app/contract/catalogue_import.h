#pragma once

#include "contract/import_report.h"
#include "contract/import_rows.h"
#include "domain/catalogue_item.h"

/// A catalogue from a file, which replaces the one there is.
namespace tillwright::contract {

inline constexpr std::size_t catalogueItemsMax = 20'000;

/// CSV (RFC 4180) with a header of these columns in any order: `code`, `name`, `price` (a decimal number with a point), `currency`,
/// and, if wanted, `name_ar`, `name_es`, `name_fr`, `category`. JSON: an array of objects with `code`, `name`, `price_minor`,
/// `currency`, `names` (by language), `category`. Any bytes are good to ask with. The order of the file is kept.
[[nodiscard]] Imported<domain::CatalogueItem> parseCatalogue(ImportFormat format, std::string_view text,
                                                             const ImportRules &rules = {});

} // namespace tillwright::contract
