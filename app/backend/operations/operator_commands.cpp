#include "backend/operations/operator_commands.h"

#include "contract/webhook_signature.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>
#include <iterator>
#include <spdlog/spdlog.h>

namespace tillwright::backend::operations {

namespace {

constexpr int exitNoCommand = 2;
constexpr std::size_t deviceNameMaxCharacters = 64;
constexpr std::size_t listBatchMax = 200;
constexpr int ordersListedMax = 200;

// Answers are made in plain functions, because GCC 12 copies temporaries of aggregates in coroutines bit by bit.

OperatorAnswer noCommand()
{
    return {exitNoCommand,
            "the commands are:\n"
            "  devices enroll NAME | list | revoke NAME\n"
            "  dead-letters list | show ID | replay ID | replay --all\n"
            "  orders list [--attention] [--reference R] [--status S] [--device D] | show CLIVE_TX_ID\n"
            "  catalogue import FILE | list\n"
            "  bookings import FILE | show REFERENCE\n"};
}

std::string timeText(std::int64_t timeMs)
{
    const auto seconds = static_cast<std::time_t>(timeMs / 1000);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text.data();
}

std::string lineOf(const store::KeptWebhook &webhook)
{
    return std::to_string(webhook.id) + "  " + timeText(webhook.receivedAtMs) + "  "
        + printable(webhook.cliveTxId.empty() ? "-" : webhook.cliveTxId) + "  " + printable(webhook.problem)
        + "\n";
}

std::string attentionText(const domain::Order &order)
{
    std::string text;
    for (const auto item : order.attention)
        text += (text.empty() ? "" : ",") + std::string(domain::attentionWord(item));
    return text.empty() ? "-" : text;
}

std::string lineOf(const store::OrderRecord &record)
{
    const auto &order = record.order;
    return order.cliveTxId + "  " + timeText(record.createdAtMs) + "  " + order.reference.text() + "  "
        + std::to_string(order.amount.minor) + " " + order.amount.currency.code() + "  "
        + printable(order.status.word()) + (order.abandoned ? " (abandoned)" : "") + "  " + order.device
        + "  " + attentionText(order) + "\n";
}

std::string wholeText(const store::OrderRecord &record)
{
    const auto &order = record.order;
    std::string text = "clive_tx_id               " + order.cliveTxId + "\n";
    text += "stripe_payment_intent_id  " + printable(order.stripePaymentIntentId) + "\n";
    text += "reference                 " + order.reference.text() + "\n";
    text += "amount_minor              " + std::to_string(order.amount.minor) + " "
        + order.amount.currency.code() + "\n";
    text += "statement suffix          " + order.suffix + "\n";
    text += "device                    " + order.device + "\n";
    text += "status                    " + printable(order.status.word()) + "\n";
    text += std::string("abandoned                 ") + (order.abandoned ? "yes" : "no") + "\n";
    text += "fees_minor                " + (order.feesMinor ? std::to_string(*order.feesMinor) : "-") + "\n";
    text += "attention                 " + attentionText(order) + "\n";
    text += "version                   " + std::to_string(order.version) + "\n";
    text += "created                   " + timeText(record.createdAtMs) + "\n";
    text += "updated                   " + timeText(record.updatedAtMs) + "\n";
    text +=
        "next check                " + (record.nextCheckAtMs ? timeText(*record.nextCheckAtMs) : "-") + "\n";
    for (const auto &[key, value] : order.meta)
        text += "meta " + printable(key) + " = " + printable(value) + "\n";
    return text;
}

std::string replayText(std::int64_t id, const store::InboxResult &result)
{
    std::string text = std::to_string(id) + "  ";
    if (result.duplicate)
        return text + "was applied before: nothing changed\n";
    switch (result.state) {
    case store::InboxState::Applied:
        return text + "applied\n";
    case store::InboxState::Unmatched:
        return text + "waits: no order has its transaction; it is tried again for some hours\n";
    case store::InboxState::Unreadable:
        break;
    }
    return text + "still cannot be read\n";
}

std::optional<std::int64_t> idOf(const std::string &word)
{
    std::int64_t id = 0;
    const auto [stop, code] = std::from_chars(word.data(), word.data() + word.size(), id);
    if (code != std::errc() || stop != word.data() + word.size() || id < 1)
        return std::nullopt;
    return id;
}

bool isDeviceName(const std::string &name)
{
    return !name.empty() && name.size() <= deviceNameMaxCharacters
        && std::all_of(name.begin(), name.end(),
                       [](char c) { return c > 0x20 && static_cast<unsigned char>(c) < 0x7f; });
}

/// The options of `orders list`; nothing when one is not known.
std::optional<store::OrderSearch> searchOf(const OperatorCommands::Words &words)
{
    store::OrderSearch search;
    search.limit = ordersListedMax;
    for (std::size_t i = 2; i < words.size(); ++i) {
        if (words[i] == "--attention") {
            search.attentionOnly = true;
            continue;
        }
        if (i + 1 == words.size())
            return std::nullopt;
        const auto &value = words[i + 1];
        if (words[i] == "--reference")
            search.reference = value;
        else if (words[i] == "--status")
            search.status = value;
        else if (words[i] == "--device")
            search.device = value;
        else
            return std::nullopt;
        ++i;
    }
    return search;
}

boost::asio::awaitable<OperatorAnswer> answered(OperatorAnswer answer)
{
    co_return answer;
}

} // namespace

boost::asio::awaitable<OperatorAnswer> OperatorCommands::run(Words words)
{
    const auto is = [&words](std::size_t count, std::string_view noun, std::string_view verb) {
        return words.size() == count && words[0] == noun && words[1] == verb;
    };
    if (is(3, "devices", "enroll"))
        return enroll(std::move(words[2]));
    if (is(2, "devices", "list"))
        return listDevices();
    if (is(3, "devices", "revoke"))
        return revoke(std::move(words[2]));
    if (is(2, "dead-letters", "list"))
        return listDeadLetters();
    if (is(3, "dead-letters", "replay") && words[2] == "--all")
        return replayAll();
    if (is(3, "dead-letters", "show") || is(3, "dead-letters", "replay")) {
        const auto id = idOf(words[2]);
        if (!id)
            return answered(notDone("'" + printable(words[2]) + "' is not the number of a dead letter\n"));
        return words[1] == "show" ? showDeadLetter(*id) : replay(*id);
    }
    if (words.size() >= 2 && words[0] == "orders" && words[1] == "list") {
        if (auto search = searchOf(words))
            return listOrders(*std::move(search));
    }
    if (is(3, "orders", "show"))
        return showOrder(std::move(words[2]));
    if (auto answer = m_imports.run(words))
        return *std::move(answer);
    return answered(noCommand());
}

boost::asio::awaitable<OperatorAnswer> OperatorCommands::enroll(std::string name)
{
    if (!isDeviceName(name))
        co_return notDone(
            "the name is not 1 to 64 printable characters without blanks; choose another one\n");
    const auto code = m_makeCode();
    const auto kept =
        co_await m_store.addEnrolment(name, contract::sha256Hex(code), m_nowMs() + enrolmentCodeTtlMs);
    if (!kept)
        co_return storeFailed(kept.error());
    spdlog::info("operator: a code for device {} was made", name);
    co_return done(
        code
        + "\nGood once, for 15 minutes. A device of this name that is enrolled already keeps its token "
          "until the code is used.\n");
}

boost::asio::awaitable<OperatorAnswer> OperatorCommands::listDevices()
{
    const auto devices = co_await m_store.listDevices();
    if (!devices)
        co_return storeFailed(devices.error());
    std::string text;
    for (const auto &device : *devices) {
        text += device.name + "  enrolled " + timeText(device.enrolledAtMs);
        text += device.revokedAtMs ? "  revoked " + timeText(*device.revokedAtMs) + "\n" : "\n";
    }
    co_return done(text.empty() ? "no device is enrolled\n" : text);
}

boost::asio::awaitable<OperatorAnswer> OperatorCommands::revoke(std::string name)
{
    const auto revoked = co_await m_store.revokeDevice(name, m_nowMs());
    if (!revoked)
        co_return storeFailed(revoked.error());
    if (!*revoked)
        co_return notDone(
            "no enrolled device has this name; devices of the configuration are taken out there\n");
    spdlog::info("operator: device {} was revoked", printable(name));
    co_return done("revoked; its orders stay\n");
}

store::StoreResult<std::vector<store::KeptWebhook>> OperatorCommands::allDeadLetters()
{
    std::vector<store::KeptWebhook> all;
    std::size_t count = listBatchMax;
    while (count == listBatchMax) {
        auto letters = co_await m_store.listDeadLetters(all.empty() ? 0 : all.back().id, listBatchMax);
        if (!letters)
            co_return tl::unexpected(letters.error());
        count = letters->size();
        std::move(letters->begin(), letters->end(), std::back_inserter(all));
    }
    co_return all;
}

boost::asio::awaitable<OperatorAnswer> OperatorCommands::listDeadLetters()
{
    const auto letters = co_await allDeadLetters();
    if (!letters)
        co_return storeFailed(letters.error());
    std::string text;
    for (const auto &letter : *letters)
        text += lineOf(letter);
    co_return done(text.empty() ? "there are no dead letters\n" : text);
}

boost::asio::awaitable<OperatorAnswer> OperatorCommands::showDeadLetter(std::int64_t id)
{
    const auto kept = co_await m_store.findKeptWebhook(id);
    if (!kept)
        co_return storeFailed(kept.error());
    if (!*kept)
        co_return notDone("there is no webhook with this number\n");
    const auto &webhook = **kept;
    co_return done(lineOf(webhook) + "tried " + std::to_string(webhook.attempts) + " times, known as "
                   + printable(webhook.dedupeKey) + "\n" + printable(webhook.body) + "\n");
}

boost::asio::awaitable<OperatorAnswer> OperatorCommands::replay(std::int64_t id)
{
    const auto replayed = co_await m_intake.replay(id);
    if (!replayed)
        co_return storeFailed(replayed.error());
    if (!*replayed)
        co_return notDone("there is no webhook with this number\n");
    spdlog::info("operator: webhook {} was replayed", id);
    const bool isUnreadable = !(*replayed)->duplicate && (*replayed)->state == store::InboxState::Unreadable;
    auto text = replayText(id, **replayed);
    co_return isUnreadable ? notDone(std::move(text)) : done(std::move(text));
}

boost::asio::awaitable<OperatorAnswer> OperatorCommands::replayAll()
{
    const auto letters = co_await allDeadLetters();
    if (!letters)
        co_return storeFailed(letters.error());
    std::string text;
    bool allDone = true;
    for (const auto &letter : *letters) {
        const auto answer = co_await replay(letter.id);
        text += answer.text;
        allDone = allDone && answer.exitCode == 0;
    }
    if (text.empty())
        text = "there are no dead letters\n";
    co_return allDone ? done(std::move(text)) : notDone(std::move(text));
}

boost::asio::awaitable<OperatorAnswer> OperatorCommands::listOrders(store::OrderSearch search)
{
    const auto page = co_await m_store.searchOrders(std::move(search));
    if (!page)
        co_return storeFailed(page.error());
    std::string text;
    for (const auto &record : page->records)
        text += lineOf(record);
    if (page->hasMore)
        text += "... and older ones; narrow the search\n";
    co_return done(text.empty() ? "there is no such order\n" : text);
}

boost::asio::awaitable<OperatorAnswer> OperatorCommands::showOrder(std::string cliveTxId)
{
    const auto found = co_await m_store.findOrder(std::move(cliveTxId));
    if (!found)
        co_return storeFailed(found.error());
    if (!*found)
        co_return notDone("there is no order of this transaction\n");
    co_return done(wholeText(**found));
}

} // namespace tillwright::backend::operations
