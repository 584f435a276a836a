#include "kiosk/presentation/booking_finder.h"
#include "kiosk/presentation/spoken_text.h"
#include "kiosk/presentation/terminal_extras.h"
#include "kiosk/presentation/terminal_view_model.h"

#include <QRegularExpression>

namespace tillwright::kiosk::presentation {

QString TerminalViewModel::spoken(QString text, const QLocale &locale) const
{
    const auto *attempt = checkout::attemptOf(m_desk.state());
    const auto &booking = m_finder.booking();
    if (const QString shown = amountText(); !shown.isEmpty() && (attempt || booking)) {
        const auto withExtras = m_extras ? m_extras->sum() : std::nullopt;
        text.replace(
            shown, spokenAmount(attempt ? attempt->sale.amount : withExtras.value_or(booking->due), locale));
    }
    if (const QString shown = reference(); !shown.isEmpty()) {
        // As a whole only: a short one may stand within another word.
        const QRegularExpression whole(
            QStringLiteral("(?<![\\p{L}\\p{N}])%1(?![\\p{L}\\p{N}])").arg(QRegularExpression::escape(shown)),
            QRegularExpression::UseUnicodePropertiesOption);
        text.replace(whole, spokenReference(shown, locale));
    }
    return text;
}

} // namespace tillwright::kiosk::presentation
