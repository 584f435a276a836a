#pragma once

#include "domain/secret.h"

#include <QByteArray>
#include <QStringList>
#include <QUrl>
#include <tl/expected.hpp>

namespace tillwright::kiosk {

/// Where the sandbox's programs are and what opens them.
struct SandboxEndpoints {
    QUrl cliveUrl;
    quint16 stripePort = 0;
    /// Base64 of the SHA-256 of the certificate's public key.
    QByteArray stripeSpkiSha256;
    QUrl backendUrl;
    domain::Secret deviceToken;
    QByteArray controlToken;
};

/// Reads `--endpoints FILE` (TOML, strictly): a sandbox and a backend that somebody else has started, so that they
/// outlive this program. Only this machine's loopback is taken: nothing live can be reached by it, and what the
/// page sends to Stripe goes to the sandbox, which refuses live keys. All errors are told at once.
[[nodiscard]] tl::expected<SandboxEndpoints, QStringList> loadSandboxEndpoints(const QString &fileName);

} // namespace tillwright::kiosk
