#pragma once

#include "contract/clive_messages.h"
#include "contract/webhook_signature.h"
#include "domain/secret.h"

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace tillwright::sandbox {

struct CliveConfig {
    /// A loopback address; port 0 takes any free one.
    std::string listen = "127.0.0.1:0";
    domain::Secret apiToken;
    contract::AmountUnit amountUnit = contract::AmountUnit::Major;
    /// Empty: events wait until the control API names a receiver.
    std::string webhookUrl;
    domain::Secret webhookSecret;
    contract::SignatureScheme signatureScheme = contract::SignatureScheme::Timestamped;
};

struct StripeConfig {
    std::string listen = "127.0.0.1:0";
    /// pk_test_...
    std::string publishableKey;
    /// sk_test_...
    domain::Secret secretKey;
};

struct SandboxConfig {
    CliveConfig clive;
    StripeConfig stripe;
    /// Empty: the control API is open to everyone on this machine.
    domain::Secret controlToken;
};

/// Every error is a sentence "FILE:LINE: [section].key: problem; way out". Live keys, anywhere, are errors: nothing
/// of the real world belongs in here.
[[nodiscard]] tl::expected<SandboxConfig, std::vector<std::string>> loadConfig(const std::string &path);
[[nodiscard]] tl::expected<SandboxConfig, std::vector<std::string>> parseConfig(std::string_view text,
                                                                                std::string fileName);

} // namespace tillwright::sandbox
