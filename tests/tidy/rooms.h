#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tillwright::tidy {

/// A folder under app/ and what docs/architecture.md lets it use. `Room::path` is relative to app/.
struct Room {
    std::string_view path;
    /// Rooms it may use. What they use may be used too: their headers speak of it.
    std::vector<std::string_view> mayUse;
    bool mayUseQt = false;
};

/// The room that a path below app/ belongs to (`backend/store/orders.h` → `backend`), the innermost one that the
/// table names; nullptr for a path that is in none.
[[nodiscard]] const Room *roomOf(std::string_view pathInApp);

/// Whether `from` may include headers of `to`, itself or through what it uses.
[[nodiscard]] bool mayUse(const Room &from, const Room &to);

/// `domain, contract` or `nothing`, for messages.
[[nodiscard]] std::string allowedText(const Room &room);

} // namespace tillwright::tidy
