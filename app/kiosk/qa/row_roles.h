#pragma once

#include <Qt>

namespace tillwright::kiosk::qa {

/// What the panel's lists have in common, so that they look alike: a title (Qt::DisplayRole), a line below it, something
/// short at its end, and an icon with its colour, by their names in resources/icons and resources/tokens.json.
enum RowRole {
    SubtitleRole = Qt::UserRole + 1,
    TrailingRole,
    IconRole,
    ColorRole,
    /// All that is looked through when somebody types what they look for.
    SearchRole,
    /// Of the list's own.
    FirstOwnRole,
};

} // namespace tillwright::kiosk::qa
