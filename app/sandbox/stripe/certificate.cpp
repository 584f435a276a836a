#include "sandbox/stripe/certificate.h"

#include <array>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdexcept>
#include <vector>

namespace tillwright::sandbox {

namespace {

constexpr long backdateS = 3'600;
constexpr long lifetimeS = 7 * 24 * 3'600;

template<auto Free> struct Freeing {
    template<typename Object> void operator()(Object *object) const { Free(object); }
};
using Key = std::unique_ptr<EVP_PKEY, Freeing<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freeing<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freeing<X509_EXTENSION_free>>;

void require(bool succeeded, const char *step)
{
    if (!succeeded)
        throw std::runtime_error(std::string("OpenSSL: ") + step + " failed");
}

void addExtension(X509 *certificate, int id, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, id, value));
    require(extension && X509_add_ext(certificate, extension.get(), -1) == 1, "adding an extension");
}

Certificate makeCertificate(EVP_PKEY *key)
{
    Certificate certificate(X509_new());
    require(certificate != nullptr, "making a certificate");
    X509_set_version(certificate.get(), 2); // counted from 0: version 3
    std::array<unsigned char, 8> serial{};
    require(RAND_bytes(serial.data(), static_cast<int>(serial.size())) == 1, "random bytes");
    serial[0] &= 0x7f; // a serial number is positive
    std::uint64_t number = 0;
    for (const auto byte : serial)
        number = number << 8 | byte;
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), number);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -backdateS);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), lifetimeS);
    X509_set_pubkey(certificate.get(), key);
    auto *name = X509_get_subject_name(certificate.get());
    const std::string commonName = "Tillwright sandbox";
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char *>(commonName.data()),
                               static_cast<int>(commonName.size()), -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    addExtension(certificate.get(), NID_basic_constraints, "critical,CA:FALSE");
    addExtension(certificate.get(), NID_key_usage, "critical,digitalSignature");
    addExtension(certificate.get(), NID_ext_key_usage, "serverAuth");
    addExtension(
        certificate.get(), NID_subject_alt_name,
        "DNS:js.stripe.com,DNS:*.js.stripe.com,DNS:api.stripe.com,DNS:hooks.stripe.com,IP:127.0.0.1");
    require(X509_sign(certificate.get(), key, EVP_sha256()) > 0, "signing the certificate");
    return certificate;
}

std::string spkiSha256Of(EVP_PKEY *key)
{
    unsigned char *der = nullptr;
    const int length = i2d_PUBKEY(key, &der);
    require(length > 0, "writing the public key");
    const std::unique_ptr<unsigned char, void (*)(unsigned char *)> owned(
        der, [](unsigned char *bytes) { OPENSSL_free(bytes); });
    std::array<unsigned char, 32> digest{};
    unsigned digestLength = 0;
    EVP_Digest(der, static_cast<std::size_t>(length), digest.data(), &digestLength, EVP_sha256(), nullptr);
    std::array<unsigned char, 48> text{};
    const int textLength = EVP_EncodeBlock(text.data(), digest.data(), static_cast<int>(digest.size()));
    return {reinterpret_cast<const char *>(text.data()), static_cast<std::size_t>(textLength)};
}

} // namespace

SelfSigned makeStripeCertificate()
{
    const Key key(EVP_EC_gen("P-256"));
    require(key != nullptr, "making a key");
    const auto certificate = makeCertificate(key.get());
    auto context = std::make_shared<boost::asio::ssl::context>(boost::asio::ssl::context::tls_server);
    auto *native = context->native_handle();
    SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
    require(SSL_CTX_use_certificate(native, certificate.get()) == 1, "using the certificate");
    require(SSL_CTX_use_PrivateKey(native, key.get()) == 1, "using the key");
    return {std::move(context), spkiSha256Of(key.get())};
}

} // namespace tillwright::sandbox
