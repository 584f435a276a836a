#include "kiosk/presentation/attention_items.h"

#include "domain/order.h"
#include "kiosk/presentation/history_words.h"
#include "kiosk/presentation/money_text.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

namespace tillwright::kiosk::presentation {

using namespace Qt::StringLiterals;
using Kind = AttentionItem::Kind;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Attention)
};

QString textOf(const std::string &text)
{
    return QString::fromStdString(text);
}

/// With Clive's id, which support asks for.
QString subjectOf(const std::string &reference, const domain::Money &amount, const std::string &cliveTxId)
{
    return u"%1 · %2 · %3"_s.arg(textOf(reference), moneyText(amount), textOf(cliveTxId));
}

QString paymentKey(const std::string &cliveTxId)
{
    return u"payment/"_s + textOf(cliveTxId);
}

AttentionItem itemOf(const checkout::state::Unresolved &unresolved)
{
    AttentionItem item;
    const auto &sale = unresolved.attempt.sale;
    item.id = textOf(unresolved.ids.cliveTxId);
    item.key = paymentKey(unresolved.ids.cliveTxId);
    item.subject = subjectOf(sale.reference.text(), sale.amount, unresolved.ids.cliveTxId);
    if (!unresolved.alarm.empty()) {
        item.kind = Kind::Mismatch;
        item.cause = u"mismatch: "_s + textOf(unresolved.alarm);
        item.title = Words::tr("Clive’s payment is not this sale’s");
        item.words = Words::tr("No receipt is made: %1.").arg(textOf(unresolved.alarm));
        item.advice = Words::tr("Do not charge it again. Call support with the Clive id.");
        return item;
    }
    item.cause = u"unresolved"_s;
    item.title = Words::tr("Not known whether it was paid");
    item.words = unresolved.abandonPending
        ? Words::tr("The sale was cancelled, but the backend could not be told yet.")
        : Words::tr("Clive has not said its last word on this payment.");
    item.advice = Words::tr(
        "Do not charge it again: the register goes on asking by itself. The customer keeps the slip.");
    return item;
}

bool reports(const contract::FoundCheckout &found, domain::Attention word)
{
    return found.state.attention.contains(std::string(domain::attentionWord(word)));
}

AttentionItem itemOf(const contract::FoundCheckout &found)
{
    using domain::Attention;
    AttentionItem item;
    const auto &state = found.state;
    item.id = textOf(state.cliveTxId);
    item.key = paymentKey(state.cliveTxId);
    item.subject = subjectOf(state.reference, state.amount, state.cliveTxId);
    item.sinceMs = found.createdAtMs;
    item.isSettled = state.status.isFinal();
    QStringList causes{textOf(state.status.word())};
    for (const auto &word : state.attention)
        causes.append(textOf(word));
    item.cause = causes.join(u' ');
    const QString status = cliveStatusText(state.status);
    if (reports(found, Attention::AmountMismatch) || reports(found, Attention::ReferenceMismatch)) {
        item.kind = Kind::Mismatch;
        item.title = reports(found, Attention::AmountMismatch) ? Words::tr("Clive has another amount")
                                                               : Words::tr("Clive has another reference");
        item.words =
            Words::tr("Clive reported something else for this payment than the sale says. Its last word: %1.")
                .arg(status);
        item.advice = Words::tr(
            "Compare with what the customer has paid. Call support with the Clive id before anything is handed out or "
            "paid back.");
    } else if (reports(found, Attention::PaidAfterAbandoned) || reports(found, Attention::PaidAfterFinal)) {
        item.kind = Kind::PaidAfterEnd;
        item.title = reports(found, Attention::PaidAfterAbandoned) ? Words::tr("Paid after it was cancelled")
                                                                   : Words::tr("Paid after it had failed");
        item.words = Words::tr("The register had ended this sale as not paid. Clive says: %1.").arg(status);
        item.advice = Words::tr(
            "The customer has been charged: hand over what was bought, or have it paid back at Clive.");
    } else {
        item.kind = Kind::UnknownWord;
        item.title = Words::tr("Clive says something new");
        item.words = Words::tr("Clive’s status of this payment: %1.").arg(status);
        item.advice = Words::tr("Do not charge it again. Call support with the Clive id.");
    }
    return item;
}

AttentionItem itemOf(const StuckPaper &paper)
{
    AttentionItem item;
    item.kind = Kind::Paper;
    item.id = paper.id;
    item.key = u"paper/"_s + paper.id;
    item.cause = paper.mayBeOut ? u"uncertain"_s : u"failed"_s;
    item.title = paper.mayBeOut ? Words::tr("May have come out already") : Words::tr("Was not printed");
    item.subject = paper.title;
    item.words = paper.words;
    item.advice = paper.mayBeOut
        ? Words::tr("Look at the printer, then say whether it came out or print it again.")
        : Words::tr("See to the printer, then print it again.");
    item.sinceMs = paper.sinceMs;
    item.mayBeOut = paper.mayBeOut;
    return item;
}

AttentionItem *find(QList<AttentionItem> &items, const QString &key)
{
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const AttentionItem &item) { return item.key == key; });
    return found == items.end() ? nullptr : &*found;
}

} // namespace

Standing standingOf(const AttentionItem &item, const std::vector<checkout::ResolvedAttention> &resolved)
{
    const auto found = std::find_if(resolved.begin(), resolved.end(),
                                    [&](const auto &each) { return each.key == item.key.toStdString(); });
    if (found == resolved.end() || found->cause != item.cause.toStdString())
        return Standing::Open;
    return item.isSettled ? Standing::Gone : Standing::Noted;
}

QList<AttentionItem>
attentionItems(const std::vector<checkout::State> &unresolved,
               const std::vector<contract::FoundCheckout> &reported, const QList<StuckPaper> &papers,
               const std::vector<checkout::ResolvedAttention> &resolved, const QSet<QString> &unconfirmed)
{
    QList<AttentionItem> all;
    // The backend's report says more than the register's wait.
    for (const auto &found : reported) {
        if (!found.state.attention.empty() && !find(all, paymentKey(found.state.cliveTxId)))
            all.append(itemOf(found));
    }
    for (const auto &state : unresolved) {
        const auto *sale = std::get_if<checkout::state::Unresolved>(&state);
        if (!sale)
            continue;
        auto item = itemOf(*sale);
        auto *known = find(all, item.key);
        if (!known)
            all.append(item);
        else
            // It is not over while this register is not done with it.
            known->isSettled = false;
    }
    for (const auto &paper : papers)
        all.append(itemOf(paper));

    QList<AttentionItem> shown;
    for (auto &item : all) {
        Standing standing = standingOf(item, resolved);
        if (standing == Standing::Gone && unconfirmed.contains(item.key))
            standing = Standing::Noted;
        item.isNoted = standing == Standing::Noted;
        if (standing != Standing::Gone)
            shown.append(item);
    }
    std::stable_sort(shown.begin(), shown.end(), [](const AttentionItem &a, const AttentionItem &b) {
        return std::pair(b.isNoted, a.sinceMs) > std::pair(a.isNoted, b.sinceMs);
    });
    return shown;
}

} // namespace tillwright::kiosk::presentation
