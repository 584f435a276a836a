#include "kiosk/presentation/search_text.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QStringList>
#include <algorithm>

namespace tillwright::kiosk::presentation {

using namespace Qt::StringLiterals;

namespace {

struct Days {
    QDate first;
    QDate last;
};

/// A day or a month; nothing for what is neither.
std::optional<Days> daysOf(const QString &word)
{
    for (const auto &form : {u"yyyy-M-d"_s, u"d.M.yyyy"_s}) {
        if (const QDate day = QDate::fromString(word, form); day.isValid())
            return Days{day, day};
    }
    static const QRegularExpression month(u"^[0-9]{4}-[0-9]{2}$"_s);
    if (!month.match(word).hasMatch())
        return std::nullopt;
    const QDate first = QDate::fromString(word, u"yyyy-MM"_s);
    return first.isValid() ? std::optional(Days{first, first.addMonths(1).addDays(-1)}) : std::nullopt;
}

std::optional<Days> rangeOf(const QString &word)
{
    if (const auto dots = word.indexOf(u".."_s); dots > 0) {
        const auto from = daysOf(word.left(dots));
        const auto to = daysOf(word.mid(dots + 2));
        return from && to
            ? std::optional(Days{std::min(from->first, to->first), std::max(from->last, to->last)})
            : std::nullopt;
    }
    return daysOf(word);
}

/// Takes the days out of the words.
void takeDays(QStringList &words, checkout::HistorySearch &search, const QTimeZone &zone)
{
    std::optional<Days> all;
    for (qsizetype i = words.size() - 1; i >= 0; --i) {
        const auto days = rangeOf(words[i]);
        if (!days)
            continue;
        all = all ? Days{std::min(all->first, days->first), std::max(all->last, days->last)} : *days;
        words.removeAt(i);
    }
    if (!all)
        return;
    search.fromMs = all->first.startOfDay(zone).toMSecsSinceEpoch();
    search.beforeMs = all->last.addDays(1).startOfDay(zone).toMSecsSinceEpoch();
}

std::optional<domain::Money> amountOf(QString text, domain::Currency currency)
{
    if (text.startsWith(u'$')) {
        currency = domain::Currency::usd();
        text = text.mid(1).trimmed();
    }
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    if (words.size() == 2) {
        for (const int i : {0, 1}) {
            if (const auto named = domain::Currency::parse(words[i].toUpper().toStdString()))
                return amountOf(words[1 - i], *named);
        }
    }
    static const QRegularExpression grouped(u"^[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]+)?$"_s);
    if (grouped.match(text).hasMatch())
        text.remove(u',');
    const auto money = domain::parseMoney(text.toStdString(), currency);
    return money ? std::optional(*money) : std::nullopt;
}

std::optional<std::int64_t> receiptNumberOf(const QString &text)
{
    bool isNumber = false;
    const qlonglong number = (text.startsWith(u'#') ? text.mid(1) : text).toLongLong(&isNumber);
    return isNumber && number > 0 && !text.contains(u'+') ? std::optional<std::int64_t>(number)
                                                          : std::nullopt;
}

} // namespace

checkout::HistorySearch parseSearchText(const QString &text, const domain::Currency &currency,
                                        const QTimeZone &zone)
{
    checkout::HistorySearch search;
    if (const auto code = parseReceiptCode(text)) {
        search.prefix = code->cliveTxId;
        return search;
    }
    QStringList words = text.split(QRegularExpression(u"\\s+"_s), Qt::SkipEmptyParts);
    takeDays(words, search, zone);
    const QString rest = words.join(u' ');
    if (rest.isEmpty())
        return search;
    search.prefix = rest.toStdString();
    search.statementSuffix = search.prefix;
    search.amount = amountOf(rest, currency);
    search.receiptNumber = receiptNumberOf(rest);
    return search;
}

std::optional<ReceiptCode> parseReceiptCode(const QString &text)
{
    const QStringList words = text.trimmed().split(u' ', Qt::SkipEmptyParts);
    bool isNumber = false;
    const qlonglong number = words.value(1).toLongLong(&isNumber);
    if (words.size() != 4 || words.first().toUpper() != u"TW1"_s || !isNumber || number < 0)
        return std::nullopt;
    return ReceiptCode{number, words[2].toStdString(), words[3].toStdString()};
}

} // namespace tillwright::kiosk::presentation
