#include "kiosk/support_bundle/masker.h"

#include <QRegularExpression>
#include <utility>

namespace tillwright::kiosk::support_bundle {

using namespace Qt::StringLiterals;

namespace {

/// Shorter ones would be found in ordinary words.
constexpr std::size_t knownMinCharacters = 6;

struct Rule {
    QRegularExpression pattern;
    QString instead;
};

const QList<Rule> &rules()
{
    const auto re = [](const QString &pattern) {
        return QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption);
    };
    static const QList<Rule> all{
        {re(u"((?:pi|seti|cs)_[a-z0-9]+_secret_)[a-z0-9]+"_s), u"\\1[removed]"_s},
        {re(u"\\b(whsec|sk_live|sk_test|rk_live|rk_test)_[a-z0-9+/=_-]+"_s), u"\\1_[removed]"_s},
        {re(u"\\b(bearer\\s+)[^\\s\",;]+"_s), u"\\1[removed]"_s},
        {re(u"((?:client_secret|api_key|password|token|secret)\"?\\s*[=:]\\s*\"?)[^\\s\",;&}]+"_s),
         u"\\1[removed]"_s},
        {re(u"(/pay/)[a-z0-9_-]{16,}"_s), u"\\1[removed]"_s},
        // A device's token.
        {re(u"\\b[0-9a-f]{64}\\b"_s), u"[removed]"_s},
        {re(u"(\\bpins?\\b\\W{0,4}(?:is\\W+)?)\\d{4,12}\\b"_s), u"\\1[removed]"_s},
    };
    return all;
}

bool passesLuhn(const QString &digits)
{
    int sum = 0;
    bool isDoubled = false;
    for (auto it = digits.crbegin(); it != digits.crend(); ++it, isDoubled = !isDoubled) {
        const int digit = it->digitValue() * (isDoubled ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
    }
    return sum % 10 == 0;
}

/// The text with each match replaced by what `instead` makes of it.
template<typename Instead>
QString replaced(const QString &text, const QRegularExpression &pattern, Instead instead)
{
    QString result;
    qsizetype from = 0;
    auto matches = pattern.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        result += QStringView(text).mid(from, match.capturedStart() - from);
        result += instead(match.captured());
        from = match.capturedEnd();
    }
    return result + text.mid(from);
}

QString withoutCards(const QString &text)
{
    // Twelve to nineteen digits, as people write them: in groups, or not.
    static const QRegularExpression numbers(u"(?<![0-9])[0-9](?:[ -]?[0-9]){11,18}(?![0-9])"_s);
    return replaced(text, numbers, [](const QString &number) {
        QString digits = number;
        digits.remove(u' ').remove(u'-');
        return passesLuhn(digits) ? u"[card number]"_s : number;
    });
}

QString withoutEmails(const QString &text)
{
    static const QRegularExpression emails(
        u"[\\p{L}\\p{N}._%+'-]+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+"_s);
    return replaced(text, emails, &maskedEmail);
}

} // namespace

QString maskedEmail(const QString &email)
{
    const auto at = email.lastIndexOf(u'@');
    if (at <= 0)
        return email.isEmpty() ? QString() : u"[removed]"_s;
    const auto dot = email.lastIndexOf(u'.');
    return email.left(1) + u"***@***"_s + (dot > at ? email.mid(dot) : QString());
}

Masker::Masker(std::vector<domain::Secret> known) : m_known(std::move(known))
{
}

QString Masker::mask(const QString &text) const
{
    QString masked = text;
    for (const auto &secret : m_known) {
        if (secret.reveal().size() >= knownMinCharacters)
            masked.replace(QString::fromStdString(secret.reveal()), u"[removed]"_s);
    }
    for (const auto &rule : rules())
        masked.replace(rule.pattern, rule.instead);
    return withoutEmails(withoutCards(masked));
}

} // namespace tillwright::kiosk::support_bundle
