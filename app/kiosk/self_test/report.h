#pragma once

#include "kiosk/presentation/diagnostics.h"
#include "kiosk/self_test/result.h"

namespace tillwright::kiosk::self_test {

/// Of `tillwright --self-test`.
inline constexpr int exitAllWell = 0; ///< warnings, too
inline constexpr int exitFailed = 1;

[[nodiscard]] int exitCodeOf(const QList<Result> &results);
/// `failed          printer   tcp 10.0.0.9:9100: ... -> check power ...`, one line each.
[[nodiscard]] QString reportText(const QList<Result> &results);
/// For the diagnostics screen.
[[nodiscard]] QList<presentation::DiagnosticLine> reportLines(const QList<Result> &results);

} // namespace tillwright::kiosk::self_test
