#pragma once

#include "domain/secret.h"

#include <QString>
#include <tl/expected.hpp>

namespace tillwright::kiosk {

/// A new PIN from standard input. A terminal shows nothing of it and asks twice; anything else gives one line. The error is a
/// sentence and never holds what was typed.
[[nodiscard]] tl::expected<domain::Secret, QString> readNewPin();

} // namespace tillwright::kiosk
