#pragma once

#include <QString>

namespace tillwright::kiosk::printing {

/// How a job ended. `lpstat` lists completed, cancelled and aborted jobs alike.
enum class CupsJobEnd {
    Unknown, ///< the server cannot be asked
    Open,
    Completed,
    Cancelled,
    Aborted,
};

/// Asks the server, by libcups; blocks for as long as it takes, up to some seconds. `server`: as CupsQueue's.
[[nodiscard]] CupsJobEnd cupsJobEnd(const QString &server, const QString &queue, int jobNumber);

} // namespace tillwright::kiosk::printing
