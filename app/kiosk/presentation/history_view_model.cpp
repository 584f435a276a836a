#include "kiosk/presentation/history_view_model.h"

#include "checkout/receipt_language.h"
#include "kiosk/presentation/history_words.h"
#include "kiosk/presentation/money_text.h"
#include "kiosk/presentation/search_text.h"

namespace tillwright::kiosk::presentation {

using namespace Qt::StringLiterals;
using checkout::Phase;

namespace {

std::set<Phase> phasesOf(HistoryViewModel::Filter filter)
{
    switch (filter) {
    case HistoryViewModel::Filter::All:
        break;
    case HistoryViewModel::Filter::Paid:
        return {Phase::Paid};
    case HistoryViewModel::Filter::NotPaid:
        return {Phase::NotPaid, Phase::Refused};
    case HistoryViewModel::Filter::Unresolved:
        return {Phase::Creating,  Phase::AwaitingPayment, Phase::Confirming,
                Phase::Verifying, Phase::Unresolved,      Phase::Abandoning};
    }
    return {};
}

/// Whether Clive's last word is another one than the one that the register ended the sale with.
bool differs(const checkout::AttemptRecord &record, const contract::CheckoutState &state)
{
    if (!checkout::isFinal(record.phase))
        return false;
    return state.status.isFinal() && state.status.isPaid() != (record.phase == Phase::Paid);
}

} // namespace

HistoryViewModel::HistoryViewModel(const HistoryParts &parts, HistoryOptions options, QObject *parent)
    : QObject(parent), m_parts(parts), m_options(std::move(options)),
      m_model(parts.history, parts.clock, m_options.zone)
{
}

HistoryViewModel::~HistoryViewModel() = default;

bool HistoryViewModel::isNarrowed() const
{
    return !m_text.trimmed().isEmpty() || m_filter != Filter::All || m_todayOnly;
}

void HistoryViewModel::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    search();
}

void HistoryViewModel::setFilter(Filter filter)
{
    m_filter = filter;
    search();
}

void HistoryViewModel::setTodayOnly(bool todayOnly)
{
    m_todayOnly = todayOnly;
    search();
}

void HistoryViewModel::clearSearch()
{
    m_text.clear();
    m_filter = Filter::All;
    m_todayOnly = false;
    search();
}

void HistoryViewModel::refresh()
{
    search();
    look();
}

void HistoryViewModel::look()
{
    if (!m_chosen)
        return;
    readChosen();
    Q_EMIT chosenChanged();
}

void HistoryViewModel::search()
{
    auto wanted = parseSearchText(m_text, m_options.currency, m_options.zone);
    wanted.phases = phasesOf(m_filter);
    if (m_todayOnly) {
        const QDate today = QDateTime::fromMSecsSinceEpoch(m_parts.clock.nowMs(), m_options.zone).date();
        wanted.fromMs = std::max(wanted.fromMs.value_or(0),
                                 std::int64_t(today.startOfDay(m_options.zone).toMSecsSinceEpoch()));
    }
    m_model.setSearch(wanted);
    Q_EMIT listChanged();
}

QString HistoryViewModel::listWords() const
{
    if (hasProblem())
        return tr("The sales cannot be read: %1").arg(m_model.problem());
    if (m_model.isCut())
        return tr("Only the newest %1 are listed. Type more to find older ones.").arg(m_model.rowCount());
    if (m_model.rowCount() > 0)
        return {};
    if (!isNarrowed())
        return tr("No sales yet. Each sale is listed here as soon as it is charged.");
    const QString text = m_text.trimmed();
    return text.isEmpty()
        ? tr("No such sale.")
        : tr("Nothing matches “%1”. Search by the beginning of a reference or Clive id, by an amount such as 750.00, "
             "a receipt number, a statement text or a day such as 2026-11-25.")
              .arg(text);
}

void HistoryViewModel::choose(int row)
{
    show(m_model.record(row));
}

int HistoryViewModel::chosenRow() const
{
    return m_chosen ? m_model.rowOf(m_chosen->attempt.id) : -1;
}

void HistoryViewModel::show(const checkout::AttemptRecord *record)
{
    const bool isSame = record && m_chosen && record->attempt.id == m_chosen->attempt.id;
    if (isSame || (!record && !m_chosen))
        return;
    m_chosen = record ? std::optional(*record) : std::nullopt;
    // An answer that is still on its way is about the sale before.
    ++m_question;
    m_check = Check::None;
    m_checkText.clear();
    if (m_chosen)
        readChosen();
    Q_EMIT chosenChanged();
}

void HistoryViewModel::readChosen()
{
    const auto id = m_chosen->attempt.id;
    if (const auto now = m_parts.history.find(id); now && *now) {
        m_chosen = **now;
        m_model.update(*m_chosen);
    }
    const auto timeline = m_parts.history.timeline(id);
    m_timeline = timeline ? *timeline : std::vector<checkout::AttemptEvent>();
    m_timelineProblem = timeline ? QString() : QString::fromStdString(timeline.error().cause);
}

QString HistoryViewModel::amountText() const
{
    return m_chosen ? moneyText(m_chosen->attempt.sale.amount) : QString();
}

