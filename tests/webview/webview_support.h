#pragma once

#include "kiosk/payment_page/payment_page.h"

#include <QtCore/QVariant>
#include <QtWebEngineCore/QWebEnginePage>
#include <functional>
#include <string>
#include <vector>

/// TILLWRIGHT_WEBVIEW_MAIN(TestClass): QTEST_MAIN with the engine prepared before the application is made.
#define TILLWRIGHT_WEBVIEW_MAIN(TestClass) \
    int main(int argc, char *argv[]) \
    { \
        tillwright::test::prepareTestEngine(); \
        QApplication application(argc, argv); \
        TestClass test; \
        return QTest::qExec(&test, argc, argv); \
    }

namespace tillwright::test {

/// Without a sandbox Stripe's hosts lead to nowhere, like every other host.
void prepareTestEngine(quint16 stripePort = 1);

/// Writes down what the page says, and answers as told.
class RecordingListener : public checkout::PaymentPageListener
{
public:
    bool pageMessage(const contract::PageMessage &message) override;
    void pageLost(const std::string &cause) override;
    void pageUnavailable(const std::string &cause) override { unavailable.push_back(cause); }
    void pageReturned() override { ++returned; }

    [[nodiscard]] int count(std::string_view type) const;

    std::vector<contract::PageMessage> messages;
    std::vector<std::string> losses;
    std::vector<std::string> unavailable;
    int returned = 0;
    bool answer = true;
    std::function<void()> whenLost;
};

/// The checkout that tests without a sandbox show.
[[nodiscard]] contract::CheckoutReady sampleCheckout(const std::string &cliveTxId = "clv_1");

[[nodiscard]] QWebEnginePage *pageOf(const kiosk::payment_page::PaymentPage &paymentPage);
/// Runs a script where Stripe.js runs and gives its result.
[[nodiscard]] QVariant runInMainWorld(QWebEnginePage *page, const QString &script);
/// Says a message the way a script beside the page's own would.
void sayInMainWorld(QWebEnginePage *page, const QByteArray &messageJson, int id = 1'000);
/// Everything that was asked of the page before has been carried out when this returns.
void settle(QWebEnginePage *page);

} // namespace tillwright::test
