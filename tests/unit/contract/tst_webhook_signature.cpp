#include "contract/webhook_signature.h"

#include <QTest>

using namespace tillwright;
using contract::SignatureError;
using contract::SignatureScheme;
using domain::Secret;

namespace {

// The published vector of Stripe's scheme, which Clive's is taken to be.
const std::string secretText = "whsec_test_secret";
const std::string body = R"({"id":"evt_test_webhook","object":"event"})";
constexpr std::int64_t signedAtS = 1'614'265'330;
const std::string signature = "3c5817089d739023dd6190f70a3757e04f7a2fd8b5dab12c2e000f51970dccff";
const std::string header = "t=1614265330,v1=" + signature;

/// The error's word; empty when the signature holds.
QString verdict(SignatureScheme scheme, const std::string &text, const std::string &bytes,
                const std::vector<Secret> &secrets, std::int64_t nowS = signedAtS)
{
    const auto verified = contract::verifyWebhookSignature(scheme, text, bytes, secrets, nowS);
    return verified ? QString()
                    : QString::fromStdString(std::string(contract::signatureErrorWord(verified.error())));
}

QString timestamped(const std::string &text, const std::string &bytes = body, std::int64_t nowS = signedAtS)
{
    return verdict(SignatureScheme::Timestamped, text, bytes, {Secret(secretText)}, nowS);
}

} // namespace

