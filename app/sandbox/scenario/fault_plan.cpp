#include "sandbox/scenario/fault_plan.h"

#include "contract/json_reader.h"

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <utility>

namespace tillwright::sandbox {

namespace json = boost::json;
using domain::InputError;

namespace {

constexpr std::size_t faultsMax = 100;
constexpr std::int64_t delayMaxMs = 600'000;

constexpr std::array<std::pair<std::string_view, FaultPoint>, 9> points{{
    {"clive.checkout_intent", FaultPoint::CliveCheckoutIntent},
    {"clive.initialize", FaultPoint::CliveInitialize},
    {"clive.attach_intent", FaultPoint::CliveAttachIntent},
    {"clive.status", FaultPoint::CliveStatus},
    {"clive.webhook", FaultPoint::CliveWebhook},
    {"stripe.load", FaultPoint::StripeLoad},
    {"stripe.create_intent", FaultPoint::StripeCreateIntent},
    {"stripe.confirm.request", FaultPoint::StripeConfirmRequest},
    {"stripe.confirm.response", FaultPoint::StripeConfirmResponse},
}};

constexpr std::array<std::pair<std::string_view, FaultAction>, 6> actions{{
    {"drop", FaultAction::Drop},
    {"delay", FaultAction::Delay},
    {"fail", FaultAction::Fail},
    {"duplicate", FaultAction::Duplicate},
    {"forge", FaultAction::Forge},
    {"never", FaultAction::Never},
}};

template<typename Table>
auto find(const Table &table, std::string_view word) -> std::optional<decltype(table.front().second)>
{
    for (const auto &[text, value] : table) {
        if (text == word)
            return value;
    }
    return std::nullopt;
}

template<typename Table, typename Value> std::string_view wordOf(const Table &table, Value value)
{
    for (const auto &[text, known] : table) {
        if (known == value)
            return text;
    }
    return {};
}

template<typename Table> std::string wordsOf(const Table &table)
{
    std::string words;
    for (const auto &entry : table)
        words += (words.empty() ? "" : ", ") + std::string(entry.first);
    return words;
}

bool meansSomething(FaultPoint at, FaultAction action)
{
    if (action == FaultAction::Forge)
        return at == FaultPoint::CliveWebhook || at == FaultPoint::CliveCheckoutIntent
            || at == FaultPoint::StripeCreateIntent;
    if (action == FaultAction::Duplicate)
        return at != FaultPoint::CliveStatus && at != FaultPoint::StripeLoad
            && at != FaultPoint::StripeConfirmResponse;
    return true;
}

tl::expected<Fault, InputError> readFault(const json::object &object)
{
    contract::JsonReader reader(object);
    Fault fault;
    for (const auto &name : reader.names()) {
        constexpr std::array<std::string_view, 5> known{"at", "do", "ms", "status", "times"};
        if (std::find(known.begin(), known.end(), name) == known.end())
            reader.fail(name, "no such name", "known here: at, do, ms, status, times");
    }
    const auto at = find(points, reader.requireString("at"));
    if (!at)
        reader.fail("at", "the sandbox has no such point", "write one of " + wordsOf(points));
    const auto action = find(actions, reader.requireString("do"));
    if (!action)
        reader.fail("do", "the sandbox has no such fault", "write one of " + wordsOf(actions));
    if (at && action && !meansSomething(*at, *action))
        reader.fail("do", "it means nothing at this point",
                    "duplicate is for requests and webhooks, not for clive.status, stripe.load and "
                    "stripe.confirm.response; forge for clive.webhook (a wrong signature), "
                    "clive.checkout_intent and stripe.create_intent (a hundredfold)");
    const auto delayMs = reader.optionalInteger("ms").value_or(0);
    if (delayMs < 0 || delayMs > delayMaxMs || (action == FaultAction::Delay && delayMs == 0))
        reader.fail("ms", "it is not a delay", "write milliseconds from 1 to " + std::to_string(delayMaxMs));
    const auto status = reader.optionalInteger("status").value_or(500);
    if (status < 400 || status > 599)
        reader.fail("status", "it is not a failure", "write an HTTP status from 400 to 599");
    const auto times = reader.optionalInteger("times");
    if (times && *times < 1)
        reader.fail("times", "it is not a count", "write 1 or more, or leave it out for always");
    if (reader.error())
        return tl::unexpected(*reader.error());
    fault.at = *at;
    fault.action = *action;
    fault.delayMs = std::chrono::milliseconds(delayMs);
    fault.status = static_cast<int>(status);
    fault.timesLeft = times;
    return fault;
}

} // namespace

json::array knownFaults()
{
    json::array known;
    for (const auto &[pointWord, point] : points) {
        json::array here;
        for (const auto &[actionWord, action] : actions) {
            if (meansSomething(point, action))
                here.emplace_back(actionWord);
        }
        known.push_back(json::object{{"at", pointWord}, {"do", std::move(here)}});
    }
    return known;
}

json::array FaultPlan::toJson() const
{
    json::array inForce;
    for (const auto &fault : m_faults) {
        if (fault.timesLeft == 0)
            continue;
        json::object object{{"at", wordOf(points, fault.at)}, {"do", wordOf(actions, fault.action)}};
        if (fault.action == FaultAction::Delay)
            object.emplace("ms", fault.delayMs.count());
        if (fault.action == FaultAction::Fail)
            object.emplace("status", fault.status);
        if (fault.timesLeft)
            object.emplace("times", *fault.timesLeft);
        inForce.push_back(std::move(object));
    }
    return inForce;
}

tl::expected<void, InputError> FaultPlan::replace(std::string_view text)
{
    boost::system::error_code error;
    const auto value = json::parse(text, error);
    if (error || !value.is_array())
        return tl::unexpected(
            InputError{"body", "it is not a JSON array", "send [{\"at\": ..., \"do\": ...}]"});
    const auto &array = value.get_array();
    if (array.size() > faultsMax)
        return tl::unexpected(
            InputError{"body", "too many faults", "send at most " + std::to_string(faultsMax)});
    std::vector<Fault> faults;
    for (std::size_t i = 0; i < array.size(); ++i) {
        const std::string place = "[" + std::to_string(i) + "]";
        if (!array[i].is_object())
            return tl::unexpected(
                InputError{place, "it is not an object", "send {\"at\": ..., \"do\": ...}"});
        auto fault = readFault(array[i].get_object());
        if (!fault)
            return tl::unexpected(
                InputError{place + "." + fault.error().field, fault.error().problem, fault.error().wayOut});
        faults.push_back(*fault);
    }
    m_faults = std::move(faults);
    return {};
}

std::optional<Fault> FaultPlan::take(FaultPoint at)
{
    for (auto &fault : m_faults) {
        if (fault.at != at || fault.timesLeft == 0)
            continue;
        if (fault.timesLeft)
            --*fault.timesLeft;
        return fault;
    }
    return std::nullopt;
}

} // namespace tillwright::sandbox
