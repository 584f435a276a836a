#include "kiosk/shift/figures.h"

#include <algorithm>

namespace tillwright::kiosk::shift {

namespace {

using checkout::AttemptRecord;
using checkout::Phase;
using contract::FoundCheckout;
using StatusKind = domain::PaymentStatus::Kind;

constexpr const char *onlyInJournal = "only_in_journal";

enum class End { Paid, NotPaid, Unresolved };

End endOf(const AttemptRecord &record)
{
    if (record.phase == Phase::Paid)
        return End::Paid;
    return checkout::isFinal(record.phase) ? End::NotPaid : End::Unresolved;
}

End endOf(const FoundCheckout &order)
{
    switch (order.state.status.kind()) {
    case StatusKind::Paid:
        return End::Paid;
    case StatusKind::Failed:
    case StatusKind::Cancelled:
        return End::NotPaid;
    default:
        break;
    }
    return order.state.abandoned ? End::NotPaid : End::Unresolved;
}

std::string wordOf(const AttemptRecord &record)
{
    return std::string(checkout::phaseWord(record.phase));
}

std::string wordOf(const FoundCheckout &order)
{
    return order.state.abandoned && !order.state.status.isFinal() ? "abandoned" : order.state.status.word();
}

std::string withAmount(const std::string &word, const domain::Money &amount)
{
    return word + ' ' + amount.currency.code() + ' ' + amount.decimalText();
}

/// One sale, from either side or from both.
struct Sale {
    const AttemptRecord *record = nullptr;
    const FoundCheckout *order = nullptr;

    [[nodiscard]] End end() const { return order ? endOf(*order) : endOf(*record); }
    [[nodiscard]] const domain::Money &amount() const
    {
        return order ? order->state.amount : record->attempt.sale.amount;
    }
    [[nodiscard]] std::optional<std::int64_t> feesMinor() const
    {
        if (order && order->state.feesMinor)
            return order->state.feesMinor;
        return record ? record->feesMinor : std::nullopt;
    }
    [[nodiscard]] std::string operatorId() const
    {
        if (!record)
            return {};
        const auto &meta = record->attempt.sale.meta;
        const auto found = meta.find("operator");
        return found == meta.end() ? std::string() : found->second;
    }
    [[nodiscard]] std::string reason() const
    {
        // What the journal has of a sale that was never started is a technical sentence, another one each time.
        if (record && record->phase == Phase::Refused)
            return std::string(checkout::phaseWord(Phase::Refused));
        if (record && endOf(*record) == End::NotPaid && !record->reason.empty())
            return record->reason;
        return order ? wordOf(*order) : wordOf(*record);
    }
    [[nodiscard]] NamedSale named() const
    {
        NamedSale sale;
        sale.amount = amount();
        sale.operatorId = operatorId();
        if (record) {
            sale.attemptId = record->attempt.id;
            sale.reference = record->attempt.sale.reference.text();
            sale.startedAtMs = record->startedAtMs;
        } else {
            sale.reference = order->state.reference;
            sale.startedAtMs = order->createdAtMs;
        }
        sale.cliveTxId = order ? order->state.cliveTxId
            : record->ids      ? record->ids->cliveTxId
                               : std::string();
        sale.word = order ? wordOf(*order) : wordOf(*record);
        return sale;
    }
};

class Maker
{
public:
    explicit Maker(const FiguresInput &input) : m_input(input)
    {
        m_report.isCompared = input.backend.has_value();
    }

