#pragma once

#include "domain/money.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

/// What an X or Z report says. Money is integer minor units, one section per currency; nothing is ever added across them.
namespace tillwright::kiosk::shift {

/// From the first moment up to, and without, the last; ms since 1970, UTC, by the register's clock.
struct Period {
    std::int64_t fromMs = 0;
    std::int64_t toMs = 0;
    [[nodiscard]] bool contains(std::int64_t ms) const noexcept { return ms >= fromMs && ms < toMs; }
    friend bool operator==(const Period &, const Period &) = default;
};

struct PaidFigures {
    std::int64_t count = 0;
    std::int64_t grossMinor = 0;
    std::int64_t feesMinor = 0; ///< Clive's, of those that have them
    /// Paid ones whose fees Clive has not told yet: so many are missing in the fees, and the net is too high by them.
    std::int64_t feesMissing = 0;
    [[nodiscard]] std::int64_t netMinor() const noexcept { return grossMinor - feesMinor; }
    friend bool operator==(const PaidFigures &, const PaidFigures &) = default;
};

struct CurrencyFigures {
    domain::Currency currency = domain::Currency::usd();
    PaidFigures paid; ///< of sales of this shift
    /// By operator id; empty: nobody's. Together they are `paid`.
    std::map<std::string, PaidFigures> byOperator;
    std::map<std::string, std::int64_t> notPaid; ///< how many, by reason
    /// Of sales of earlier shifts, unresolved then and paid now. In no other figure of any report.
    PaidFigures earlierPaid;
    friend bool operator==(const CurrencyFigures &, const CurrencyFigures &) = default;
};

/// A sale by name. `word`: where it stands, in the words of journal or backend; `only_in_journal` for one that was paid here and
/// that the backend does not have.
struct NamedSale {
    std::string attemptId; ///< empty for one that only the backend knows
    std::string reference;
    std::string cliveTxId;
    std::string operatorId;
    domain::Money amount;
    std::int64_t startedAtMs = 0;
    std::string word;
    friend bool operator==(const NamedSale &, const NamedSale &) = default;
};

struct Difference {
    enum class Kind { OnlyAtBackend, OnlyInJournal, OtherAmount, OtherStatus };
    Kind kind = Kind::OnlyAtBackend;
    std::string reference;
    std::string cliveTxId;
    /// Status and amount there and here, such as `paid USD 12.00`; empty where it is not known.
    std::string atBackend;
    std::string inJournal;
    friend bool operator==(const Difference &, const Difference &) = default;
};
/// `only_at_backend`, `only_in_journal`, `other_amount`, `other_status`.
[[nodiscard]] const char *differenceWord(Difference::Kind kind) noexcept;

struct Report {
    std::int64_t zNumber = 0; ///< 0: an X report, which closes nothing
    std::string registerName;
    std::int64_t shift = 0;
    Period period;
    std::int64_t openedAtMs = 0;
    std::string openedBy;
    std::string closedBy; ///< or who asked for the X report
    std::string note;
    /// The backend could be asked. Otherwise the figures are the journal's alone.
    bool isCompared = false;
    std::vector<CurrencyFigures> currencies; ///< by code
    std::vector<NamedSale> unresolved;       ///< of this shift and of earlier ones; in no figure
    std::vector<NamedSale> earlier;          ///< unresolved in an earlier report, resolved now
    std::vector<Difference> differences;
    /// How far the audit went (decision 011).
    std::int64_t auditNumber = 0;
    std::string auditHash; ///< hexadecimal
    friend bool operator==(const Report &, const Report &) = default;
};

/// Documented columns (docs/shift.md), RFC 4180, UTF-8; times in UTC.
[[nodiscard]] std::string reportCsv(const Report &report);

} // namespace tillwright::kiosk::shift
