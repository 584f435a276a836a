#include "kiosk/presentation/field_words.h"

#include "domain/money.h"
#include "kiosk/presentation/money_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <string_view>

namespace tillwright::kiosk::presentation {

namespace {

struct Entry {
    std::string_view field;
    std::string_view problem; ///< the domain's; a prefix, because some of them end in a number
    const char *sentence;     ///< %1 smallest amount, %2 largest amount, %3 example
};

constexpr std::array entries{
    Entry{"amount", "it is empty", QT_TRANSLATE_NOOP("FieldWords", "Enter the amount, like %3.")},
    Entry{"amount", "it is negative", QT_TRANSLATE_NOOP("FieldWords", "The amount cannot be negative.")},
    Entry{"amount", "it is zero", QT_TRANSLATE_NOOP("FieldWords", "Enter what the customer has to pay.")},
    Entry{"amount", "it is not a number",
          QT_TRANSLATE_NOOP("FieldWords", "Use only digits and a point, like %3.")},
    Entry{"amount", "it has more than one decimal point",
          QT_TRANSLATE_NOOP("FieldWords", "Use one decimal point only, like %3.")},
    Entry{"amount", "it has more than eight digits",
          QT_TRANSLATE_NOOP("FieldWords", "The largest card payment is %2.")},
    Entry{"amount", "it has more than ",
          QT_TRANSLATE_NOOP("FieldWords", "Too many decimals. Write it like %3.")},
    Entry{"amount", "it is too large", QT_TRANSLATE_NOOP("FieldWords", "The largest card payment is %2.")},
    Entry{"amount", "it is below the smallest card payment",
          QT_TRANSLATE_NOOP("FieldWords", "The smallest card payment is %1.")},
    Entry{"currency", "", QT_TRANSLATE_NOOP("FieldWords", "This currency cannot be charged here.")},
    Entry{"email", "it is empty",
          QT_TRANSLATE_NOOP("FieldWords", "Enter the customer’s e-mail, like buyer@example.com.")},
    Entry{"email", "it is longer", QT_TRANSLATE_NOOP("FieldWords", "This e-mail is too long.")},
    Entry{"email", "it has a control character",
          QT_TRANSLATE_NOOP("FieldWords", "This e-mail has a character that cannot be used. Type it again.")},
    Entry{"email", "it has no @",
          QT_TRANSLATE_NOOP("FieldWords", "The @ is missing. Write it like buyer@example.com.")},
    Entry{"email", "the part before @ is not valid",
          QT_TRANSLATE_NOOP("FieldWords", "Check the part before the @.")},
    Entry{"email", "the part after @ is not a host name",
          QT_TRANSLATE_NOOP("FieldWords", "Check the part after the @. Write it like buyer@example.com.")},
    Entry{"reference", "it is empty",
          QT_TRANSLATE_NOOP("FieldWords", "Enter a reference, like EZ12345, or make a new one.")},
    Entry{"reference", "it is longer",
          QT_TRANSLATE_NOOP("FieldWords", "The reference is too long. Use at most 64 characters.")},
    Entry{
        "reference", "it has a control character",
        QT_TRANSLATE_NOOP("FieldWords", "The reference has a character that cannot be used. Type it again.")},
    Entry{"reference", "it has a character that is not allowed",
          QT_TRANSLATE_NOOP("FieldWords", "Use letters, digits and - _ . / only, like EZ12345.")},
};

const Entry *entryOf(const domain::InputError &error)
{
    const auto found = std::find_if(entries.begin(), entries.end(), [&error](const Entry &entry) {
        return error.field == entry.field && error.problem.starts_with(entry.problem);
    });
    return found == entries.end() ? nullptr : &*found;
}

QString capitalised(const std::string &text)
{
    QString sentence = QString::fromStdString(text);
    if (!sentence.isEmpty())
        sentence[0] = sentence[0].toUpper();
    return sentence;
}

} // namespace

bool hasOwnSentence(const domain::InputError &error)
{
    return entryOf(error) != nullptr;
}

QString fieldSentence(const domain::InputError &error, const domain::Currency &currency)
{
    if (const Entry *entry = entryOf(error)) {
        QString sentence = QCoreApplication::translate("FieldWords", entry->sentence);
        sentence.replace(QStringLiteral("%1"), moneyText({domain::chargeableAmountMinMinor, currency}));
        sentence.replace(QStringLiteral("%2"), moneyText({domain::chargeableAmountMaxMinor, currency}));
        const domain::Money example{750 * currency.minorPerMajor(), currency};
        return sentence.replace(QStringLiteral("%3"), QString::fromStdString(example.decimalText()));
    }
    return QStringLiteral("%1. %2.").arg(capitalised(error.problem), capitalised(error.wayOut));
}

} // namespace tillwright::kiosk::presentation