QString HistoryViewModel::statusText() const
{
    return m_chosen ? saleStatusText(*m_chosen) : QString();
}

QString HistoryViewModel::statusAdvice() const
{
    return m_chosen ? saleStatusAdvice(*m_chosen) : QString();
}

QList<SaleFact> HistoryViewModel::facts() const
{
    QList<SaleFact> facts;
    if (!m_chosen)
        return facts;
    const auto &record = *m_chosen;
    const auto add = [&facts](const QString &name, const QString &value, bool canBeCopied = false) {
        if (!value.isEmpty())
            facts.append({name, value, canBeCopied});
    };
    const auto &sale = record.attempt.sale;
    add(tr("Reference"), QString::fromStdString(sale.reference.text()), true);
    if (record.ids) {
        add(tr("Clive"), QString::fromStdString(record.ids->cliveTxId), true);
        add(tr("Stripe"), QString::fromStdString(record.ids->stripePaymentIntentId), true);
    }
    add(tr("Attempt"), QString::fromStdString(record.attempt.id), true);
    if (record.receiptNumber > 0)
        add(tr("Receipt"), QString::number(record.receiptNumber));
    if (record.ids) {
        const QString suffix = QString::fromStdString(record.ids->statementDescriptorSuffix);
        add(tr("On the statement"),
            suffix.isEmpty() || m_options.statementPrefix.isEmpty()
                ? suffix
                : u"%1* %2"_s.arg(m_options.statementPrefix, suffix));
    }
    add(tr("E-mail"), QString::fromStdString(sale.email.text()));
    if (record.feesMinor)
        add(tr("Clive’s fees"), moneyText({*record.feesMinor, sale.amount.currency}));
    for (const auto &[name, value] : sale.meta) {
        const QString text = QString::fromStdString(value);
        add(name == "operator"                         ? tr("Operator")
                : name == checkout::receiptLanguageKey ? tr("Language of the receipt")
                                                       : QString::fromStdString(name),
            text);
    }
    return facts;
}

QList<SaleStep> HistoryViewModel::steps() const
{
    QList<SaleStep> steps;
    if (!m_chosen)
        return steps;
    const auto &record = *m_chosen;
    const auto at = [&](std::int64_t ms) { return secondText(ms, record.startedAtMs, m_options.zone); };
    if (!m_timelineProblem.isEmpty())
        steps.append({QString(), tr("How it went cannot be read: %1").arg(m_timelineProblem)});
    for (const auto &event : m_timeline)
        steps.append({at(event.atMs), eventText(event)});
    // From before the journal kept this: its row tells the beginning and the last change.
    if (steps.isEmpty()) {
        steps.append({at(record.startedAtMs), tr("Started")});
        steps.append({at(record.updatedAtMs), saleStatusText(record)});
    }
    return steps;
}

bool HistoryViewModel::openReceipt(const QString &text)
{
    const auto code = parseReceiptCode(text);
    if (!code) {
        clearSearch();
        setText(text.trimmed());
        choose(m_model.rowCount() == 1 ? 0 : -1);
        return m_model.rowCount() > 0;
    }
    if (openTransaction(QString::fromStdString(code->cliveTxId)))
        return true;
    // The words say what was not found.
    setText(QString::fromStdString(code->reference));
    choose(-1);
    return false;
}

bool HistoryViewModel::openTransaction(const QString &cliveTxId)
{
    clearSearch();
    checkout::HistorySearch search;
    search.prefix = cliveTxId.toStdString();
    const auto page = m_parts.history.page(search, {}, HistoryModel::pageRows);
    if (!page)
        return false;
    for (const auto &entry : page->entries) {
        if (!entry.record || !entry.record->ids || entry.record->ids->cliveTxId != search.prefix)
            continue;
        // By its transaction, so that it is in the list however old it is.
        setText(cliveTxId);
        show(&*entry.record);
        return true;
    }
    return false;
}

void HistoryViewModel::checkNow()
{
    if (!canCheck())
        return;
    const auto cliveTxId = m_chosen->ids->cliveTxId;
    m_check = Check::Asking;
    m_checkText = tr("Asking Clive …");
    Q_EMIT chosenChanged();
    m_parts.desk.checkNow(cliveTxId);
    m_parts.backend.fetchStatus({cliveTxId, true, 0, 0},
                                [this, alive = std::weak_ptr<bool>(m_alive), question = ++m_question](
                                    tl::expected<contract::CheckoutState, checkout::BackendError> answer) {
                                    if (!alive.expired() && question == m_question)
                                        answered(answer);
                                });
}

void HistoryViewModel::answered(const tl::expected<contract::CheckoutState, checkout::BackendError> &answer)
{
    m_check = answer ? Check::Answered : Check::Failed;
    m_checkText = answer ? cliveAnswerText(*answer) : askingFailedText(answer.error());
    readChosen();
    if (answer && (differs(*m_chosen, *answer) || !answer->attention.empty())) {
        if (differs(*m_chosen, *answer))
            m_checkText += u' ' + tr("This register ended it otherwise: see Attention.");
        Q_EMIT attentionNeeded();
    }
    Q_EMIT chosenChanged();
}

} // namespace tillwright::kiosk::presentation