class TestWebhookSignature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void publishedVector()
    {
        QCOMPARE(contract::signWebhook(SignatureScheme::Timestamped, body, Secret(secretText), signedAtS),
                 header);
        QCOMPARE(timestamped(header), QString());
    }

    /// The published vector of Standard Webhooks. Its headers are not Clive's; what both sign with is the same, so the
    /// scheme over a body fits when that body is what Standard Webhooks signs.
    void standardWebhooksVector()
    {
        const auto secret = QByteArray::fromBase64("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").toStdString();
        const std::string content = R"(msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314})";
        const auto published = QByteArray::fromBase64("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=").toHex();
        QCOMPARE(verdict(SignatureScheme::Body, published.toStdString(), content, {Secret(secret)}),
                 QString());
        QCOMPARE(verdict(SignatureScheme::Body, published.toStdString(), content + " ", {Secret(secret)}),
                 QStringLiteral("mismatch"));
    }

    void headers_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("word");
        const auto good = QByteArray::fromStdString(signature);
        const QByteArray other(64, 'a');
        QTest::newRow("blank after the comma") << "t=1614265330, v1=" + good << "";
        QTest::newRow("v1 before t") << "v1=" + good + ",t=1614265330"
                                     << "";
        QTest::newRow("two v1, first fits") << "t=1614265330,v1=" + good + ",v1=" + other << "";
        QTest::newRow("two v1, second fits") << "t=1614265330,v1=" + other + ",v1=" + good << "";
        QTest::newRow("later version beside it") << "t=1614265330,v0=x,v1=" + good + ",v2=y"
                                                 << "";
        QTest::newRow("sixteen v1") << "t=1614265330" + (",v1=" + other).repeated(15) + ",v1=" + good << "";
        QTest::newRow("seventeen v1")
            << "t=1614265330" + (",v1=" + other).repeated(16) + ",v1=" + good << "malformed";
        QTest::newRow("none fits") << "t=1614265330,v1=" + other << "mismatch";
        QTest::newRow("time altered") << "t=1614265331,v1=" + good << "mismatch";
        QTest::newRow("time written otherwise") << "t=01614265330,v1=" + good << "mismatch";
        QTest::newRow("last digit altered") << "t=1614265330,v1=" + good.left(63) + "0"
                                            << "mismatch";
        QTest::newRow("empty") << QByteArray() << "missing";
        QTest::newRow("no time") << "v1=" + good << "malformed";
        QTest::newRow("no v1") << QByteArray("t=1614265330") << "malformed";
        QTest::newRow("v0 only: no downgrade") << "t=1614265330,v0=" + good << "malformed";
        QTest::newRow("empty time") << "t=,v1=" + good << "malformed";
        QTest::newRow("negative time") << "t=-1614265330,v1=" + good << "malformed";
        QTest::newRow("plus sign") << "t=+1614265330,v1=" + good << "malformed";
        QTest::newRow("time with letters") << "t=1614265330s,v1=" + good << "malformed";
        QTest::newRow("time beyond 64 bits") << "t=99999999999999999999,v1=" + good << "malformed";
        QTest::newRow("two times") << "t=1614265330,t=1614265330,v1=" + good << "malformed";
        QTest::newRow("short digest") << "t=1614265330,v1=" + good.left(62) << "malformed";
        QTest::newRow("long digest") << "t=1614265330,v1=" + good + "00"
                                     << "malformed";
        QTest::newRow("not hex") << "t=1614265330,v1=" + good.left(63) + "g"
                                 << "malformed";
        QTest::newRow("empty v1") << QByteArray("t=1614265330,v1=") << "malformed";
        QTest::newRow("one broken beside one good") << "t=1614265330,v1=zz,v1=" + good << "malformed";
        QTest::newRow("commas") << QByteArray(",,,,") << "malformed";
        QTest::newRow("bare digest") << good << "malformed";
        QTest::newRow("rubbish") << QByteArray("\x00\xff=", 3) << "malformed";
    }
    void headers()
    {
        QFETCH(const QByteArray, text);
        QTEST(timestamped(text.toStdString()), "word");
    }

    void tolerance_data()
    {
        QTest::addColumn<qint64>("distanceS");
        QTest::addColumn<QString>("word");
        for (const int distance : {-300, -299, -1, 0, 1, 300})
            QTest::newRow(qPrintable(QString::number(distance))) << qint64(distance) << "";
        for (const int distance : {-86'400, -301, 301, 86'400})
            QTest::newRow(qPrintable(QString::number(distance))) << qint64(distance) << "expired";
    }
    void tolerance()
    {
        QFETCH(const qint64, distanceS);
        QTEST(timestamped(header, body, signedAtS + distanceS), "word");
    }

    /// Whoever cannot sign learns nothing about the clock.
    void aForgedOldOneIsAMismatch() { QCOMPARE(timestamped("t=1,v1=" + signature), QString("mismatch")); }

    void everyAlteredByteIsFound()
    {
        for (std::size_t i = 0; i < body.size(); ++i) {
            auto altered = body;
            altered[i] = static_cast<char>(altered[i] ^ 1);
            QCOMPARE(timestamped(header, altered), QString("mismatch"));
        }
        QCOMPARE(timestamped(header, body + " "), QString("mismatch"));
        QCOMPARE(timestamped(header, body + "\n"), QString("mismatch"));
        QCOMPARE(timestamped(header, ""), QString("mismatch"));
        // The point between time and body: the same bytes cut elsewhere are not the same message.
        QCOMPARE(timestamped("t=161426533,v1=" + signature, "0." + body), QString("mismatch"));
    }

    void rotation()
    {
        const Secret before("whsec_before");
        const Secret after("whsec_after");
        const auto scheme = SignatureScheme::Timestamped;
        for (const auto &signer : {before, after}) {
            const auto text = contract::signWebhook(scheme, body, signer, signedAtS);
            QCOMPARE(verdict(scheme, text, body, {before, after}), QString());
            QCOMPARE(verdict(scheme, text, body, {after, before}), QString());
            QCOMPARE(verdict(scheme, text, body, {Secret("whsec_other")}), QString("mismatch"));
        }
        QCOMPARE(verdict(scheme, contract::signWebhook(scheme, body, before, signedAtS), body, {after}),
                 QString("mismatch"));
    }

    void noSecretAcceptsNothing()
    {
        for (const auto scheme : {SignatureScheme::Timestamped, SignatureScheme::Body}) {
            const auto byEmpty = contract::signWebhook(scheme, body, Secret(""), signedAtS);
            QCOMPARE(verdict(scheme, byEmpty, body, {}), QString("mismatch"));
            QCOMPARE(verdict(scheme, byEmpty, body, {Secret("")}), QString("mismatch"));
        }
    }

    void bodyScheme()
    {
        const auto scheme = SignatureScheme::Body;
        const Secret secret("key");
        // The widely published HMAC-SHA256 vector of "key" over this sentence.
        const std::string text = "The quick brown fox jumps over the lazy dog";
        const std::string hex = "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8";
        QCOMPARE(contract::signWebhook(scheme, text, secret, 0), "sha256=" + hex);
        QCOMPARE(verdict(scheme, "sha256=" + hex, text, {secret}), QString());
        QCOMPARE(verdict(scheme, hex, text, {secret}), QString());
        QCOMPARE(verdict(scheme, hex, text, {Secret("other"), secret}, 9'999'999'999),
                 QString()); // no clock in it
        QCOMPARE(verdict(scheme, hex, text + ".", {secret}), QString("mismatch"));
        QCOMPARE(verdict(scheme, "", text, {secret}), QString("missing"));
        QCOMPARE(verdict(scheme, "sha256=", text, {secret}), QString("malformed"));
        QCOMPARE(verdict(scheme, "sha1=" + hex, text, {secret}), QString("malformed"));
        QCOMPARE(verdict(scheme, "sha256=sha256=" + hex, text, {secret}), QString("malformed"));
        QCOMPARE(verdict(scheme, hex + "00", text, {secret}), QString("malformed"));
    }

    /// One scheme's signature is worth nothing in the other.
    void schemesDoNotMix()
    {
        const Secret secret(secretText);
        QCOMPARE(verdict(SignatureScheme::Body, header, body, {secret}), QString("malformed"));
        QCOMPARE(verdict(SignatureScheme::Body, signature, body, {secret}), QString("mismatch"));
        QCOMPARE(timestamped(contract::signWebhook(SignatureScheme::Body, body, secret, 0)),
                 QString("malformed"));
    }

    void words()
    {
        QVERIFY(contract::signatureSchemeFromWord("timestamped") == SignatureScheme::Timestamped);
        QVERIFY(contract::signatureSchemeFromWord("body") == SignatureScheme::Body);
        QVERIFY(!contract::signatureSchemeFromWord("none"));
        QVERIFY(!contract::signatureSchemeFromWord(""));
    }

    void sha256()
    {
        QCOMPARE(contract::sha256Hex(""),
                 std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        QCOMPARE(contract::sha256Hex("abc"),
                 std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }
};

QTEST_APPLESS_MAIN(TestWebhookSignature)
#include "tst_webhook_signature.moc"
