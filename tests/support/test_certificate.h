#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <string>

namespace tillwright::test {

/// A self-signed certificate, made on the spot, so that no key lies in the tree.
struct TestCertificate {
    QByteArray certificatePem;
    QByteArray keyPem;
};
/// When it is valid, seconds from now.
struct TestValidity {
    long startS = -24L * 60 * 60;
    long endS = 24L * 60 * 60;
};
/// `names`: as OpenSSL's subjectAltName takes them.
[[nodiscard]] TestCertificate makeTestCertificate(const char *names = "DNS:localhost,IP:127.0.0.1",
                                                  TestValidity validity = {});

struct TestCertificateFiles {
    std::string certificateFile;
    std::string keyFile;
};
/// Writes `<base>.crt` and `<base>.key`; what was there is replaced.
TestCertificateFiles writeTestCertificate(const QString &base, TestValidity validity = {});

} // namespace tillwright::test
