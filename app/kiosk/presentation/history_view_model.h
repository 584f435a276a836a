#pragma once

#include "checkout/checkout_desk.h"
#include "kiosk/presentation/history_model.h"

#include <QList>
#include <memory>

namespace tillwright::kiosk::presentation {

/// What the history needs; everything must outlive it.
struct HistoryParts {
    const checkout::AttemptHistory &history;
    checkout::CheckoutDesk &desk;
    checkout::BackendPort &backend;
    const checkout::Clock &clock;
};

struct HistoryOptions {
    domain::Currency currency = domain::Currency::usd(); ///< of an amount that is typed without one
    QString statementPrefix;                             ///< `ECHEZONA`, before the suffix
    QTimeZone zone = QTimeZone::systemTimeZone();
};

/// A line of what is known about a sale.
struct SaleFact {
    QString name;
    QString value;
    bool canBeCopied = false; ///< an id that somebody types elsewhere
};
/// A line of how it went.
struct SaleStep {
    QString time;
    QString text;
};

/// The history as a face shows it: what is searched for, the list, and one sale of it.
class HistoryViewModel : public QObject
{
    Q_OBJECT

public:
    enum class Filter { All, Paid, NotPaid, Unresolved };
    enum class Check { None, Asking, Answered, Failed };

    HistoryViewModel(const HistoryParts &parts, HistoryOptions options, QObject *parent = nullptr);
    ~HistoryViewModel() override;

    [[nodiscard]] HistoryModel &model() { return m_model; }
    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] Filter filter() const { return m_filter; }
    [[nodiscard]] bool isTodayOnly() const { return m_todayOnly; }
    /// For the facts that are read from now on.
    void setStatementPrefix(const QString &prefix) { m_options.statementPrefix = prefix; }
    /// Something narrows the list.
    [[nodiscard]] bool isNarrowed() const;
    void setText(const QString &text);
    void setFilter(Filter filter);
    void setTodayOnly(bool todayOnly);
    /// Everything is listed again.
    void clearSearch();
    /// As the journal is now; the chosen sale stays.
    void refresh();
    /// The chosen sale may have moved on; the list stays where it is.
    void look();
    /// Why the list is empty or ends: "No sales yet.", "Nothing matches ...", or what is wrong; empty for none.
    [[nodiscard]] QString listWords() const;
    [[nodiscard]] bool hasProblem() const { return !m_model.problem().isEmpty(); }

    /// The row in the list; -1 for none.
    void choose(int row);
    [[nodiscard]] int chosenRow() const;
    /// Null for none.
    [[nodiscard]] const checkout::AttemptRecord *chosen() const { return m_chosen ? &*m_chosen : nullptr; }
    [[nodiscard]] QString amountText() const;
    [[nodiscard]] QString statusText() const;
    [[nodiscard]] QString statusAdvice() const;
    [[nodiscard]] QList<SaleFact> facts() const;
    [[nodiscard]] QList<SaleStep> steps() const;
    /// As the journal has it.
    [[nodiscard]] const std::vector<checkout::AttemptEvent> &timeline() const { return m_timeline; }

    /// Shows the sale whose receipt was scanned; any other text is searched for. False: there is no such sale here.
    bool openReceipt(const QString &text);
    /// The sale of this transaction. False: it is not in the journal.
    bool openTransaction(const QString &cliveTxId);

    /// Clive knows the sale, so it can be asked about.
    [[nodiscard]] bool canCheck() const { return m_chosen && m_chosen->ids && m_check != Check::Asking; }
    /// Asks the backend, which asks Clive. What the answer changes takes the flow's way, or is on the attention list.
    void checkNow();
    [[nodiscard]] Check check() const { return m_check; }
    [[nodiscard]] const QString &checkText() const { return m_checkText; }

Q_SIGNALS:
    /// The list is another one.
    void listChanged();
    /// Another sale is chosen, or something about it has changed.
    void chosenChanged();
    /// Clive's word differs from what this register ended the sale with: staff have to be told.
    void attentionNeeded();

private:
    void search();
    void show(const checkout::AttemptRecord *record);
    void readChosen();
    void answered(const tl::expected<contract::CheckoutState, checkout::BackendError> &answer);

    HistoryParts m_parts;
    HistoryOptions m_options;
    HistoryModel m_model;
    QString m_text;
    Filter m_filter = Filter::All;
    bool m_todayOnly = false;
    std::optional<checkout::AttemptRecord> m_chosen;
    std::vector<checkout::AttemptEvent> m_timeline;
    QString m_timelineProblem;
    Check m_check = Check::None;
    QString m_checkText;
    /// Which question the answer belongs to.
    std::uint64_t m_question = 0;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace tillwright::kiosk::presentation
