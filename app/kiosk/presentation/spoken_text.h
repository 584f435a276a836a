#pragma once

#include "domain/money.h"

#include <QLocale>
#include <QString>

/// How things that are read from a screen sound. The words come with the language that is spoken, and not with the one that
/// the program is shown in: a voice reads foreign words wrongly. English, French, Spanish and Arabic; any other language gets
/// English.
namespace tillwright::kiosk::presentation {

/// `750 US dollars`, `1 US dollar and 50 cents`, `750 dollars américains`. Digits without groups, which every voice reads
/// as one number (`seven hundred fifty`), while it would read `1 250` as two. A currency without a name here is
/// spelled: `12.50, C H F`.
[[nodiscard]] QString spokenAmount(const domain::Money &money, const QLocale &locale);

/// Letter by letter, with a pause after each: `E, Z, 2, 4, 0, 8, 1`. Signs have their names: `A, dash, 7`.
[[nodiscard]] QString spokenReference(const QString &reference, const QLocale &locale);

} // namespace tillwright::kiosk::presentation
