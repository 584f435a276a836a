#pragma once

#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <string>

namespace tillwright::sandbox {

struct SelfSigned {
    std::shared_ptr<boost::asio::ssl::context> context;
    /// base64 of the SHA-256 of the public key (SPKI), as Chromium's and libcurl's pins take it.
    std::string spkiSha256;
};

/// A fresh key and certificate for Stripe's host names, in memory only, good for a week. Throws std::runtime_error
/// when OpenSSL fails.
[[nodiscard]] SelfSigned makeStripeCertificate();

} // namespace tillwright::sandbox
