#pragma once

#include <boost/asio/ssl/context.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <tl/expected.hpp>

namespace tillwright::http {

struct TlsFiles {
    /// PEM: the server's certificate first, then the chain up to, but without, the authority.
    std::string certificateFile;
    /// PEM, without a passphrase.
    std::string keyFile;
};

struct TlsError {
    enum class File { Certificate, Key };
    /// Whose fault it is.
    File file = File::Certificate;
    /// Names the file, never its content.
    std::string problem;
    std::string wayOut;
};

/// TLS 1.2 or newer. Refused: what cannot be read, a key that is not the certificate's, and a certificate that is not
/// valid at `nowS` (seconds since 1970, UTC), which no client would accept.
[[nodiscard]] tl::expected<std::shared_ptr<boost::asio::ssl::context>, TlsError>
loadTlsContext(const TlsFiles &files, std::int64_t nowS);

} // namespace tillwright::http
