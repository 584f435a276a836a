#pragma once

#include "backend/checkouts/checkout_service.h"
#include "backend/checkouts/pay_page.h"
#include "backend/clive/clive_client.h"
#include "backend/http/device_directory.h"
#include "backend/http/import_gate.h"
#include "backend/server_config.h"
#include "backend/store/open_store.h"
#include "backend/webhooks/webhook_intake.h"
#include "configuration/configuration.h"

#include <string>
#include <string_view>
#include <vector>

namespace tillwright::backend {

/// Everything the backend is told, checked (contracts: Programs).
struct Config {
    ServerConfig server;
    store::StoreOptions store;
    /// Empty: secrets are sealed with a key that ends with the process.
    std::string secretKeyFile;
    clive::CliveOptions clive;
    /// PEM file of the authorities that may sign Clive's certificate; empty: the system's.
    std::string cliveCaFile;
    clive::BreakerOptions breaker;
    /// Set for Clive's older flow (`clive.flow = "legacy"`) alone.
    std::optional<clive::StripeOptions> stripe;
    checkouts::CheckoutOptions checkouts;
    webhooks::WebhookOptions webhooks;
    checkouts::PayOptions pay;
    std::vector<http::Device> devices;
    http::ImportOptions import;
    [[nodiscard]] bool isLive() const;
};

/// Reads the TOML text. Each error names the file, the line, the key and the way out; all of them are found in one
/// run. A live configuration (pk_live_) refuses Clive over plain http or on this machine, an amount unit that is not
/// set, and any Stripe but the real one.
using ConfigErrors = std::vector<tillwright::configuration::ConfigError>;
[[nodiscard]] tl::expected<Config, ConfigErrors> parseConfig(std::string_view toml,
                                                             const std::string &fileName);
[[nodiscard]] tl::expected<Config, ConfigErrors> loadConfig(const std::string &path);

} // namespace tillwright::backend
