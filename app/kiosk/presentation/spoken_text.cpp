#include "kiosk/presentation/spoken_text.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace tillwright::kiosk::presentation {

namespace {

/// Of one currency in one language: `one` of it, and more of it.
struct CurrencyWords {
    const char *code;
    const char16_t *one;
    const char16_t *many;
    const char16_t *minorOne;
    const char16_t *minorMany;
};

struct LanguageWords {
    QLocale::Language language;
    const char16_t *conjunction;
    const char16_t *dash;
    const char16_t *dot;
    const char16_t *slash;
    const char16_t *underscore;
    /// Nothing is singular too.
    bool zeroIsSingular;
    std::array<CurrencyWords, 4> currencies;
};

// Arabic has one form that goes with every number in everyday speech, as in CLDR.
constexpr std::array<LanguageWords, 4> languages{{
    {QLocale::English,
     u"and",
     u"dash",
     u"dot",
     u"slash",
     u"underscore",
     false,
     {{{"USD", u"US dollar", u"US dollars", u"cent", u"cents"},
       {"EUR", u"euro", u"euros", u"cent", u"cents"},
       {"GBP", u"pound", u"pounds", u"penny", u"pence"},
       {"NGN", u"naira", u"naira", u"kobo", u"kobo"}}}},
    {QLocale::French,
     u"et",
     u"tiret",
     u"point",
     u"barre oblique",
     u"tiret bas",
     true,
     {{{"USD", u"dollar américain", u"dollars américains", u"cent", u"cents"},
       {"EUR", u"euro", u"euros", u"centime", u"centimes"},
       {"GBP", u"livre sterling", u"livres sterling", u"penny", u"pence"},
       {"NGN", u"naira", u"nairas", u"kobo", u"kobos"}}}},
    {QLocale::Spanish,
     u"y",
     u"guion",
     u"punto",
     u"barra",
     u"guion bajo",
     false,
     {{{"USD", u"dólar estadounidense", u"dólares estadounidenses", u"centavo", u"centavos"},
       {"EUR", u"euro", u"euros", u"céntimo", u"céntimos"},
       {"GBP", u"libra esterlina", u"libras esterlinas", u"penique", u"peniques"},
       {"NGN", u"naira", u"nairas", u"kobo", u"kobos"}}}},
    {QLocale::Arabic,
     u"و",
     u"شرطة",
     u"نقطة",
     u"شرطة مائلة",
     u"شرطة سفلية",
     false,
     {{{"USD", u"دولار أمريكي", u"دولار أمريكي", u"سنت", u"سنت"},
       {"EUR", u"يورو", u"يورو", u"سنت", u"سنت"},
       {"GBP", u"جنيه إسترليني", u"جنيه إسترليني", u"بنس", u"بنس"},
       {"NGN", u"نيرة", u"نيرة", u"كوبو", u"كوبو"}}}},
}};

const LanguageWords &wordsOf(const QLocale &locale)
{
    const auto *const found =
        std::find_if(languages.begin(), languages.end(),
                     [&locale](const LanguageWords &words) { return words.language == locale.language(); });
    return found == languages.end() ? languages.front() : *found;
}

QString word(const char16_t *text)
{
    return QString::fromUtf16(text);
}

QString counted(std::int64_t number, const char16_t *one, const char16_t *many, bool zeroIsSingular)
{
    const bool isSingular = number == 1 || (number == 0 && zeroIsSingular);
    return QString::number(number) + u' ' + word(isSingular ? one : many);
}

QString spelledCode(const domain::Currency &currency)
{
    QStringList letters;
    for (const char letter : currency.code())
        letters += QString(QLatin1Char(letter));
    return letters.join(u' ');
}

} // namespace

QString spokenAmount(const domain::Money &money, const QLocale &locale)
{
    const auto &words = wordsOf(locale);
    const std::int64_t perMajor = money.currency.minorPerMajor();
    // The sign is not read: nobody is asked to pay less than nothing.
    const std::int64_t minor = money.minor < 0 ? -money.minor : money.minor;
    const std::int64_t majors = minor / perMajor;
    const std::int64_t rest = minor % perMajor;

    const auto code = money.currency.code();
    const auto *const named =
        std::find_if(words.currencies.begin(), words.currencies.end(),
                     [&code](const CurrencyWords &currency) { return code == currency.code; });
    if (named == words.currencies.end()) {
        QString number = QString::number(majors);
        if (rest != 0)
            number +=
                locale.decimalPoint() + QString::number(rest).rightJustified(money.currency.decimals(), u'0');
        return number + QStringLiteral(", ") + spelledCode(money.currency);
    }
    QStringList parts;
    if (majors != 0 || rest == 0)
        parts += counted(majors, named->one, named->many, words.zeroIsSingular);
    if (rest != 0)
        parts += counted(rest, named->minorOne, named->minorMany, words.zeroIsSingular);
    return parts.join(u' ' + word(words.conjunction) + u' ');
}

QString spokenReference(const QString &reference, const QLocale &locale)
{
    const auto &words = wordsOf(locale);
    QStringList letters;
    for (const QChar character : reference) {
        if (character == u'-')
            letters += word(words.dash);
        else if (character == u'.')
            letters += word(words.dot);
        else if (character == u'/')
            letters += word(words.slash);
        else if (character == u'_')
            letters += word(words.underscore);
        else if (!character.isSpace())
            letters += QString(character.toUpper());
    }
    return letters.join(QStringLiteral(", "));
}

} // namespace tillwright::kiosk::presentation
