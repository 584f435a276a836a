#include "webview_support.h"

#include "kiosk/payment_page/engine.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QtTest>
#include <QtWebEngineCore/QWebEngineScript>
#include <QtWebEngineWidgets/QWebEngineView>
#include <memory>
#include <unistd.h>

namespace tillwright::test {

void prepareTestEngine(quint16 stripePort)
{
    // Chromium refuses its own sandbox to root, as whom containers and build machines run tests.
    if (::geteuid() == 0)
        qputenv("QTWEBENGINE_DISABLE_SANDBOX", "1");
    kiosk::payment_page::prepareEngine(kiosk::payment_page::SandboxEndpoints{stripePort});
}

bool RecordingListener::pageMessage(const contract::PageMessage &message)
{
    messages.push_back(message);
    return answer;
}

void RecordingListener::pageLost(const std::string &cause)
{
    losses.push_back(cause);
    if (whenLost)
        whenLost();
}

int RecordingListener::count(std::string_view type) const
{
    return static_cast<int>(std::count_if(messages.begin(), messages.end(), [type](const auto &message) {
        return contract::pageMessageType(message) == type;
    }));
}

contract::CheckoutReady sampleCheckout(const std::string &cliveTxId)
{
    return {domain::Secret("pi_1_secret_x"),   "pk_test_x", cliveTxId,
            {75'000, domain::Currency::usd()}, "en",        "https://checkout.tillwright.example/return"};
}

QWebEnginePage *pageOf(const kiosk::payment_page::PaymentPage &paymentPage)
{
    return qobject_cast<QWebEngineView *>(paymentPage.widget())->page();
}

QVariant runInMainWorld(QWebEnginePage *page, const QString &script)
{
    const auto result = std::make_shared<std::optional<QVariant>>();
    page->runJavaScript(script, QWebEngineScript::MainWorld,
                        [result](const QVariant &value) { *result = value; });
    if (!QTest::qWaitFor([&] { return result->has_value(); }, 10'000))
        qFatal("the page did not run the script");
    return result->value();
}

void sayInMainWorld(QWebEnginePage *page, const QByteArray &messageJson, int id)
{
    const QByteArray envelope = "{\"id\":" + QByteArray::number(id) + ",\"message\":" + messageJson + "}";
    static_cast<void>(runInMainWorld(
        page,
        QStringLiteral("document.dispatchEvent(new CustomEvent('tillwright:to-kiosk', {detail: `%1`})); 1")
            .arg(QString::fromUtf8(envelope))));
}

void settle(QWebEnginePage *page)
{
    // Two round trips: the first carries the page's own tasks, the second what these have set off in the relay.
    static_cast<void>(runInMainWorld(page, QStringLiteral("1")));
    static_cast<void>(runInMainWorld(page, QStringLiteral("1")));
}

} // namespace tillwright::test
