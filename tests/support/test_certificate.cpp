#include "support/test_certificate.h"

#include <QtCore/QFile>
#include <memory>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace tillwright::test {

namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using Memory = std::unique_ptr<BIO, decltype(&BIO_free)>;

void addExtension(X509 *certificate, int id, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, id, value);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

QByteArray contentOf(const Memory &memory)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &data);
    return {data, static_cast<qsizetype>(size)};
}

} // namespace

TestCertificate makeTestCertificate(const char *names, TestValidity validity)
{
    const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    const Certificate certificate(X509_new(), X509_free);
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), validity.startS);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), validity.endS);
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME *name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char *>("test"), -1,
                               -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    addExtension(certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
    addExtension(certificate.get(), NID_subject_alt_name, names);
    X509_sign(certificate.get(), key.get(), EVP_sha256());

    const Memory certificatePem(BIO_new(BIO_s_mem()), BIO_free);
    const Memory keyPem(BIO_new(BIO_s_mem()), BIO_free);
    PEM_write_bio_X509(certificatePem.get(), certificate.get());
    PEM_write_bio_PrivateKey(keyPem.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return {contentOf(certificatePem), contentOf(keyPem)};
}

TestCertificateFiles writeTestCertificate(const QString &base, TestValidity validity)
{
    const auto made = makeTestCertificate("IP:127.0.0.1", validity);
    const auto write = [&base](const char *ending, const QByteArray &pem) {
        QFile file(base + QLatin1String(ending));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(pem) != pem.size())
            qFatal("a file of the test cannot be written");
        return file.fileName().toStdString();
    };
    return {write(".crt", made.certificatePem), write(".key", made.keyPem)};
}

} // namespace tillwright::test
