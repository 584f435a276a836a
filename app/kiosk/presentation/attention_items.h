#pragma once

#include "checkout/attention_memory.h"
#include "checkout/state.h"

#include <QList>
#include <QSet>
#include <QString>

/// What staff have to look at, put together from what the register knows, what the backend reports and what is stuck at
/// the printer (decision 013).
namespace tillwright::kiosk::presentation {

/// A paper that did not come out, or of which nobody knows.
struct StuckPaper {
    QString id;    ///< the spool's
    QString title; ///< "Receipt 17"
    QString words; ///< what happened
    /// It may lie there; otherwise it does not, for certain.
    bool mayBeOut = false;
    std::int64_t sinceMs = 0;
};

struct AttentionItem {
    enum class Kind { Unresolved, Mismatch, PaidAfterEnd, UnknownWord, Paper };

    QString key;   ///< `payment/<clive_tx_id>`, `paper/<id>`
    QString cause; ///< what is the matter, for comparing: another one is another matter
    Kind kind = Kind::Unresolved;
    QString title;
    QString subject;          ///< reference and amount, or the paper
    QString words;            ///< what it is
    QString advice;           ///< what to do
    QString id;               ///< the transaction, or the spool's
    std::int64_t sinceMs = 0; ///< since 1970, UTC; 0: not known
    /// Clive has said its last word: nothing about the payment changes any more.
    bool isSettled = false;
    bool mayBeOut = false; ///< of a paper
    /// Somebody has dealt with it, and its cause goes on: shown, but not counted.
    bool isNoted = false;

    [[nodiscard]] bool isPayment() const { return kind != Kind::Paper; }
    friend bool operator==(const AttentionItem &, const AttentionItem &) = default;
};

/// Each payment once, however many tell of it. What has to be looked at comes first, and the newest of it. What was
/// resolved is left out once its cause is settled; see standingOf(). `unconfirmed`: keys that were resolved since the
/// backend was last heard of.
[[nodiscard]] QList<AttentionItem> attentionItems(const std::vector<checkout::State> &unresolved,
                                                  const std::vector<contract::FoundCheckout> &reported,
                                                  const QList<StuckPaper> &papers,
                                                  const std::vector<checkout::ResolvedAttention> &resolved,
                                                  const QSet<QString> &unconfirmed = {});

/// The server's word wins: what was resolved is open again when its cause is another one now, and stays on the list while
/// the payment is not settled.
enum class Standing { Open, Noted, Gone };
[[nodiscard]] Standing standingOf(const AttentionItem &item,
                                  const std::vector<checkout::ResolvedAttention> &resolved);

} // namespace tillwright::kiosk::presentation
