#pragma once

#include "kiosk/presentation/history_words.h"

namespace tillwright::kiosk::register_face {

/// How a sale of the history looks: an icon of resources/icons in a colour of the tokens.
struct ToneLook {
    QString icon;
    QString color;
};
[[nodiscard]] ToneLook lookOf(presentation::SaleTone tone);

} // namespace tillwright::kiosk::register_face
