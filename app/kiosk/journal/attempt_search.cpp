#include "kiosk/journal/attempt_search.h"

#include "kiosk/journal/record_mapping.h"

#include <QtCore/QStringList>
#include <algorithm>
#include <limits>

namespace tillwright::kiosk::journal {

using checkout::HistoryPlace;
using checkout::HistorySearch;

namespace {

/// Behind every text that starts with what stands before it.
const QString behindAll = QString::fromUcs4(U"\U0010FFFF", 1);

QVariant integer(std::int64_t value)
{
    return QVariant(static_cast<qlonglong>(value));
}

/// Condition and index of one meaning; the index has `started_at_ms` in it, and the phase. Empty: the one that keeps the
/// column unique, which has no name of ours and is found without it.
struct Meaning {
    QString index;
    QString condition;
    QVariantList values;
};

/// By name, because SQLite guesses without statistics, and a question whose index is missing fails instead of walking
/// through the table.
QString indexedBy(const Meaning &meaning)
{
    return meaning.index.isEmpty() ? QString() : QLatin1String("INDEXED BY ") + meaning.index;
}

class Questions
{
public:
    Questions(const HistorySearch &search, std::optional<HistoryPlace> after, int limit)
        : m_fromMs(search.fromMs.value_or(std::numeric_limits<std::int64_t>::min())),
          m_before{search.beforeMs.value_or(std::numeric_limits<std::int64_t>::max()), 0}, m_limit(limit)
    {
        // Rows count from one, so that nothing of that very millisecond lies before it.
        if (after)
            m_before = std::min(m_before, *after);
        QStringList words;
        for (const auto phase : search.phases)
            words.append(QStringLiteral("'%1'").arg(QString::fromStdString(std::string(phaseWord(phase)))));
        if (!words.isEmpty())
            m_phases = QStringLiteral(" AND phase IN (%1)").arg(words.join(QLatin1String(", ")));
    }

    void add(const Meaning &meaning, bool isOfOnePhase = false)
    {
        SearchQuestion question;
        question.sql = QStringLiteral("SELECT started_at_ms, rowid FROM attempts %1 WHERE %2%3 "
                                      "AND started_at_ms >= ? AND (started_at_ms, rowid) < (?, ?) "
                                      "ORDER BY started_at_ms DESC, rowid DESC LIMIT ?")
                           .arg(indexedBy(meaning), meaning.condition, isOfOnePhase ? QString() : m_phases);
        question.values = meaning.values;
        question.values << integer(m_fromMs) << integer(m_before.startedAtMs) << integer(m_before.row)
                        << m_limit;
        m_questions.push_back(std::move(question));
    }
    std::vector<SearchQuestion> take() { return std::move(m_questions); }

private:
    std::int64_t m_fromMs;
    HistoryPlace m_before;
    int m_limit;
    QString m_phases;
    std::vector<SearchQuestion> m_questions;
};

QString indexOf(const QString &column)
{
    return column == QLatin1String("reference") ? QStringLiteral("attempts_by_reference")
                                                : QStringLiteral("attempts_by_clive_id");
}

Meaning startsWith(const QString &column, const std::string &prefix)
{
    const QString text = QString::fromStdString(prefix);
    return {indexOf(column),
            QStringLiteral("%1 COLLATE NOCASE >= ? AND %1 COLLATE NOCASE < ?").arg(column),
            {text, text + behindAll}};
}

Meaning prefixOf(const QString &column, const std::string &prefix, bool isDense)
{
    auto meaning = startsWith(column, prefix);
    if (isDense)
        meaning.index = QStringLiteral("attempts_by_time");
    return meaning;
}

} // namespace

SearchQuestion densityQuestion(const QString &column, const std::string &prefix)
{
    const auto meaning = startsWith(column, prefix);
    return {QStringLiteral("SELECT count(*) FROM (SELECT 1 FROM attempts %1 WHERE %2 LIMIT %3)")
                .arg(indexedBy(meaning), meaning.condition)
                .arg(densePrefixFrom),
            meaning.values};
}

std::vector<SearchQuestion> searchQuestions(const HistorySearch &search, std::optional<HistoryPlace> after,
                                            int limit, DensePrefix dense)
{
    Questions questions(search, after, limit);
    if (!search.prefix.empty()) {
        questions.add(prefixOf(QStringLiteral("reference"), search.prefix, dense.ofReferences));
        questions.add(prefixOf(QStringLiteral("clive_tx_id"), search.prefix, dense.ofCliveIds));
    }
    if (!search.statementSuffix.empty())
        questions.add({QStringLiteral("attempts_by_suffix"),
                       QStringLiteral("statement_descriptor_suffix COLLATE NOCASE = ?"),
                       {QString::fromStdString(search.statementSuffix)}});
    if (search.amount)
        questions.add(
            {QStringLiteral("attempts_by_amount"),
             QStringLiteral("amount_minor = ? AND currency = ?"),
             {integer(search.amount->minor), QString::fromStdString(search.amount->currency.code())}});
    if (search.receiptNumber)
        questions.add({{}, QStringLiteral("receipt_number = ?"), {integer(*search.receiptNumber)}});
    if (!search.hasText() && search.phases.empty())
        questions.add({QStringLiteral("attempts_by_time"), QStringLiteral("1"), {}});
    if (!search.hasText()) {
        for (const auto phase : search.phases)
            questions.add({QStringLiteral("attempts_by_phase"),
                           QStringLiteral("phase = ?"),
                           {QString::fromStdString(std::string(phaseWord(phase)))}},
                          true);
    }
    return questions.take();
}

SearchQuestion transactionQuestion(const std::string &cliveTxId)
{
    // The index knows no capitals, so it finds the few that may be meant, and the second comparison the one that is.
    const QString text = QString::fromStdString(cliveTxId);
    return {QStringLiteral("SELECT rowid FROM attempts INDEXED BY attempts_by_clive_id "
                           "WHERE clive_tx_id COLLATE NOCASE = ? AND clive_tx_id = ?"),
            {text, text}};
}

SearchQuestion namedQuestion(const std::string &id)
{
    const auto transaction = transactionQuestion(id);
    return {QStringLiteral("SELECT %1 FROM attempts WHERE rowid IN "
                           "(SELECT rowid FROM attempts WHERE id = ? UNION %2) ORDER BY started_at_ms, rowid")
                .arg(recordColumns(), transaction.sql),
            QVariantList{QString::fromStdString(id)} + transaction.values};
}

SearchQuestion unansweredQuestion(const std::string &reference)
{
    return {QStringLiteral("SELECT rowid FROM attempts INDEXED BY attempts_reference "
                           "WHERE reference = ? AND phase = 'creating' AND clive_tx_id IS NULL"),
            {QString::fromStdString(reference)}};
}

} // namespace tillwright::kiosk::journal
