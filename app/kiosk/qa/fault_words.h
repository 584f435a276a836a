#pragma once

#include <QString>

namespace tillwright::kiosk::qa {

/// What a fault's place is called, and what goes on there. The place's own word where it is not known.
[[nodiscard]] QString placeTitle(const QString &at);
[[nodiscard]] QString placeWords(const QString &at);
/// Likewise what can go wrong: on the switch, and as a sentence. Some words mean one thing here and another there.
[[nodiscard]] QString actionTitle(const QString &at, const QString &action);
[[nodiscard]] QString actionWords(const QString &at, const QString &action);

} // namespace tillwright::kiosk::qa
