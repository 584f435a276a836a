#include "shop.h"

#include "contract/webhook_signature.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace tillwright::simulation {

namespace {

constexpr std::array<const char *, 2> deviceNames{"register-1", "register-2"};

std::string tokenOf(const std::string &device)
{
    return "token of " + device;
}

std::vector<backend::http::Device> devices()
{
    std::vector<backend::http::Device> all;
    for (const std::string name : deviceNames)
        all.push_back({name, contract::sha256Hex(tokenOf(name))});
    return all;
}

std::string contentOf(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
}

/// Words of what is only known of an order that was abandoned; abandoning is the kiosk's step and no event of Clive's.
std::set<domain::Attention> ofEvents(std::set<domain::Attention> attention)
{
    attention.erase(domain::Attention::PaidAfterAbandoned);
    return attention;
}

} // namespace

Shop::Shop(World &theWorld, const std::string &databasePath)
    : world(theWorld), network(world), stripe(world), clive(world, stripe),
      backend(world, network, clive, databasePath, devices()), webhooks(world, network, backend),
      phones(world, network, backend, stripe, reached)
{
    clive.setPublish([this](const contract::CliveWebhook &webhook) { webhooks.publish(webhook); });
    backend.setOnSecret(
        [this](const std::string &id, const std::string &reference) { checkOnlyAttempt(id, reference); });
    backend.setOnAbandoned([this](const std::string &id) { phones.checkAbandoned(id); });
    sales.startsLeft = static_cast<int>(world.random().between(1, 5));
    for (const std::string name : deviceNames) {
        kiosks.push_back(std::make_unique<Kiosk>(world, network, backend, clive, stripe, sales, reached,
                                                 phones, name, tokenOf(name)));
        // The second kiosk is there to ask for the same sale as the first.
        if (name == deviceNames.front() || world.random().chance(400))
            kiosks.back()->switchOn();
    }
}

bool Shop::isReceipted(const std::string &cliveTxId) const
{
    return std::any_of(kiosks.begin(), kiosks.end(), [&](const auto &kiosk) {
        return std::any_of(kiosk->receipts().begin(), kiosk->receipts().end(), [&](const Receipt &receipt) {
            return receipt.cliveTxId == cliveTxId && receipt.isKept;
        });
    });
}

bool Shop::needsAttention(const std::string &cliveTxId)
{
    const auto record = backend.storedOrder(cliveTxId);
    if (record && !record->order.attention.empty())
        return true;
    if (backend.disk().unmatched.contains(cliveTxId))
        return true;
    return std::any_of(kiosks.begin(), kiosks.end(),
                       [&](const auto &kiosk) { return kiosk->alarmed().contains(cliveTxId); });
}

bool Shop::isOrderSettled(const std::string &cliveTxId)
{
    const auto record = backend.storedOrder(cliveTxId);
    // Never stored: its client secret never left the backend, so nobody can pay it.
    if (!record || record->order.status.isFinal())
        return true;
    using domain::Attention;
    return record->order.attention.contains(Attention::AmountMismatch)
        || record->order.attention.contains(Attention::ReferenceMismatch);
}

bool Shop::isSettled()
{
    if (!backend.isRunning())
        return false;
    for (const auto &[id, transaction] : clive.transactions()) {
        if (!transaction.isFinal() || !isOrderSettled(id))
            return false;
    }
    return std::all_of(kiosks.begin(), kiosks.end(),
                       [](const auto &kiosk) { return kiosk->isAtRest() && !kiosk->owesReceipt(); });
}

std::string Shop::describeUnsettled()
{
    std::string text;
    for (const auto &kiosk : kiosks) {
        if (!kiosk->isAtRest())
            text += kiosk->describe() + "; ";
        if (kiosk->owesReceipt())
            text += "a receipt is owed; ";
    }
    for (const auto &[id, transaction] : clive.transactions()) {
        const auto record = backend.storedOrder(id);
        if (!transaction.isFinal() || !isOrderSettled(id))
            text += id + " is " + transaction.told.status + " at Clive and "
                + (record ? record->order.status.word() : std::string("not")) + " in the store; ";
    }
    return text;
}

void Shop::checkOnlyAttempt(const std::string &cliveTxId, const std::string &reference)
{
    for (const auto &[id, transaction] : clive.transactions()) {
        if (id == cliveTxId || transaction.told.echezonaReference != reference)
            continue;
        const auto record = backend.storedOrder(id);
        if (!record || record->order.abandoned)
            continue;
        const auto &status = record->order.status;
        if (!status.isFinal() || status.isPaid())
            world.violate(Law::OnePayment,
                          cliveTxId + " can be paid for " + reference + " while " + id + " is "
                              + status.word());
    }
}

