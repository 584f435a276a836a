#pragma once

#include "kiosk/payment_page/request_gate.h"

#include <QtWebEngineCore/QWebEnginePage>

namespace tillwright::kiosk::payment_page {

/// The first gate: a page that stays where it is, opens nothing and asks nothing.
class LockedPage : public QWebEnginePage
{
    Q_OBJECT

public:
    /// `pinBase64`: see decideCertificateError().
    LockedPage(QWebEngineProfile *profile, GateState &gates, const QByteArray &pinBase64, QObject *parent);

Q_SIGNALS:
    /// A navigation to the return URL was caught.
    void returned();

protected:
    bool acceptNavigationRequest(const QUrl &url, NavigationType type, bool isMainFrame) override;
    QWebEnginePage *createWindow(WebWindowType type) override;
    QStringList chooseFiles(FileSelectionMode mode, const QStringList &oldFiles,
                            const QStringList &acceptedMimeTypes) override;
    void javaScriptAlert(const QUrl &securityOrigin, const QString &message) override;
    bool javaScriptConfirm(const QUrl &securityOrigin, const QString &message) override;
    bool javaScriptPrompt(const QUrl &securityOrigin, const QString &message, const QString &defaultValue,
                          QString *result) override;
    void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel level, const QString &message, int lineNumber,
                                  const QString &sourceId) override;

private:
    void denyRequests();

    GateState &m_gates;
};

} // namespace tillwright::kiosk::payment_page
