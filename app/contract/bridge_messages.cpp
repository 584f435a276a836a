#include "contract/bridge_messages.h"

#include "contract/json_reader.h"

#include <algorithm>
#include <array>
#include <boost/json/serialize.hpp>
#include <vector>

namespace tillwright::contract {

using domain::InputError;
namespace json = boost::json;

namespace {

constexpr std::array<std::string_view, std::variant_size_v<PageMessage>> typeWords{
    "pageReady", "elementReady", "intentSeen", "changed", "confirming",
    "confirmed", "failed",       "loadFailed", "pong"};

using Names = std::vector<std::string_view>;

bool hasOnly(const JsonReader &reader, const Names &names)
{
    for (const auto &key : reader.names()) {
        if (std::find(names.begin(), names.end(), key) == names.end())
            return false;
    }
    return true;
}

/// The fields each message may have besides `type`; the readers below ask for every one of them.
Names fieldsOf(std::string_view type)
{
    if (type == "elementReady" || type == "confirming")
        return {"type", "cliveTxId"};
    if (type == "intentSeen")
        return {"type", "cliveTxId", "amountMinor", "currency", "status"};
    if (type == "changed")
        return {"type", "cliveTxId", "complete"};
    if (type == "confirmed")
        return {"type", "cliveTxId", "status"};
    if (type == "failed")
        return {"type", "cliveTxId", "errorType", "code", "declineCode", "message"};
    if (type == "loadFailed")
        return {"type", "cliveTxId", "message"};
    if (type == "pong")
        return {"type", "count"};
    return {"type"};
}

PageMessage readMessage(JsonReader &reader, std::string_view type)
{
    if (type == "pageReady")
        return page::PageReady{};
    if (type == "pong")
        return page::Pong{reader.requireInteger("count")};
    // Braced initialisers are evaluated left to right, so the first wrong field is the one that is told.
    const auto transaction = reader.requireString("cliveTxId");
    if (type == "elementReady")
        return page::ElementReady{transaction};
    if (type == "intentSeen")
        return page::IntentSeen{transaction, reader.requireInteger("amountMinor"),
                                reader.requireString("currency"), reader.requireString("status")};
    if (type == "changed")
        return page::Changed{transaction, reader.requireBool("complete")};
    if (type == "confirming")
        return page::Confirming{transaction};
    if (type == "confirmed")
        return page::Confirmed{transaction, reader.requireString("status")};
    if (type == "failed")
        return page::Failed{transaction, reader.requireString("errorType"), reader.requireString("code"),
                            reader.requireString("declineCode"), reader.requireString("message")};
    return page::LoadFailed{transaction, reader.requireString("message")};
}

} // namespace

std::string writeCheckoutReady(const CheckoutReady &message)
{
    return json::serialize(json::object{{"type", "checkoutReady"},
                                        {"clientSecret", message.clientSecret.reveal()},
                                        {"publishableKey", message.publishableKey},
                                        {"cliveTxId", message.cliveTxId},
                                        {"amountMinor", message.amount.minor},
                                        {"currency", message.amount.currency.code()},
                                        {"locale", message.locale},
                                        {"returnUrl", message.returnUrl},
                                        {"theme", message.theme}});
}

std::string writeReset()
{
    return R"({"type":"reset"})";
}

std::string writePing(std::int64_t count)
{
    return json::serialize(json::object{{"type", "ping"}, {"count", count}});
}

tl::expected<PageMessage, InputError> parsePageMessage(std::string_view text)
{
    if (text.size() > pageMessageMaxBytes)
        return tl::unexpected(
            InputError{"body", "it is longer than 16 KiB", "send one message of the schema"});
    auto reader = JsonReader::parse(text);
    if (!reader)
        return tl::unexpected(reader.error());
    const auto type = reader->requireString("type");
    if (!reader->error() && std::find(typeWords.begin(), typeWords.end(), type) == typeWords.end())
        reader->fail("type", "it is not a message of the page", "send one of the schema's messages");
    if (!reader->error() && !hasOnly(*reader, fieldsOf(type)))
        reader->fail("body", "it has a field that the message " + type + " does not have",
                     "follow the schema");
    if (reader->error())
        return tl::unexpected(*reader->error());
    auto message = readMessage(*reader, type);
    if (reader->error())
        return tl::unexpected(*reader->error());
    return message;
}

std::string_view pageMessageType(const PageMessage &message) noexcept
{
    return typeWords[message.index()];
}

std::string_view pageMessageCliveTxId(const PageMessage &message) noexcept
{
    return std::visit(
        [](const auto &concrete) -> std::string_view {
            if constexpr (requires { concrete.cliveTxId; })
                return concrete.cliveTxId;
            else
                return {};
        },
        message);
}

} // namespace tillwright::contract
