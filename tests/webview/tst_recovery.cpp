#include "webview_support.h"

#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <csignal>

using namespace tillwright;
using namespace tillwright::test;
using kiosk::payment_page::PaymentPage;
using kiosk::payment_page::PaymentPageOptions;

namespace {

constexpr int readyTimeoutMs = 20'000;

void killRenderer(const PaymentPage &payment)
{
    const auto pid = pageOf(payment)->renderProcessPid();
    QVERIFY(pid > 1);
    QCOMPARE(::kill(static_cast<pid_t>(pid), SIGKILL), 0);
}

bool isNoticeShown(const PaymentPage &payment)
{
    return !payment.widget()->findChild<QLabel *>(QStringLiteral("paymentPageNotice"))->isHidden();
}

} // namespace

class TestRecovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackOnTheSameCheckout();
    void givesUpAfterAWhile();
    void replacesAPageThatNeverBecomesReady();
    void replacesAPageThatHangs();
    void replacesAPageThatWasLeft();
};

void TestRecovery::comesBackOnTheSameCheckout()
{
    RecordingListener listener;
    PaymentPage payment{PaymentPageOptions{}};
    payment.setListener(&listener);
    // As the flow does: what to show after a loss is its decision.
    listener.whenLost = [&] { payment.show(sampleCheckout()); };
    QTRY_COMPARE_WITH_TIMEOUT(listener.count("pageReady"), 1, readyTimeoutMs);
    payment.show(sampleCheckout());
    QTRY_COMPARE_WITH_TIMEOUT(listener.count("loadFailed"), 1, readyTimeoutMs);

    killRenderer(payment);
    QTRY_COMPARE_WITH_TIMEOUT(listener.losses.size(), 1U, readyTimeoutMs);
    QVERIFY(QString::fromStdString(listener.losses.front()).contains(QLatin1String("renderer")));
    QTRY_COMPARE_WITH_TIMEOUT(listener.count("pageReady"), 2, readyTimeoutMs);
    QTRY_COMPARE_WITH_TIMEOUT(listener.count("loadFailed"), 2, readyTimeoutMs);
    QCOMPARE(contract::pageMessageCliveTxId(listener.messages.back()), "clv_1");
    QVERIFY(!isNoticeShown(payment));
}

void TestRecovery::givesUpAfterAWhile()
{
    RecordingListener listener;
    PaymentPage payment{PaymentPageOptions{}};
    payment.setListener(&listener);
    for (int i = 0; i <= kiosk::payment_page::pageRecoveriesMax; ++i) {
        QTRY_COMPARE_WITH_TIMEOUT(listener.count("pageReady"), i + 1, readyTimeoutMs);
        QVERIFY(!isNoticeShown(payment));
        killRenderer(payment);
        QTRY_COMPARE_WITH_TIMEOUT(static_cast<int>(listener.losses.size()), i + 1, readyTimeoutMs);
    }
    QVERIFY(QString::fromStdString(listener.losses.back()).startsWith(QLatin1String("gave up")));
    QVERIFY(isNoticeShown(payment));

    payment.reset();
    QTRY_COMPARE_WITH_TIMEOUT(listener.count("pageReady"), kiosk::payment_page::pageRecoveriesMax + 2,
                              readyTimeoutMs);
    QVERIFY(!isNoticeShown(payment));
}

void TestRecovery::replacesAPageThatNeverBecomesReady()
{
    RecordingListener listener;
    PaymentPageOptions options;
    options.readyLimitMs = 1;
    PaymentPage payment(options);
    payment.setListener(&listener);
    QTRY_COMPARE_WITH_TIMEOUT(listener.losses.size(), 4U, readyTimeoutMs);
    QVERIFY(QString::fromStdString(listener.losses.front()).contains(QLatin1String("ready in time")));
    QVERIFY(isNoticeShown(payment));
    // A checkout that is shown all the same gets its answer, from the event loop.
    payment.show(sampleCheckout());
    QTRY_COMPARE_WITH_TIMEOUT(listener.losses.size(), 8U, readyTimeoutMs);
    payment.show(sampleCheckout());
    QCOMPARE(listener.losses.size(), 8U);
    QTRY_COMPARE_WITH_TIMEOUT(listener.losses.size(), 9U, readyTimeoutMs);
    QCOMPARE(listener.losses.back(), "gave up");
}

void TestRecovery::replacesAPageThatHangs()
{
    RecordingListener listener;
    PaymentPageOptions options;
    options.heartbeatIntervalMs = 200;
    PaymentPage payment(options);
    payment.setListener(&listener);
    QTRY_COMPARE_WITH_TIMEOUT(listener.count("pageReady"), 1, readyTimeoutMs);
    pageOf(payment)->runJavaScript(QStringLiteral("for (;;) {}"));
    QTRY_COMPARE_WITH_TIMEOUT(listener.losses.size(), 1U, readyTimeoutMs);
    QVERIFY(QString::fromStdString(listener.losses.front()).contains(QLatin1String("does not answer")));
    QTRY_COMPARE_WITH_TIMEOUT(listener.count("pageReady"), 2, readyTimeoutMs);
}

void TestRecovery::replacesAPageThatWasLeft()
{
    RecordingListener listener;
    PaymentPage payment{PaymentPageOptions{}};
    payment.setListener(&listener);
    QTRY_COMPARE_WITH_TIMEOUT(listener.count("pageReady"), 1, readyTimeoutMs);
    static_cast<void>(
        runInMainWorld(pageOf(payment), QStringLiteral("history.pushState({}, '', '/other?x#y'); 1")));
    settle(pageOf(payment));
    QVERIFY(listener.losses.empty());
    pageOf(payment)->runJavaScript(QStringLiteral("location = 'about:blank'"));
    QTRY_COMPARE_WITH_TIMEOUT(listener.losses.size(), 1U, readyTimeoutMs);
    QCOMPARE(listener.losses.front(), "the page was left");
    QTRY_COMPARE_WITH_TIMEOUT(listener.count("pageReady"), 2, readyTimeoutMs);
    QCOMPARE(pageOf(payment)->url(), QUrl(QStringLiteral("https://checkout.tillwright.example/")));
}

TILLWRIGHT_WEBVIEW_MAIN(TestRecovery)
#include "tst_recovery.moc"
