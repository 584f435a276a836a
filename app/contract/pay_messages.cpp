#include "contract/pay_messages.h"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace tillwright::contract {

namespace json = boost::json;

std::string_view payStateWord(PayState state) noexcept
{
    switch (state) {
    case PayState::Open:
        return "open";
    case PayState::Checking:
        return "checking";
    case PayState::Paid:
        return "paid";
    case PayState::Failed:
        return "failed";
    case PayState::Cancelled:
        return "cancelled";
    case PayState::Abandoned:
        return "abandoned";
    case PayState::Expired:
        return "expired";
    }
    return "checking";
}

std::string writePayView(const PayView &view)
{
    json::object object{{"state", payStateWord(view.state)},
                        {"clive_tx_id", view.cliveTxId},
                        {"merchant", view.merchant},
                        {"reference", view.reference},
                        {"amount_minor", view.amount.minor},
                        {"currency", view.amount.currency.code()},
                        {"version", view.version}};
    if (view.secrets) {
        object.emplace("client_secret", view.secrets->clientSecret.reveal());
        object.emplace("stripe_publishable_key", view.secrets->stripePublishableKey);
    }
    return json::serialize(object);
}

} // namespace tillwright::contract
