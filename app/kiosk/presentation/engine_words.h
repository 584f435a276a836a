#pragma once

#include <QString>

namespace tillwright::kiosk::presentation {

/// The browser engine that shows the card form, and what is asked of it. Card numbers are typed into it, so that its
/// security fixes count (docs/operations.md: The engine's floor).
struct Engine {
    /// The Chromium version whose security fixes it has, `108.0.5359.181`. Empty: there is none here.
    QString version;
    /// The least first number of that version; 0: any.
    int floor = 0;
    /// Below the floor cards are taken all the same: the sandbox's, and by configuration.
    bool takesCardsBelow = false;
};

/// `108`; 0 when the version is none.
[[nodiscard]] int engineMajor(const Engine &engine);
/// What cannot be read is below every floor.
[[nodiscard]] bool isBelowFloor(const Engine &engine);
/// `108 fine`, `108 too old`.
[[nodiscard]] QString engineWords(const Engine &engine);
/// The whole version, the floor and what to do, for staff.
[[nodiscard]] QString engineAdvice(const Engine &engine);
/// Why no card is taken here, for staff; empty when cards are taken.
[[nodiscard]] QString cardRefusal(const Engine &engine);

} // namespace tillwright::kiosk::presentation