void Shop::checkLaws()
{
    checkNothingForgotten();
    checkOnePayment();
    checkCharges();
    checkOrders();
    checkDisk();
}

void Shop::checkNothingForgotten()
{
    for (const auto &[id, transaction] : clive.transactions()) {
        if (transaction.isPaid() && !isReceipted(id) && !needsAttention(id))
            world.violate(Law::NothingForgotten,
                          id + " is paid, and there is neither a receipt nor anybody told to look");
    }
}

void Shop::checkOnePayment()
{
    std::map<std::string, std::vector<std::string>> paidByReference;
    for (const auto &[id, transaction] : clive.transactions()) {
        const auto charges = stripe.intent(transaction.intentId).charges;
        if (charges > 1)
            world.violate(Law::Harness, "an intent was charged twice");
        if (charges > 0)
            paidByReference[transaction.told.echezonaReference].push_back(id);
    }
    for (const auto &[reference, ids] : paidByReference) {
        const auto unexplained = std::count_if(ids.begin(), ids.end(), [&](const std::string &id) {
            const auto record = backend.storedOrder(id);
            // The exception of docs/decisions/004, which staff see.
            return !record || !record->order.attention.contains(domain::Attention::PaidAfterAbandoned);
        });
        if (unexplained > 1)
            world.violate(Law::OnePayment,
                          reference + " was charged " + std::to_string(ids.size())
                              + " times and staff are not told");
        if (ids.size() > 1)
            ++reached["charged twice, and staff are told (decision 004)"];
    }
}

void Shop::checkCharges()
{
    for (const auto &[intentId, intent] : stripe.intents()) {
        const auto sale =
            std::find_if(sales.sales.begin(), sales.sales.end(), [&](const domain::Sale &candidate) {
                return candidate.reference.text() == intent.reference;
            });
        if (intent.charges > 0 && (sale == sales.sales.end() || sale->amount != intent.amount))
            world.violate(Law::Charge, intentId + " was charged over " + intent.amount.decimalText());
    }
}

void Shop::checkOrders()
{
    const contract::CliveStatusMap statuses;
    for (const auto &[id, history] : backend.disk().orders) {
        const auto record = backend.storedOrder(id);
        if (!record) {
            world.violate(Law::Durable, id + " was stored and is gone");
            continue;
        }
        auto events = history.events;
        for (int permutation = 0; permutation < 3; ++permutation) {
            auto order = history.made;
            for (const auto &event : events) {
                order.apply(event);
                if (permutation > 0)
                    order.apply(event);
            }
            if (order.status != record->order.status || order.feesMinor != record->order.feesMinor
                || ofEvents(order.attention) != ofEvents(record->order.attention))
                world.violate(Law::Order,
                              id + " would be " + order.status.word() + " and is "
                                  + record->order.status.word() + " with the same events in another order");
            for (std::size_t i = events.size(); i > 1; --i)
                std::swap(events[i - 1],
                          events[static_cast<std::size_t>(
                              world.random().between(0, static_cast<std::int64_t>(i) - 1))]);
        }
        const auto *transaction = clive.find(id);
        const bool isMismatched = record->order.attention.contains(domain::Attention::AmountMismatch);
        if (transaction && !isMismatched
            && record->order.status != statuses.statusOf(transaction->told.status))
            world.violate(Law::Order,
                          id + " is " + transaction->told.status + " at Clive and "
                              + record->order.status.word() + " in the store");
    }
}

void Shop::checkDisk()
{
    for (const auto *suffix : {"", "-wal"}) {
        const auto content = contentOf(backend.disk().path + suffix);
        for (const auto secret : {std::string_view("_secret_simulated"), payTokenMark}) {
            if (content.find(secret) != std::string::npos)
                world.violate(Law::Secrets, std::string("a secret is in clear in the database") + suffix);
        }
    }
}

void Shop::noteReached()
{
    for (const auto &[id, transaction] : clive.transactions()) {
        ++reached["Clive: " + transaction.told.status];
        if (const auto record = backend.storedOrder(id)) {
            for (const auto attention : record->order.attention)
                ++reached["attention: " + std::string(domain::attentionWord(attention))];
            if (record->order.abandoned)
                ++reached["order abandoned"];
        }
    }
    reached["the breaker before Clive opened"] += backend.circuitOpenings();
    for (const auto &kiosk : kiosks) {
        reached["receipts"] += kiosk->receipts().size();
        reached["waits for a person"] += kiosk->alarmed().size();
    }
}

} // namespace tillwright::simulation
