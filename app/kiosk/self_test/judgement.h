#pragma once

#include "kiosk/presentation/engine_words.h"
#include "kiosk/self_test/facts.h"
#include "kiosk/self_test/result.h"

/// What is to be thought of the facts, for staff and support.
namespace tillwright::kiosk::self_test {

/// The window's least size.
inline constexpr QSize screenLeastPx{1024, 720};
/// A journal's write that takes longer is felt at every step of a sale.
inline constexpr std::int64_t slowWriteMs = 500;

[[nodiscard]] Result judgeEngine(const presentation::Engine &engine);
[[nodiscard]] Result judgeDisplay(const DisplayFacts &facts);
[[nodiscard]] Result judgeTouch(const InputFacts &facts);
[[nodiscard]] Result judgePrinter(const PrinterFacts &facts);
[[nodiscard]] Result judgeScanner(const InputFacts &facts);
[[nodiscard]] Result judgeSpeech(const SpeechFacts &facts);
[[nodiscard]] Result judgeNetwork(const NetworkFacts &facts);
[[nodiscard]] Result judgeBackend(const BackendFacts &facts);
[[nodiscard]] Result judgeClock(const BackendFacts &facts);
[[nodiscard]] Result judgeDisk(const DiskFacts &facts);

} // namespace tillwright::kiosk::self_test
