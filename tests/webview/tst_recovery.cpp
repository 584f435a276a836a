#include "webview_support.h"

#include "kiosk/payment_page/message_gate.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QFile>
#include <QtTest/QtTest>
#include <QtWebEngineCore/QWebEngineScript>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <csignal>

using namespace tillwright;
using namespace tillwright::test;
using kiosk::payment_page::PaymentPage;
using kiosk::payment_page::PaymentPageOptions;

namespace {

constexpr int readyTimeoutMs = 20'000;

void signalRenderer(const PaymentPage &payment, int signal)
{
    const auto pid = pageOf(payment)->renderProcessPid();
    QVERIFY(pid > 1);
    QCOMPARE(::kill(static_cast<pid_t>(pid), signal), 0);
}

void killRenderer(const PaymentPage &payment)
{
    signalRenderer(payment, SIGKILL);
}

/// The process is gone, or nothing but its entry is left until its parent asks for it.
bool hasEnded(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    return !file.open(QIODevice::ReadOnly) || file.readAll().contains(") Z ");
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
    void replacesAPageThatHangs_data();
    void replacesAPageThatHangs();
    void hearsABeatOfAPageThatIsBusyOrHidden();
    void leavesAPageAloneWhileItMountsTheElement();
    void leavesAPageAloneWhenTheKioskWasBlocked();
    void replacesAPageWhoseScriptFails();
    void replacesAPageThatFloods();
    void replacesAPageThatWasLeft();
    void replacesAPageWhoseConfirmationIsNeverAnswered();
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
    QVERIFY(QString::fromStdString(listener.losses.back())
                .startsWith(QLatin1String("gave up after 3 fresh pages: ")));
    QVERIFY(isNoticeShown(payment));
    // Nobody was at it, so nobody asks: it is told by itself, once.
    QCOMPARE(listener.unavailable, (std::vector<std::string>{listener.losses.back()}));

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
    QCOMPARE(listener.unavailable.size(), 1U);
    // Another checkout is another try.
    payment.show(sampleCheckout());
    QTRY_COMPARE_WITH_TIMEOUT(listener.losses.size(), 8U, readyTimeoutMs);
    QCOMPARE(listener.unavailable.size(), 1U);
    // The same one is not: it gets its answer, from the event loop.
    payment.show(sampleCheckout());
    QCOMPARE(listener.unavailable.size(), 1U);
    QTRY_COMPARE_WITH_TIMEOUT(listener.unavailable.size(), 2U, readyTimeoutMs);
    QCOMPARE(listener.unavailable.back(), listener.losses.back());
    QCOMPARE(listener.losses.size(), 8U);
}

void TestRecovery::replacesAPageThatHangs_data()
{
    QTest::addColumn<QString>("script"); // empty: the process is stopped
    QTest::newRow("stopped process") << QString();
    QTest::newRow("endless loop") << QStringLiteral("for (;;) {}");
    // The thread itself answers; what does not is the page's own script.
    QTest::newRow("dead script") << QStringLiteral(
        "window.addEventListener('tillwright:to-page', e => e.stopImmediatePropagation(), true); 1");
}

void TestRecovery::replacesAPageThatHangs()
{
    QFETCH(const QString, script);
    RecordingListener listener;
    PaymentPage payment{PaymentPageOptions{}};
    payment.setListener(&listener);
    QTRY_COMPARE_WITH_TIMEOUT(listener.count("pageReady"), 1, readyTimeoutMs);
    const auto pid = pageOf(payment)->renderProcessPid();
    // Nothing goes on behind: it ends before anybody hears of it. The engine has no turn in between, in which it
    // would end the process some time later.
    bool isEndedWhenTold = false;
    listener.whenLost = [&] {
        QDeadlineTimer limit(readyTimeoutMs);
        while (!isEndedWhenTold && !limit.hasExpired())
            isEndedWhenTold = hasEnded(pid);
    };
    if (script.isEmpty())
        signalRenderer(payment, SIGSTOP);
    else
        pageOf(payment)->runJavaScript(script);
    QTRY_COMPARE_WITH_TIMEOUT(listener.losses.size(), 1U, readyTimeoutMs);
    QVERIFY(QString::fromStdString(listener.losses.front()).contains(QLatin1String("does not answer")));
    QTRY_COMPARE_WITH_TIMEOUT(listener.count("pageReady"), 2, readyTimeoutMs);
    QVERIFY(isEndedWhenTold);
    QVERIFY(pageOf(payment)->renderProcessPid() != pid);
}

void TestRecovery::hearsABeatOfAPageThatIsBusyOrHidden()
{
    RecordingListener listener;
    PaymentPageOptions options;
    options.heartbeat.intervalMs = 10;
    PaymentPage payment(options);
    payment.setListener(&listener);
    payment.widget()->show();
    QTRY_COMPARE_WITH_TIMEOUT(listener.count("pageReady"), 1, readyTimeoutMs);
    payment.widget()->hide();
    // Busy for less than the limit, over and over; a hidden page's own timers would run once a second.
    for (int i = 0; i < 5; ++i)
        QVERIFY(runInMainWorld(pageOf(payment),
                               QStringLiteral("{ const end = performance.now() + 300;"
                                              " while (performance.now() < end) {} } 1"))
                    .isValid());
    QVERIFY(listener.losses.empty());
    QCOMPARE(payment.droppedMessages(), 0U);
    QCOMPARE(listener.count("pong"), 0); // not the flow's business
}

void TestRecovery::leavesAPageAloneWhileItMountsTheElement()
{
    RecordingListener listener;
    PaymentPageOptions options;
    options.heartbeat = {100, 700, 60'000};
    // A slow kiosk compiles Stripe.js, as it were.
    options.everyFrameWorldId = QWebEngineScript::MainWorld;
    options.everyFrameScript = QStringLiteral(R"(
        document.addEventListener('tillwright:to-page', event => {
            const end = JSON.parse(event.detail).type === 'checkoutReady' ? performance.now() + 2000 : 0;
            while (performance.now() < end) {}
        }))");
    PaymentPage payment(options);
    payment.setListener(&listener);
    QTRY_COMPARE_WITH_TIMEOUT(listener.count("pageReady"), 1, readyTimeoutMs);
    payment.show(sampleCheckout());
    QTRY_COMPARE_WITH_TIMEOUT(listener.count("loadFailed"), 1, readyTimeoutMs);
    QVERIFY2(listener.losses.empty(), listener.losses.empty() ? "" : listener.losses.front().c_str());
}

void TestRecovery::leavesAPageAloneWhenTheKioskWasBlocked()
{
    RecordingListener listener;
    PaymentPageOptions options;
    options.heartbeat = {100, 400, 400};
    PaymentPage payment(options);
    payment.setListener(&listener);
    QTRY_COMPARE_WITH_TIMEOUT(listener.count("pageReady"), 1, readyTimeoutMs);
    for (int i = 0; i < 4; ++i) {
        settle(pageOf(payment));
        QElapsedTimer blocked;
        blocked.start();
        while (!blocked.hasExpired(1'000)) {
        }
    }
    settle(pageOf(payment));
    QVERIFY2(listener.losses.empty(), listener.losses.empty() ? "" : listener.losses.front().c_str());
}

void TestRecovery::replacesAPageWhoseScriptFails()
{
    RecordingListener listener;
    PaymentPageOptions options;
    options.readyAfterLoadLimitMs = 200;
    // Runs before the page's own script, in its world, which then ends with an exception.
    options.everyFrameWorldId = QWebEngineScript::MainWorld;
    options.everyFrameScript = QStringLiteral("document.getElementById = () => null");
    PaymentPage payment(options);
    payment.setListener(&listener);
    QTRY_COMPARE_WITH_TIMEOUT(listener.unavailable.size(), 1U, readyTimeoutMs);
    QCOMPARE(listener.losses.size(), 4U);
    QVERIFY(QString::fromStdString(listener.losses.front()).contains(QLatin1String("ready in time")));
    QCOMPARE(listener.count("pageReady"), 0);
}

void TestRecovery::replacesAPageThatFloods()
{
    RecordingListener listener;
    PaymentPage payment{PaymentPageOptions{}};
    payment.setListener(&listener);
    QTRY_COMPARE_WITH_TIMEOUT(listener.count("pageReady"), 1, readyTimeoutMs);
    payment.show(sampleCheckout());
    pageOf(payment)->runJavaScript(QStringLiteral(R"(
        let id = 1;
        setInterval(() => {
            for (let i = 0; i < 500; ++i)
                document.dispatchEvent(new CustomEvent('tillwright:to-kiosk', {detail: JSON.stringify(
                    {id: ++id, message: {type: 'changed', cliveTxId: 'clv_1', complete: true}})}));
        }, 1);
        1)"));
    QTRY_COMPARE_WITH_TIMEOUT(listener.losses.size(), 1U, readyTimeoutMs);
    QCOMPARE(listener.losses.front(), "the page floods the bridge");
    QTRY_COMPARE_WITH_TIMEOUT(listener.count("pageReady"), 2, readyTimeoutMs);
    QVERIFY(listener.count("changed") <= static_cast<int>(kiosk::payment_page::pageMessagesMax));
}

void TestRecovery::replacesAPageWhoseConfirmationIsNeverAnswered()
{
    RecordingListener listener;
    PaymentPage payment{PaymentPageOptions{}};
    payment.setListener(&listener);
    QTRY_COMPARE_WITH_TIMEOUT(listener.count("pageReady"), 1, readyTimeoutMs);
    payment.show(sampleCheckout());
    const auto say = [&](const QString &code, int id) {
        pageOf(payment)->runJavaScript(
            QStringLiteral(
                R"(document.dispatchEvent(new CustomEvent('tillwright:to-kiosk', {detail: JSON.stringify({id: %2,
                message: {type: 'failed', cliveTxId: 'clv_1', errorType: 'page_error', code: '%1',
                          declineCode: '', message: ''}})})))")
                .arg(code)
                .arg(id));
    };
    say(QStringLiteral("exception"), 1000);
    QTRY_COMPARE_WITH_TIMEOUT(listener.count("failed"), 1, readyTimeoutMs);
    QCOMPARE(listener.losses.size(), 0U);
    say(QStringLiteral("confirm_timeout"), 1001);
    // The flow hears both: that the outcome is unknown, and that this page is gone.
    QTRY_COMPARE_WITH_TIMEOUT(listener.losses.size(), 1U, readyTimeoutMs);
    QCOMPARE(listener.count("failed"), 2);
    QCOMPARE(listener.losses.front(), "confirmPayment was never answered");
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
