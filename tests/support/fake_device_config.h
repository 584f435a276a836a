#pragma once

#include "fake_ports.h"

#include "checkout/device_config_port.h"

namespace tillwright::testing {

/// What the backend tells a device of itself, when the test says so. What is asked has no words: each is a true.
class FakeDeviceConfig : public checkout::DeviceConfigPort
{
public:
    FakeCall<bool, checkout::FetchedDeviceConfig> config;

    void fetchDeviceConfig(checkout::BackendCallback<checkout::FetchedDeviceConfig> done) override
    {
        config.ask(true, std::move(done));
    }
};

[[nodiscard]] inline contract::DeviceConfig
exampleDeviceConfig(contract::CliveReach clive = contract::CliveReach::Reached)
{
    return {"register-1",         "sandbox", "pk_test_1", domain::Currency::usd(), "AIRPEACE",
            "ECHEZONA* AIRPEACE", clive};
}

} // namespace tillwright::testing
