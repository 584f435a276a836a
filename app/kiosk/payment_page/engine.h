#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <optional>

namespace tillwright::kiosk::payment_page {

/// Where Stripe's hosts are played on this machine.
struct SandboxEndpoints {
    quint16 stripePort = 0; ///< TLS on 127.0.0.1
};

/// Chromium's flags: what hardens it in every mode and, with a sandbox, the rules by which Stripe's hosts lead to it
/// and every other host to nowhere.
[[nodiscard]] QByteArray engineFlags(const std::optional<SandboxEndpoints> &sandbox);

/// Puts the flags in place, after what QTWEBENGINE_CHROMIUM_FLAGS already asks for, and closes the remote debugging
/// door. Call before the first PaymentPage: the engine reads its environment once.
void prepareEngine(const std::optional<SandboxEndpoints> &sandbox);

/// The Chromium version whose security fixes the engine has, for example "108.0.5359.181" (facts: the floor for
/// live card entry).
[[nodiscard]] QString chromiumSecurityPatch();
/// "6.4.2, Chromium 102.0.5005.177": what it was built from.
[[nodiscard]] QString engineOrigin();

} // namespace tillwright::kiosk::payment_page
