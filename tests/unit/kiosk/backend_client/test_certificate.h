#pragma once

#include <QtCore/QByteArray>

namespace tillwright::test {

/// A self-signed certificate for localhost and 127.0.0.1, made on the spot, so that no key lies in the tree.
struct TestCertificate {
    QByteArray certificatePem;
    QByteArray keyPem;
};
[[nodiscard]] TestCertificate makeTestCertificate();

} // namespace tillwright::test
