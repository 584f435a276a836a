#pragma once

#include <QString>
#include <QUrl>
#include <optional>
#include <tl/expected.hpp>

namespace tillwright::kiosk::qa {

/// Proof that this program plays with the sandbox. Whatever belongs to QA mode asks for one, and there is no other way to get
/// one: with a live configuration there is no panel, however it is asked for.
class QaAccess
{
public:
    /// `cliveUrl`: of the sandbox that the program talks to; nothing in a live one. The error is why there is no QA mode.
    [[nodiscard]] static tl::expected<QaAccess, QString> ask(bool isSandbox,
                                                             const std::optional<QUrl> &cliveUrl);
    /// Whether a publishable key of Stripe's is a test key. A sandbox with another is none.
    [[nodiscard]] static bool isTestKey(const QString &publishableKey);

private:
    QaAccess() = default;
};

} // namespace tillwright::kiosk::qa
