#include "kiosk/presentation/staff_words.h"

#include <QCoreApplication>

namespace tillwright::kiosk::presentation {

namespace {

constexpr std::int64_t msPerS = 1000;
constexpr std::int64_t sPerMin = 60;

struct Staff {
    Q_DECLARE_TR_FUNCTIONS(Staff)
};

/// Rounded up, so that nobody is told to try a moment too early.
std::int64_t secondsOf(std::int64_t ms)
{
    return (ms + msPerS - 1) / msPerS;
}

QString triesWords(int left)
{
    // Two strings rather than tr()'s plural, which says "1 tries" wherever no translation is loaded.
    return left == 1 ? Staff::tr("1 try is left.") : Staff::tr("%1 tries are left.").arg(left);
}

} // namespace

QString roleLabel(shift::Role role)
{
    return role == shift::Role::Supervisor ? Staff::tr("Supervisor") : Staff::tr("Cashier");
}

QString gateWords(const shift::PinGate &gate)
{
    if (gate.waitMs <= 0)
        return {};
    const auto seconds = secondsOf(gate.waitMs);
    if (!gate.isLocked)
        return Staff::tr("Wait %1 s before the next try. %2").arg(seconds).arg(triesWords(gate.triesLeft));
    const QString left = seconds < sPerMin ? Staff::tr("%1 s").arg(seconds)
                                           : Staff::tr("%1 min").arg((seconds + sPerMin - 1) / sPerMin);
    return Staff::tr("Locked after %1 wrong PINs. A supervisor can unlock it; it opens by itself in %2.")
        .arg(shift::wrongPinsMax)
        .arg(left);
}

QString pinWords(const shift::PinAnswer &answer)
{
    switch (answer.kind) {
    case shift::PinAnswer::Kind::Right:
        return {};
    case shift::PinAnswer::Kind::Wrong:
        return Staff::tr("That is not the PIN. %1").arg(triesWords(answer.gate.triesLeft));
    case shift::PinAnswer::Kind::Wait:
    case shift::PinAnswer::Kind::Locked:
        return gateWords(answer.gate);
    case shift::PinAnswer::Kind::Refused:
        return Staff::tr("This operator is disabled. Ask whoever keeps this register.");
    case shift::PinAnswer::Kind::Failed:
        return Staff::tr("The PIN could not be checked: %1").arg(QString::fromStdString(answer.cause));
    }
    return {};
}

} // namespace tillwright::kiosk::presentation
