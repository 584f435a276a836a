#include "kiosk/payment_page/locked_page.h"

#include "kiosk/payment_page/certificate_pin.h"
#include "kiosk/payment_page/navigation_rules.h"

#include <QtNetwork/QAuthenticator>
#include <QtWebEngineCore/QWebEngineCertificateError>
#include <QtWebEngineCore/QWebEngineClientCertificateSelection>
#include <QtWebEngineCore/QWebEngineFileSystemAccessRequest>
#include <QtWebEngineCore/QWebEngineFullScreenRequest>
#include <QtWebEngineCore/QWebEngineRegisterProtocolHandlerRequest>
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
#include <QtWebEngineCore/QWebEnginePermission>
#endif

namespace tillwright::kiosk::payment_page {

LockedPage::LockedPage(QWebEngineProfile *profile, GateState &gates, const QByteArray &pinBase64,
                       QObject *parent)
    : QWebEnginePage(profile, parent), m_gates(gates)
{
    denyRequests();
    connect(
        this, &QWebEnginePage::certificateError, this,
        [pinBase64](const QWebEngineCertificateError &error) { decideCertificateError(error, pinBase64); });
}

void LockedPage::denyRequests()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    connect(this, &QWebEnginePage::permissionRequested, this,
            [](QWebEnginePermission permission) { permission.deny(); });
#else
    connect(this, &QWebEnginePage::featurePermissionRequested, this,
            [this](const QUrl &origin, Feature feature) {
                setFeaturePermission(origin, feature, PermissionDeniedByUser);
            });
#endif
    connect(this, &QWebEnginePage::fullScreenRequested, this,
            [](QWebEngineFullScreenRequest request) { request.reject(); });
    connect(this, &QWebEnginePage::fileSystemAccessRequested, this,
            [](QWebEngineFileSystemAccessRequest request) { request.reject(); });
    connect(this, &QWebEnginePage::registerProtocolHandlerRequested, this,
            [](QWebEngineRegisterProtocolHandlerRequest request) { request.reject(); });
    connect(this, &QWebEnginePage::selectClientCertificate, this,
            [](QWebEngineClientCertificateSelection selection) { selection.selectNone(); });
    // An empty authenticator cancels; without these two the engine would open a dialog of its own.
    connect(this, &QWebEnginePage::authenticationRequired, this,
            [](const QUrl &, QAuthenticator *authenticator) { *authenticator = QAuthenticator(); });
    connect(this, &QWebEnginePage::proxyAuthenticationRequired, this,
            [](const QUrl &, QAuthenticator *authenticator, const QString &) {
                *authenticator = QAuthenticator();
            });
}

bool LockedPage::acceptNavigationRequest(const QUrl &url, NavigationType type, bool isMainFrame)
{
    if (!isMainFrame) {
        const bool mayEnter = mayEnterSubFrame(url, m_gates.isCheckoutShown);
        m_gates.blocked += mayEnter ? 0 : 1;
        return mayEnter;
    }
    const bool isForward = type != NavigationTypeReload && type != NavigationTypeBackForward;
    switch (judgeMainFrame(url, m_gates.isOwnLoad && isForward)) {
    case MainFrameVerdict::Load:
        return true;
    case MainFrameVerdict::Returned:
        Q_EMIT returned();
        return false;
    case MainFrameVerdict::Block:
        break;
    }
    ++m_gates.blocked;
    return false;
}

QWebEnginePage *LockedPage::createWindow(WebWindowType)
{
    ++m_gates.blocked;
    return nullptr;
}

QStringList LockedPage::chooseFiles(FileSelectionMode, const QStringList &, const QStringList &)
{
    return {};
}

void LockedPage::javaScriptAlert(const QUrl &, const QString &)
{
}

bool LockedPage::javaScriptConfirm(const QUrl &, const QString &)
{
    return false;
}

bool LockedPage::javaScriptPrompt(const QUrl &, const QString &, const QString &, QString *)
{
    return false;
}

// Third-party scripts decide what they print, and it may be the client secret: it goes nowhere.
void LockedPage::javaScriptConsoleMessage(JavaScriptConsoleMessageLevel, const QString &, int,
                                          const QString &)
{
}

} // namespace tillwright::kiosk::payment_page