    Report make()
    {
        takeCarried();
        for (const auto &record : m_input.journal) {
            if (m_input.period.contains(record.startedAtMs) && !isCarried(record.attempt.id, {}))
                take({&record, orderOf(record)});
        }
        for (const auto &order : orders()) {
            if (!recordOf(order) && m_input.period.contains(order.createdAtMs)
                && !isCarried({}, order.state.cliveTxId))
                take({nullptr, &order});
        }
        for (auto &[code, figures] : m_byCurrency)
            m_report.currencies.push_back(std::move(figures));
        return std::move(m_report);
    }

private:
    [[nodiscard]] const std::vector<FoundCheckout> &orders() const
    {
        static const std::vector<FoundCheckout> none;
        return m_input.backend ? *m_input.backend : none;
    }
    [[nodiscard]] const FoundCheckout *orderNamed(const std::string &cliveTxId) const
    {
        const auto found = std::find_if(orders().begin(), orders().end(), [&](const auto &order) {
            return !cliveTxId.empty() && order.state.cliveTxId == cliveTxId;
        });
        return found == orders().end() ? nullptr : &*found;
    }
    [[nodiscard]] const FoundCheckout *orderOf(const AttemptRecord &record) const
    {
        return record.ids ? orderNamed(record.ids->cliveTxId) : nullptr;
    }
    [[nodiscard]] const AttemptRecord *recordOf(const FoundCheckout &order) const
    {
        const auto found =
            std::find_if(m_input.journal.begin(), m_input.journal.end(), [&order](const auto &record) {
                return record.ids && record.ids->cliveTxId == order.state.cliveTxId;
            });
        return found == m_input.journal.end() ? nullptr : &*found;
    }
    [[nodiscard]] const AttemptRecord *recordNamed(const std::string &attemptId) const
    {
        const auto found =
            std::find_if(m_input.journal.begin(), m_input.journal.end(),
                         [&attemptId](const auto &record) { return record.attempt.id == attemptId; });
        return attemptId.empty() || found == m_input.journal.end() ? nullptr : &*found;
    }
    [[nodiscard]] bool isCarried(const std::string &attemptId, const std::string &cliveTxId) const
    {
        return std::any_of(m_input.carried.begin(), m_input.carried.end(), [&](const NamedSale &sale) {
            return (!attemptId.empty() && sale.attemptId == attemptId)
                || (!cliveTxId.empty() && sale.cliveTxId == cliveTxId);
        });
    }
    CurrencyFigures &figuresIn(const domain::Currency &currency)
    {
        auto &figures = m_byCurrency[currency.code()];
        figures.currency = currency;
        return figures;
    }
    static void add(PaidFigures &figures, const Sale &sale)
    {
        ++figures.count;
        figures.grossMinor += sale.amount().minor;
        if (const auto fees = sale.feesMinor())
            figures.feesMinor += *fees;
        else
            ++figures.feesMissing;
    }

    void take(const Sale &sale)
    {
        compare(sale);
        auto &figures = figuresIn(sale.amount().currency);
        // A paid row whose order the backend does not have is no income that anybody could find: it is a difference.
        const bool isLost = m_report.isCompared && !sale.order && endOf(*sale.record) == End::Paid;
        if (sale.end() == End::Unresolved || isLost) {
            m_report.unresolved.push_back(sale.named());
            if (isLost)
                m_report.unresolved.back().word = onlyInJournal;
        } else if (sale.end() == End::Paid) {
            add(figures.paid, sale);
            add(figures.byOperator[sale.operatorId()], sale);
        } else {
            ++figures.notPaid[sale.reason()];
        }
    }

    void takeCarried()
    {
        for (const NamedSale &before : m_input.carried) {
            const AttemptRecord *record = recordNamed(before.attemptId);
            const FoundCheckout *order =
                orderNamed(before.cliveTxId.empty() && record && record->ids ? record->ids->cliveTxId
                                                                             : before.cliveTxId);
            const Sale sale{record, order};
            // The backend did not have it; only the backend can say that it does now.
            const bool isLost = record && !order && endOf(*record) == End::Paid
                && (m_report.isCompared || before.word == onlyInJournal);
            if ((!record && !order) || isLost || sale.end() == End::Unresolved) {
                m_report.unresolved.push_back(before);
                continue;
            }
            NamedSale resolved = sale.named();
            resolved.startedAtMs = before.startedAtMs;
            resolved.operatorId = before.operatorId;
            resolved.word = sale.end() == End::Paid ? "paid" : sale.reason();
            m_report.earlier.push_back(std::move(resolved));
            if (sale.end() == End::Paid)
                add(figuresIn(sale.amount().currency).earlierPaid, sale);
        }
    }

    void compare(const Sale &sale)
    {
        if (!m_report.isCompared)
            return;
        const auto note = [this, &sale](Difference::Kind kind) {
            const NamedSale named = sale.named();
            m_report.differences.push_back(
                {kind, named.reference, named.cliveTxId,
                 sale.order ? withAmount(wordOf(*sale.order), sale.order->state.amount) : std::string(),
                 sale.record ? withAmount(wordOf(*sale.record), sale.record->attempt.sale.amount)
                             : std::string()});
        };
        if (!sale.record)
            note(Difference::Kind::OnlyAtBackend);
        else if (!sale.order && sale.record->ids)
            note(Difference::Kind::OnlyInJournal);
        else if (sale.order && sale.order->state.amount != sale.record->attempt.sale.amount)
            note(Difference::Kind::OtherAmount);
        else if (sale.order && endOf(*sale.order) != endOf(*sale.record))
            note(Difference::Kind::OtherStatus);
    }

    const FiguresInput &m_input;
    Report m_report;
    std::map<std::string, CurrencyFigures> m_byCurrency;
};

} // namespace

Report figuresOf(const FiguresInput &input)
{
    return Maker(input).make();
}

} // namespace tillwright::kiosk::shift
