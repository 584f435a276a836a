#include "webview_support.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QVBoxLayout>

using namespace tillwright;
using namespace tillwright::test;
using kiosk::payment_page::PaymentPage;
using kiosk::payment_page::PaymentPageOptions;

namespace {

constexpr int startTimeoutMs = 20'000;
const QByteArray apiToken = "clive-test-token";

const QByteArray sandboxConfig = "[clive]\nlisten = \"127.0.0.1:0\"\napi_token = \"" + apiToken
    + "\"\namount_unit = \"major\"\nwebhook_secret = \"whsec_test\"\n"
      "[stripe]\nlisten = \"127.0.0.1:0\"\npublishable_key = \"pk_test_tillwright\"\n"
      "secret_key = \"sk_test_tillwright\"\n";

} // namespace

/// The page with the sandbox's Stripe.js behind its real hosts: over TLS, with a pinned certificate, in frames.
class TestSandboxCheckout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void showsACheckout();
    void showsItAgainAfterALoss();
    void showsTheNextCustomerHisOwn();
    void survivesAMoveToAnotherWindow();
    void trustsThePinnedKeyOnly();

private:
    [[nodiscard]] contract::CheckoutReady createCheckout(const QString &reference);
    void waitForTheIntent(const RecordingListener &listener, const std::string &cliveTxId) const;

    QTemporaryDir m_folder;
    QProcess m_sandbox;
    QJsonObject m_ready;
    PaymentPageOptions m_options;
    QNetworkAccessManager m_network;
};

void TestSandboxCheckout::initTestCase()
{
    QFile config(m_folder.filePath(QStringLiteral("sandbox.toml")));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write(sandboxConfig);
    config.close();
    m_sandbox.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_sandbox.start(QStringLiteral(TILLWRIGHT_BIN_DIR "/tillwright-sandbox"),
                    {QStringLiteral("serve"), QStringLiteral("--config"), config.fileName(),
                     QStringLiteral("--exit-with-parent")});
    QTRY_VERIFY_WITH_TIMEOUT(m_sandbox.canReadLine(), startTimeoutMs);
    m_ready = QJsonDocument::fromJson(m_sandbox.readLine()).object();
    QVERIFY(m_ready[QLatin1String("ready")].toBool());
    m_options.sandboxSpkiSha256 = m_ready[QLatin1String("stripe_spki_sha256")].toString().toLatin1();
    prepareTestEngine(
        m_ready[QLatin1String("stripe_listen")].toString().section(QLatin1Char(':'), 1).toUShort());
}

void TestSandboxCheckout::cleanupTestCase()
{
    m_sandbox.terminate();
    QVERIFY(m_sandbox.waitForFinished());
}

contract::CheckoutReady TestSandboxCheckout::createCheckout(const QString &reference)
{
    QNetworkRequest request(QUrl(m_ready[QLatin1String("clive_url")].toString()
                                 + QLatin1String("/transactions/checkout-intent")));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    request.setRawHeader("Authorization", "Bearer " + apiToken);
    request.setRawHeader("Idempotency-Key", "key-" + reference.toUtf8());
    const QJsonObject body{{QLatin1String("partner_id"), QStringLiteral("ECHEZONA001")},
                           {QLatin1String("client_id"), QStringLiteral("AIRPEACE001")},
                           {QLatin1String("amount"), 750},
                           {QLatin1String("currency"), QStringLiteral("USD")},
                           {QLatin1String("email"), QStringLiteral("buyer@example.com")},
                           {QLatin1String("statement_descriptor_suffix"), QStringLiteral("AIRPEACE")},
                           {QLatin1String("echezona_reference"), reference},
                           {QLatin1String("meta"), QJsonObject()}};
    const std::unique_ptr<QNetworkReply> reply(m_network.post(request, QJsonDocument(body).toJson()));
    if (!QTest::qWaitFor([&] { return reply->isFinished(); }, startTimeoutMs) || reply->error() != 0)
        qFatal("the sandbox made no checkout: %s", qPrintable(reply->errorString()));
    const QJsonObject answer = QJsonDocument::fromJson(reply->readAll()).object();
    contract::CheckoutReady checkout =
        sampleCheckout(answer[QLatin1String("clive_tx_id")].toString().toStdString());
    checkout.clientSecret = domain::Secret(answer[QLatin1String("client_secret")].toString().toStdString());
    checkout.publishableKey = m_ready[QLatin1String("stripe_publishable_key")].toString().toStdString();
    return checkout;
}

