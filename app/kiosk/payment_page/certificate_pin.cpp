#include "kiosk/payment_page/certificate_pin.h"

#include <QtCore/QCryptographicHash>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslKey>
#include <QtWebEngineCore/QWebEngineCertificateError>

namespace tillwright::kiosk::payment_page {

void decideCertificateError(QWebEngineCertificateError error, const QByteArray &pinBase64)
{
    const auto chain = error.certificateChain();
    if (pinBase64.isEmpty() || chain.isEmpty()) {
        error.rejectCertificate();
        return;
    }
    const QByteArray keyInfo = chain.first().publicKey().toDer();
    const QByteArray hash = QCryptographicHash::hash(keyInfo, QCryptographicHash::Sha256).toBase64();
    if (!keyInfo.isEmpty() && hash == pinBase64)
        error.acceptCertificate();
    else
        error.rejectCertificate();
}

} // namespace tillwright::kiosk::payment_page
