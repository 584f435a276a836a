#pragma once

#include <QtCore/QString>
#include <QtCore/QUrl>

namespace tillwright::kiosk::payment_page {

/// Where the page believes to be: an https origin without a server (facts: QtWebEngine). Nothing is ever asked of it.
[[nodiscard]] inline QUrl pageUrl()
{
    return QUrl(QStringLiteral("https://checkout.tillwright.example/"));
}
/// Stripe's `return_url`; a navigation to it is caught.
[[nodiscard]] inline QUrl returnUrl()
{
    return QUrl(QStringLiteral("https://checkout.tillwright.example/return"));
}

} // namespace tillwright::kiosk::payment_page
