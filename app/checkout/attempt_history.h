#pragma once

#include "checkout/ports.h"

#include <optional>
#include <set>

/// What a face asks of the journal: sales of long ago, and how one of them went.
namespace tillwright::checkout {

/// A place between two sales in the order of a list: newest first, and of the same millisecond the one that was written
/// down last.
struct HistoryPlace {
    std::int64_t startedAtMs = 0;
    std::int64_t row = 0; ///< the journal's own
    friend auto operator<=>(const HistoryPlace &, const HistoryPlace &) = default;
};

/// What is looked for. Without anything all sales are.
struct HistorySearch {
    // Any of these is enough; letters in capitals or not are the same.
    std::string prefix;          ///< of the reference or of Clive's id
    std::string statementSuffix; ///< the whole of it
    std::optional<domain::Money> amount;
    std::optional<std::int64_t> receiptNumber;

    // All of these have to hold.
    std::set<Phase> phases;               ///< empty: any
    std::optional<std::int64_t> fromMs;   ///< started then or later; since 1970, UTC
    std::optional<std::int64_t> beforeMs; ///< started before then

    [[nodiscard]] bool hasText() const
    {
        return !prefix.empty() || !statementSuffix.empty() || amount || receiptNumber;
    }
    friend bool operator==(const HistorySearch &, const HistorySearch &) = default;
};

struct HistoryEntry {
    HistoryPlace place;
    /// Absent when the disk has changed the row: what is left of it is not to be trusted.
    std::optional<AttemptRecord> record;
    std::string damage; ///< technical: why there is no record
};

struct HistoryPage {
    std::vector<HistoryEntry> entries;
    bool hasMore = false;
};

/// One step of a sale as the journal got it.
struct AttemptEvent {
    std::int64_t atMs = 0; ///< since 1970, UTC
    Phase phase = Phase::Creating;
    /// A technical word: why (`declined`), or one of those below; empty where the phase says it all. No secret.
    std::string note;
    friend bool operator==(const AttemptEvent &, const AttemptEvent &) = default;
};
inline constexpr std::string_view noteReceiptMade = "receipt_made";
/// The row was not written by the sale itself: it could be read in a damaged journal, or came from the backend.
inline constexpr std::string_view noteKept = "kept_from_damaged_journal";
inline constexpr std::string_view noteFound = "found_at_backend";

class AttemptHistory
{
public:
    virtual ~AttemptHistory() = default;
    /// The sales after `after` (none: from the newest on), at most `limit`. A list that is read page by page shows every
    /// sale once, also while others are added.
    [[nodiscard]] virtual tl::expected<HistoryPage, JournalError>
    page(const HistorySearch &search, std::optional<HistoryPlace> after, int limit) const = 0;
    /// One sale by its attempt's id, as it is now.
    [[nodiscard]] virtual tl::expected<std::optional<AttemptRecord>, JournalError>
    find(const std::string &attemptId) const = 0;
    /// Oldest first. Empty for a sale from before the journal kept this.
    [[nodiscard]] virtual tl::expected<std::vector<AttemptEvent>, JournalError>
    timeline(const std::string &attemptId) const = 0;
};

/// What goes on the receipt of a paid sale that is long over; empty for any other. `timeline` is that sale's and tells
/// when it was paid.
[[nodiscard]] std::optional<ReceiptData> receiptOf(const AttemptRecord &record,
                                                   const std::vector<AttemptEvent> &timeline);

} // namespace tillwright::checkout
