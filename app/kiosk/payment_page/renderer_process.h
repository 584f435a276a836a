#pragma once

#include "kiosk/payment_page/heartbeat.h"

#include <QtCore/qglobal.h>

namespace tillwright::kiosk::payment_page {

/// The main thread of the process, from /proc; empty when the process is gone or cannot be looked at.
[[nodiscard]] std::optional<ThreadSample> sampleMainThread(qint64 pid);

/// Kills the process, one that is stopped or in an endless loop too. Nothing happens for a pid that cannot be a
/// renderer's.
void endRenderer(qint64 pid);

} // namespace tillwright::kiosk::payment_page
