#include "kiosk/presentation/attention_view_model.h"

#include "kiosk/presentation/history_words.h"

#include <algorithm>

namespace tillwright::kiosk::presentation {

using namespace Qt::StringLiterals;

AttentionViewModel::AttentionViewModel(AttentionParts parts, QObject *parent)
    : QObject(parent), m_parts(std::move(parts))
{
}

AttentionViewModel::~AttentionViewModel()
{
    m_parts.clock.cancel(m_timer);
}

void AttentionViewModel::refresh()
{
    m_isAsking = true;
    ++m_question;
    plan();
    look();
    ask({}, {}, 1);
}

void AttentionViewModel::plan()
{
    m_parts.clock.cancel(m_timer);
    m_timer = m_parts.clock.after(askEveryMs, [this] { refresh(); });
}

void AttentionViewModel::ask(std::vector<contract::FoundCheckout> before, const std::string &cursor, int page)
{
    contract::CheckoutSearch search;
    search.attentionOnly = true;
    search.cursor = cursor;
    m_parts.backend.searchCheckouts(
        search,
        [this, alive = std::weak_ptr<bool>(m_alive), question = m_question, before = std::move(before),
         page](tl::expected<contract::CheckoutPage, checkout::BackendError> answer) mutable {
            if (alive.expired() || question != m_question)
                return;
            if (answer) {
                take(*answer, std::move(before), page);
                return;
            }
            // What was reported before is better than nothing.
            m_isAsking = false;
            m_problem = askingFailedText(answer.error());
            look();
        });
}

void AttentionViewModel::take(const contract::CheckoutPage &page, std::vector<contract::FoundCheckout> before,
                              int number)
{
    before.insert(before.end(), page.checkouts.begin(), page.checkouts.end());
    if (!page.nextCursor.empty() && number < reportedPagesMax) {
        ask(std::move(before), page.nextCursor, number + 1);
        return;
    }
    m_isAsking = false;
    m_askedAtMs = m_parts.clock.nowMs();
    m_problem.clear();
    m_unconfirmed.clear();
    m_reported = std::move(before);
    look();
    if (page.nextCursor.empty())
        forgetSettled();
}

void AttentionViewModel::look()
{
    auto unresolved = m_parts.desk.background();
    unresolved.push_back(m_parts.desk.state());
    const auto resolved = m_parts.memory.resolvedAttention();
    m_memoryProblem = resolved ? QString() : QString::fromStdString(resolved.error().cause);
    m_items = attentionItems(
        unresolved, m_reported, m_parts.papers.stuck ? m_parts.papers.stuck() : QList<StuckPaper>(),
        resolved ? *resolved : std::vector<checkout::ResolvedAttention>(), m_unconfirmed);
    for (const QString &key : m_checks.keys()) {
        if (!find(key))
            m_checks.remove(key);
    }
    Q_EMIT changed();
}

/// What is over needs no memory: should it come again, it is open again.
void AttentionViewModel::forgetSettled()
{
    const auto resolved = m_parts.memory.resolvedAttention();
    if (!resolved)
        return;
    auto unresolved = m_parts.desk.background();
    unresolved.push_back(m_parts.desk.state());
    const auto all = attentionItems(unresolved, m_reported, {}, {});
    for (const auto &each : *resolved) {
        const bool isThere = std::any_of(all.begin(), all.end(), [&](const AttentionItem &item) {
            return item.key.toStdString() == each.key;
        });
        if (!isThere)
            static_cast<void>(m_parts.memory.forgetResolved(each.key));
    }
}

int AttentionViewModel::count() const
{
    return int(std::count_if(m_items.begin(), m_items.end(),
                             [](const AttentionItem &item) { return !item.isNoted; }));
}

QString AttentionViewModel::askedText() const
{
    if (m_isAsking)
        return tr("Asking the backend …");
    return m_askedAtMs == 0
        ? QString()
        : tr("Backend asked: %1").arg(timeText(m_askedAtMs, m_parts.clock.nowMs(), m_parts.zone));
}

QString AttentionViewModel::sinceText(const AttentionItem &item) const
{
    return item.sinceMs == 0 ? QString() : timeText(item.sinceMs, m_parts.clock.nowMs(), m_parts.zone);
}

bool AttentionViewModel::canResolve(const AttentionItem &item) const
{
    return item.isPayment() && !item.isNoted;
}

const AttentionItem *AttentionViewModel::find(const QString &key) const
{
    const auto found = std::find_if(m_items.begin(), m_items.end(),
                                    [&](const AttentionItem &item) { return item.key == key; });
    return found == m_items.end() ? nullptr : &*found;
}

void AttentionViewModel::checkNow(const QString &key)
{
    const auto *item = find(key);
    if (!item || !item->isPayment() || isChecking(*item))
        return;
    const std::string cliveTxId = item->id.toStdString();
    m_checks[key] = {tr("Asking Clive …"), true};
    Q_EMIT changed();
    m_parts.desk.checkNow(cliveTxId);
    m_parts.backend.fetchStatus(
        {cliveTxId, true, 0, 0},
        [this, key, alive = std::weak_ptr<bool>(m_alive)](
            tl::expected<contract::CheckoutState, checkout::BackendError> answer) {
            if (alive.expired())
                return;
            m_checks[key] = {answer ? cliveAnswerText(*answer) : askingFailedText(answer.error()), false};
            // The list is the backend's to say.
            if (answer)
                refresh();
            else
                look();
        });
}

void AttentionViewModel::resolve(const QString &key)
{
    const auto *item = find(key);
    if (!item || !canResolve(*item))
        return;
    if (!m_parts.staff) {
        remember(*item);
        return;
    }
    // Somebody has to fetch a supervisor: meanwhile the matter may have become another one.
    m_parts.staff->allow({u"attention_resolved"_s, item->id, item->title,
                          tr("Resolve: %1 – %2").arg(item->title, item->subject)},
                         [this, alive = std::weak_ptr<bool>(m_alive), was = *item] {
                             if (alive.expired())
                                 return;
                             const auto *now = find(was.key);
                             if (now && now->cause == was.cause)
                                 remember(*now);
                         });
}

void AttentionViewModel::remember(const AttentionItem &item)
{
    const QString operatorId = m_parts.staff ? m_parts.staff->operatorId() : QString();
    const auto kept = m_parts.memory.keepResolved(
        {item.key.toStdString(), item.cause.toStdString(), m_parts.clock.nowMs(), operatorId.toStdString()});
    const QString key = item.key;
    if (!kept)
        m_checks[key] = {tr("This could not be kept: %1").arg(QString::fromStdString(kept.error().cause)),
                         false};
    else
        m_checks.remove(key);
    // Whether the server agrees is its to say.
    if (kept) {
        m_unconfirmed.insert(key);
        refresh();
    } else {
        look();
    }
}

void AttentionViewModel::printAgain(const QString &key)
{
    settlePaper(key, m_parts.papers.printAgain);
}

void AttentionViewModel::cameOut(const QString &key)
{
    settlePaper(key, m_parts.papers.cameOut);
}

void AttentionViewModel::notNeeded(const QString &key)
{
    settlePaper(key, m_parts.papers.notNeeded);
}

void AttentionViewModel::settlePaper(const QString &key, const std::function<void(const QString &)> &settle)
{
    const auto *item = find(key);
    if (!item || item->isPayment() || !settle)
        return;
    settle(item->id);
    look();
}

} // namespace tillwright::kiosk::presentation
