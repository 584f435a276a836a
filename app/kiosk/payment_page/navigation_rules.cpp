#include "kiosk/payment_page/navigation_rules.h"

#include "kiosk/payment_page/page_addresses.h"

#include <array>

namespace tillwright::kiosk::payment_page {

namespace {

/// Facts: Stripe.js, Content Security Policy, other hosts Stripe lists.
constexpr std::array stripeDomains{QLatin1String("stripe.com"), QLatin1String("stripe.network"),
                                   QLatin1String("stripecdn.com")};

bool isStripeHost(const QString &host)
{
    for (const QLatin1String domain : stripeDomains) {
        const bool isBelow = host.endsWith(domain) && host.size() > domain.size()
            && host.at(host.size() - domain.size() - 1) == QLatin1Char('.');
        if (isBelow || host == domain)
            return true;
    }
    return false;
}

bool isHttps(const QUrl &url)
{
    return url.scheme() == QLatin1String("https") && !url.host().isEmpty();
}

bool isOurOrigin(const QUrl &url)
{
    return url.host() == pageUrl().host();
}

} // namespace

MainFrameVerdict judgeMainFrame(const QUrl &url, bool isOwnLoad)
{
    if (isOwnLoad && (url.scheme() == QLatin1String("data") || url == pageUrl()))
        return MainFrameVerdict::Load;
    if (url.matches(returnUrl(), QUrl::RemoveQuery | QUrl::RemoveFragment))
        return MainFrameVerdict::Returned;
    return MainFrameVerdict::Block;
}

bool mayEnterSubFrame(const QUrl &url, bool isCheckoutShown)
{
    if (url == QUrl(QStringLiteral("about:blank")) || url == QUrl(QStringLiteral("about:srcdoc")))
        return true;
    // Our own origin has no server: a frame that asks for it is up to something.
    if (!isHttps(url) || isOurOrigin(url))
        return false;
    return isCheckoutShown || isStripeHost(url.host());
}

bool mayRequest(const QUrl &url, QWebEngineUrlRequestInfo::ResourceType type, bool isOwnLoad,
                bool isCheckoutShown)
{
    switch (type) {
    case QWebEngineUrlRequestInfo::ResourceTypeMainFrame:
        return judgeMainFrame(url, isOwnLoad) == MainFrameVerdict::Load;
    case QWebEngineUrlRequestInfo::ResourceTypeSubFrame:
        return mayEnterSubFrame(url, isCheckoutShown);
    case QWebEngineUrlRequestInfo::ResourceTypeObject:
    case QWebEngineUrlRequestInfo::ResourceTypePluginResource:
    case QWebEngineUrlRequestInfo::ResourceTypeFavicon:
    case QWebEngineUrlRequestInfo::ResourceTypePrefetch:
    case QWebEngineUrlRequestInfo::ResourceTypeNavigationPreloadMainFrame:
    case QWebEngineUrlRequestInfo::ResourceTypeNavigationPreloadSubFrame:
        return false;
    default:
        break;
    }
    const QString scheme = url.scheme();
    if (scheme == QLatin1String("data") || scheme == QLatin1String("blob"))
        return true;
    return isHttps(url) && !isOurOrigin(url);
}

} // namespace tillwright::kiosk::payment_page