void TestSandboxCheckout::waitForTheIntent(const RecordingListener &listener,
                                           const std::string &cliveTxId) const
{
    const auto has = [&](std::string_view type) {
        return std::any_of(listener.messages.begin(), listener.messages.end(), [&](const auto &message) {
            return contract::pageMessageType(message) == type
                && contract::pageMessageCliveTxId(message) == cliveTxId;
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(has("elementReady") && has("intentSeen"), startTimeoutMs);
    for (const auto &message : listener.messages) {
        if (const auto *seen = std::get_if<contract::page::IntentSeen>(&message)) {
            QCOMPARE(seen->amountMinor, 75'000);
            QCOMPARE(seen->currency, "USD");
            QCOMPARE(seen->status, "requires_payment_method");
        }
    }
    QCOMPARE(listener.count("loadFailed"), 0);
}

void TestSandboxCheckout::showsACheckout()
{
    RecordingListener listener;
    PaymentPage payment(m_options);
    payment.setListener(&listener);
    payment.widget()->resize(600, 700);
    payment.widget()->show();
    const auto checkout = createCheckout(QStringLiteral("EZ1"));
    payment.show(checkout);
    waitForTheIntent(listener, checkout.cliveTxId);
    QCOMPARE(payment.droppedMessages(), 0U);
    QCOMPARE(payment.blockedRequests(), 0U);
}

void TestSandboxCheckout::showsItAgainAfterALoss()
{
    RecordingListener listener;
    PaymentPage payment(m_options);
    payment.setListener(&listener);
    const auto checkout = createCheckout(QStringLiteral("EZ2"));
    listener.whenLost = [&] {
        listener.messages.clear();
        payment.show(checkout);
    };
    payment.show(checkout);
    waitForTheIntent(listener, checkout.cliveTxId);
    pageOf(payment)->runJavaScript(QStringLiteral("location = 'about:blank'"));
    QTRY_COMPARE_WITH_TIMEOUT(listener.losses.size(), 1U, startTimeoutMs);
    waitForTheIntent(listener, checkout.cliveTxId);
}

void TestSandboxCheckout::showsTheNextCustomerHisOwn()
{
    RecordingListener listener;
    PaymentPage payment(m_options);
    payment.setListener(&listener);
    for (const char *reference : {"EZ3", "EZ4", "EZ5"}) {
        listener.messages.clear();
        const auto checkout = createCheckout(QLatin1String(reference));
        payment.show(checkout);
        waitForTheIntent(listener, checkout.cliveTxId);
        for (const auto &message : listener.messages) {
            const auto id = contract::pageMessageCliveTxId(message);
            QVERIFY(id.empty() || id == checkout.cliveTxId);
        }
        payment.reset();
    }
}

/// A customer's display that is unplugged gives the page back in the middle of a payment.
void TestSandboxCheckout::survivesAMoveToAnotherWindow()
{
    RecordingListener listener;
    PaymentPage payment(m_options);
    payment.setListener(&listener);
    QWidget registerWindow;
    QVBoxLayout atTheRegister(&registerWindow);
    {
        QWidget display;
        QVBoxLayout atTheDisplay(&display);
        atTheDisplay.addWidget(payment.widget());
        display.resize(800, 600);
        display.show();
        const auto checkout = createCheckout(QStringLiteral("EZ7"));
        payment.show(checkout);
        waitForTheIntent(listener, checkout.cliveTxId);
        QVERIFY(
            runInMainWorld(pageOf(payment), QStringLiteral("window.typedBefore = 'half a card'")).isValid());
        registerWindow.resize(1280, 800);
        registerWindow.show();
        atTheRegister.addWidget(payment.widget());
        payment.widget()->show();
    }
    settle(pageOf(payment));
    QCOMPARE(runInMainWorld(pageOf(payment), QStringLiteral("window.typedBefore")).toString(),
             QStringLiteral("half a card"));
    QVERIFY(payment.widget()->isVisible());
    QCOMPARE(runInMainWorld(pageOf(payment), QStringLiteral("document.visibilityState")).toString(),
             QStringLiteral("visible"));
    QCOMPARE(listener.losses.size(), 0U);
}

void TestSandboxCheckout::trustsThePinnedKeyOnly()
{
    for (const QByteArray &pin : {QByteArray(), QByteArray(QByteArray(32, 'x').toBase64())}) {
        RecordingListener listener;
        PaymentPageOptions options = m_options;
        options.sandboxSpkiSha256 = pin;
        PaymentPage payment(options);
        payment.setListener(&listener);
        payment.show(createCheckout(QStringLiteral("EZ6") + QString::fromLatin1(pin.left(1))));
        QTRY_COMPARE_WITH_TIMEOUT(listener.count("loadFailed"), 1, startTimeoutMs);
        QCOMPARE(listener.count("elementReady"), 0);
    }
}

TILLWRIGHT_WEBVIEW_MAIN(TestSandboxCheckout)
#include "tst_sandbox_checkout.moc"
