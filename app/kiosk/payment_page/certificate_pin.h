#pragma once

#include <QtCore/QByteArray>

class QWebEngineCertificateError;

namespace tillwright::kiosk::payment_page {

/// Accepts or rejects. Accepted only when a pin is set (the sandbox's) and the server's own certificate has a public
/// key whose SubjectPublicKeyInfo hashes to it. `pinBase64`: base64 of the SHA-256; empty accepts nothing.
void decideCertificateError(QWebEngineCertificateError error, const QByteArray &pinBase64);

} // namespace tillwright::kiosk::payment_page
