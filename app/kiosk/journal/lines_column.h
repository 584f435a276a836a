#pragma once

#include "domain/sale_line.h"

#include <QtCore/QString>

namespace tillwright::kiosk::journal {

/// A sale's lines as the column `lines` keeps them: a JSON array of `code`, `name`, `quantity` and `unit_price_minor`. The
/// currency is the row's.
[[nodiscard]] QString writeLines(const std::vector<domain::SaleLine> &lines);

/// By the domain's own rules; they have to add up to `amount`, when there are any. Error field: `lines`.
[[nodiscard]] tl::expected<std::vector<domain::SaleLine>, domain::InputError> readLines(const QString &json,
                                                                                        domain::Money amount);

} // namespace tillwright::kiosk::journal
