#include "kiosk/presentation/reference_maker.h"

#include <QDateTime>
#include <QTimeZone>

namespace tillwright::kiosk::presentation {

namespace {

constexpr int randomHexDigits = 10;
constexpr int randomCharacters = 8;
constexpr int bitsPerCharacter = 5;
constexpr char crockford[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

} // namespace

QString makeReference(const checkout::Clock &clock, checkout::RandomSource &random)
{
    // The last twelve digits of a version 4 UUID are all random.
    const quint64 bits =
        QString::fromStdString(random.uuid()).right(randomHexDigits).toULongLong(nullptr, 16);
    QString suffix;
    for (int i = randomCharacters - 1; i >= 0; --i)
        suffix += QLatin1Char(crockford[(bits >> (i * bitsPerCharacter)) & 0x1f]);
    const QString day =
        QDateTime::fromMSecsSinceEpoch(clock.nowMs(), QTimeZone::utc()).toString(QStringLiteral("yyyyMMdd"));
    return QStringLiteral("TW-%1-%2").arg(day, suffix);
}

} // namespace tillwright::kiosk::presentation
