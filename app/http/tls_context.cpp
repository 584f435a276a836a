#include "http/tls_context.h"

#include <cerrno>
#include <cstring>
#include <ctime>
#include <fstream>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

namespace tillwright::http {

namespace ssl = boost::asio::ssl;

namespace {

using File = TlsError::File;

tl::unexpected<TlsError> failed(File file, std::string problem, std::string wayOut)
{
    ERR_clear_error();
    return tl::unexpected(TlsError{file, std::move(problem), std::move(wayOut)});
}

/// Empty when the file can be read, else why not.
std::string whyUnreadable(const std::string &path)
{
    errno = 0;
    const std::ifstream file(path);
    if (file)
        return {};
    const int reason = errno;
    return "the file " + path + " cannot be read: " + std::strerror(reason == 0 ? EIO : reason);
}

/// Without this OpenSSL asks for a passphrase at the terminal, and a service has none.
int noPassphrase(char *, int, int, void *)
{
    return -1;
}

std::string dayOf(const ASN1_TIME *time)
{
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1)
        return "an unknown day";
    char text[32];
    const auto length = std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S UTC", &parts);
    return {text, length};
}

} // namespace

tl::expected<std::shared_ptr<ssl::context>, TlsError> loadTlsContext(const TlsFiles &files, std::int64_t nowS)
{
    auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
    auto *native = context->native_handle();
    SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
    SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_default_passwd_cb(native, noPassphrase);

    if (auto why = whyUnreadable(files.certificateFile); !why.empty())
        return failed(File::Certificate, std::move(why), "let the program's user read it");
    if (SSL_CTX_use_certificate_chain_file(native, files.certificateFile.c_str()) != 1)
        return failed(File::Certificate, "the file " + files.certificateFile + " holds no certificate in PEM",
                      "put the certificate first and its chain after it");
    if (auto why = whyUnreadable(files.keyFile); !why.empty())
        return failed(File::Key, std::move(why), "let the program's user read it");
    if (SSL_CTX_use_PrivateKey_file(native, files.keyFile.c_str(), SSL_FILETYPE_PEM) != 1) {
        // OpenSSL compares the key with the certificate already here.
        const bool isOther = ERR_GET_REASON(ERR_peek_last_error()) == X509_R_KEY_VALUES_MISMATCH
            || ERR_GET_REASON(ERR_peek_last_error()) == X509_R_KEY_TYPE_MISMATCH;
        return isOther
            ? failed(File::Key, "the key in " + files.keyFile + " is not the certificate's",
                     "name the key for which the certificate was made")
            : failed(File::Key,
                     "the file " + files.keyFile + " holds no private key in PEM without a passphrase",
                     "write it with openssl pkey -in KEY -out FILE");
    }
    if (SSL_CTX_check_private_key(native) != 1)
        return failed(File::Key, "the key in " + files.keyFile + " is not the certificate's",
                      "name the key for which the certificate was made");

    const X509 *certificate = SSL_CTX_get0_certificate(native);
    std::time_t now = nowS;
    if (X509_cmp_time(X509_get0_notAfter(certificate), &now) < 0)
        return failed(File::Certificate,
                      "the certificate in " + files.certificateFile + " has expired on "
                          + dayOf(X509_get0_notAfter(certificate)),
                      "renew it");
    if (X509_cmp_time(X509_get0_notBefore(certificate), &now) > 0)
        return failed(File::Certificate,
                      "the certificate in " + files.certificateFile + " is not valid before "
                          + dayOf(X509_get0_notBefore(certificate)),
                      "set this machine's clock, or wait");
    return context;
}

} // namespace tillwright::http
