#include "kiosk/presentation/money_text.h"

namespace tillwright::kiosk::presentation {

QString amountText(const domain::Money &money)
{
    return QString::fromStdString(money.groupedText());
}

QString currencyMark(const domain::Currency &currency)
{
    if (currency == domain::Currency::usd())
        return QStringLiteral("$");
    return QString::fromStdString(currency.code());
}

QString moneyText(const domain::Money &money)
{
    QString digits = amountText(money);
    const bool negative = digits.startsWith(u'-');
    if (negative)
        digits.remove(0, 1);
    const QString mark = currencyMark(money.currency);
    const QString gap = mark == QStringLiteral("$") ? QString() : QString(QChar(QChar::Nbsp));
    return (negative ? QStringLiteral("-") : QString()) + mark + gap + digits;
}

} // namespace tillwright::kiosk::presentation
