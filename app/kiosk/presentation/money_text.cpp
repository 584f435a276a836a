#include "kiosk/presentation/money_text.h"

namespace tillwright::kiosk::presentation {

QString amountText(const domain::Money &money)
{
    constexpr qsizetype groupDigits = 3;
    QString text = QString::fromStdString(money.decimalText());
    const qsizetype start = text.startsWith(u'-') ? 1 : 0;
    const qsizetype point = text.indexOf(u'.');
    for (qsizetype at = (point < 0 ? text.size() : point) - groupDigits; at > start; at -= groupDigits)
        text.insert(at, u',');
    return text;
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
