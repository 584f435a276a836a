#pragma once

#include <QtCore/QUrl>
#include <QtWebEngineCore/QWebEngineUrlRequestInfo>

/// Where the payment page may go, as plain functions: two gates ask them (navigations and requests).
namespace tillwright::kiosk::payment_page {

enum class MainFrameVerdict {
    Load,     ///< our own page, while it is being loaded
    Returned, ///< Stripe's return_url: not entered, but told
    Block,
};
/// `isOwnLoad`: a setHtml() of ours is under way, which the engine announces as a data: URL.
[[nodiscard]] MainFrameVerdict judgeMainFrame(const QUrl &url, bool isOwnLoad);

/// Sub-frames: empty documents, and Stripe's own hosts at any time; any https host only while a checkout is shown,
/// because 3-D Secure pages come from every bank there is.
[[nodiscard]] bool mayEnterSubFrame(const QUrl &url, bool isCheckoutShown);

/// Every single request the engine makes. The hosts are the Content Security Policy's business; schemes and kinds
/// of resources are decided here.
[[nodiscard]] bool mayRequest(const QUrl &url, QWebEngineUrlRequestInfo::ResourceType type, bool isOwnLoad,
                              bool isCheckoutShown);

} // namespace tillwright::kiosk::payment_page
