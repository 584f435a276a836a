#pragma once

#include "checkout/attempt_history.h"

#include <QtCore/QString>
#include <QtCore/QVariantList>
#include <vector>

/// How sales are found among hundreds of thousands: one question for each thing that a typed text may mean, each with an
/// index named, and what they find is merged. None of them walks through the table.
namespace tillwright::kiosk::journal {

/// From this many sales of a prefix on, walking from the newest to the oldest finds a page sooner than sorting them all.
inline constexpr int densePrefixFrom = 2'000;

struct SearchQuestion {
    QString sql;
    QVariantList values;
};

/// Whether the column (`reference` or `clive_tx_id`) starts with the prefix in densePrefixFrom rows or more: the answer is
/// a count up to there.
[[nodiscard]] SearchQuestion densityQuestion(const QString &column, const std::string &prefix);

struct DensePrefix {
    bool ofReferences = false;
    bool ofCliveIds = false;
};
/// Each answers with `started_at_ms, rowid`, newest first.
[[nodiscard]] std::vector<SearchQuestion> searchQuestions(const checkout::HistorySearch &search,
                                                          std::optional<checkout::HistoryPlace> after,
                                                          int limit, DensePrefix dense);

/// The row with this clive_tx_id, letter by letter: people may type an id in capitals, programs may not.
[[nodiscard]] SearchQuestion transactionQuestion(const std::string &cliveTxId);
/// Whole records (recordColumns()) with this attempt id or clive_tx_id, letter by letter, oldest first.
[[nodiscard]] SearchQuestion namedQuestion(const std::string &id);
/// The row of a sale with this reference that never got the backend's answer.
[[nodiscard]] SearchQuestion unansweredQuestion(const std::string &reference);

} // namespace tillwright::kiosk::journal
