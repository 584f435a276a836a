#include "contract/device_config.h"

#include "contract/json_reader.h"

#include <boost/json/serialize.hpp>

namespace tillwright::contract {

namespace json = boost::json;

namespace {

CliveReach cliveReachOf(std::string_view word) noexcept
{
    for (const auto reach : {CliveReach::NotAsked, CliveReach::Reached, CliveReach::NotReached}) {
        if (cliveReachWord(reach) == word)
            return reach;
    }
    return CliveReach::Unknown;
}

} // namespace

std::string_view cliveReachWord(CliveReach reach) noexcept
{
    switch (reach) {
    case CliveReach::Reached:
        return "reached";
    case CliveReach::NotReached:
        return "not_reached";
    case CliveReach::Unknown:
    case CliveReach::NotAsked:
        break;
    }
    return "not_asked";
}

std::string writeDeviceConfig(const DeviceConfig &config)
{
    return json::serialize(json::object{{"device", config.device},
                                        {"environment", config.environment},
                                        {"stripe_publishable_key", config.stripePublishableKey},
                                        {"currency", config.currency.code()},
                                        {"statement_descriptor_suffix", config.statementDescriptorSuffix},
                                        {"statement_descriptor", config.statementDescriptor},
                                        {"clive", cliveReachWord(config.clive)}});
}

tl::expected<DeviceConfig, domain::InputError> parseDeviceConfig(std::string_view body)
{
    auto reader = JsonReader::parse(body);
    if (!reader)
        return tl::unexpected(reader.error());
    DeviceConfig config;
    config.device = reader->requireString("device");
    config.environment = reader->requireString("environment");
    config.stripePublishableKey = reader->requireString("stripe_publishable_key");
    const auto currency = domain::Currency::parse(reader->requireString("currency"));
    if (currency)
        config.currency = *currency;
    else
        reader->fail("currency", currency.error().problem, currency.error().wayOut);
    config.statementDescriptorSuffix = reader->requireString("statement_descriptor_suffix");
    config.statementDescriptor = reader->requireString("statement_descriptor");
    // Absent in the answer of an older backend, which does not say it.
    config.clive = cliveReachOf(reader->optionalString("clive").value_or(std::string()));
    if (reader->error())
        return tl::unexpected(*reader->error());
    return config;
}

} // namespace tillwright::contract
