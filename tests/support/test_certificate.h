#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>
#include <memory>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <string>

namespace tillwright::test {

/// A self-signed certificate of 127.0.0.1 as PEM files: `<base>.crt` and `<base>.key`.
struct TestCertificate {
    std::string certificateFile;
    std::string keyFile;
};

/// Valid from an hour ago to `endS` seconds from now, which may be past.
inline TestCertificate makeTestCertificate(const QString &base, long endS = 3'600, long startS = -3'600)
{
    const auto require = [](bool good) {
        if (!good)
            qFatal("OpenSSL makes no certificate");
    };
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), X509_free);
    require(key && certificate);
    X509_set_version(certificate.get(), 2); // counted from 0: version 3
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), startS);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), endS);
    X509_set_pubkey(certificate.get(), key.get());
    auto *name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char *>("Tillwright test"), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate.get(), certificate.get(), nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> names(
        X509V3_EXT_conf_nid(nullptr, &context, NID_subject_alt_name, "IP:127.0.0.1"), X509_EXTENSION_free);
    require(names && X509_add_ext(certificate.get(), names.get(), -1) == 1);
    require(X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0);

    TestCertificate files{(base + QStringLiteral(".crt")).toStdString(),
                          (base + QStringLiteral(".key")).toStdString()};
    const auto write = [&require](const std::string &path, auto writer) {
        const std::unique_ptr<BIO, decltype(&BIO_free)> file(BIO_new_file(path.c_str(), "w"), BIO_free);
        require(file && writer(file.get()) == 1);
    };
    write(files.certificateFile, [&](BIO *file) { return PEM_write_bio_X509(file, certificate.get()); });
    write(files.keyFile, [&](BIO *file) {
        return PEM_write_bio_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
    return files;
}

} // namespace tillwright::test
