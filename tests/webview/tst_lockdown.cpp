#include "webview_support.h"

#include <QtGui/QClipboard>
#include <QtTest/QtTest>
#include <QtWebEngineCore/QWebEngineProfile>
#include <QtWebEngineCore/QWebEngineSettings>
#include <QtWidgets/QApplication>

using namespace tillwright;
using namespace tillwright::test;
using kiosk::payment_page::PaymentPage;

namespace {

constexpr int readyTimeoutMs = 20'000;
const QString home = QStringLiteral("https://checkout.tillwright.example/");

} // namespace

/// What a hostile script in the page's main world can try, and what becomes of it.
class TestLockdown : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void staysOnThePage_data();
    void staysOnThePage();
    void catchesTheReturn();
    void keepsFramesOut_data();
    void keepsFramesOut();
    void asksNothing();
    void ignoresBrowserKeys();
    void pastesNothing();
    void staysAtItsSize();

private:
    [[nodiscard]] QWebEnginePage *page() const { return pageOf(*m_payment); }

    RecordingListener m_listener;
    std::unique_ptr<PaymentPage> m_payment;
};

void TestLockdown::initTestCase()
{
    m_payment = std::make_unique<PaymentPage>(kiosk::payment_page::PaymentPageOptions{});
    m_payment->setListener(&m_listener);
    m_payment->widget()->resize(600, 600);
    m_payment->widget()->show();
    QTRY_COMPARE_WITH_TIMEOUT(m_listener.count("pageReady"), 1, readyTimeoutMs);
    m_payment->show(sampleCheckout());
    static_cast<void>(runInMainWorld(page(), QStringLiteral("window.marker = 1")));
}

void TestLockdown::cleanupTestCase()
{
    m_payment.reset();
}

void TestLockdown::staysOnThePage_data()
{
    QTest::addColumn<QString>("script");
    const auto row = [](const char *script) { QTest::newRow(script) << QString::fromLatin1(script); };
    row("location = 'https://js.stripe.com/'");
    row("location = 'https://evil.example/'");
    row("location = 'http://127.0.0.1:1/'");
    row("location = 'file:///etc/passwd'");
    row("location = 'chrome://gpu'");
    row("location = 'data:text/html,x'");
    row("location = 'mailto:a@b.example'");
    row("location = '/elsewhere'");
    row("location.reload()");
    row("history.back()");
    row("window.open('https://evil.example/')");
    row("window.open('about:blank')");
    row("const a = document.createElement('a'); a.href = 'https://evil.example/'; a.target = '_blank'; a.click()");
    row("const a = document.createElement('a'); a.href = 'https://evil.example/'; a.click()");
    row("const a = document.createElement('a'); a.href = 'data:text/plain,x'; a.download = 'x.txt'; a.click()");
    row("const a = document.createElement('a'); a.href = URL.createObjectURL(new Blob(['x']));"
        " a.download = 'x.txt'; a.click()");
    row("const f = document.createElement('form'); f.action = 'https://evil.example/';"
        " document.body.append(f); f.submit()");
    row("const f = document.createElement('form'); f.action = 'https://evil.example/'; f.method = 'POST';"
        " f.target = '_blank'; document.body.append(f); f.submit()");
    row("window.print()");
}

void TestLockdown::staysOnThePage()
{
    QFETCH(const QString, script);
    int downloads = 0;
    const auto counted = connect(page()->profile(), &QWebEngineProfile::downloadRequested, this,
                                 [&](QWebEngineDownloadRequest *) { ++downloads; });
    const auto windowsBefore = QApplication::topLevelWidgets().size();
    static_cast<void>(runInMainWorld(page(), QStringLiteral("{ %1 }; 1").arg(script)));
    settle(page());
    QCOMPARE(page()->url(), QUrl(home));
    QCOMPARE(runInMainWorld(page(), QStringLiteral("window.marker")).toInt(), 1);
    QCOMPARE(QApplication::topLevelWidgets().size(), windowsBefore);
    QVERIFY(m_listener.losses.empty());
    QCOMPARE(m_listener.returned, 0);
    // Nothing lands anywhere, even if the engine got as far as asking.
    QVERIFY(!QFile::exists(page()->profile()->downloadPath() + QLatin1String("/x.txt")));
    disconnect(counted);
}

void TestLockdown::catchesTheReturn()
{
    static_cast<void>(runInMainWorld(
        page(), QStringLiteral("location = '/return?payment_intent=pi_1&redirect_status=succeeded'; 1")));
    QTRY_COMPARE_WITH_TIMEOUT(m_listener.returned, 1, readyTimeoutMs);
    static_cast<void>(runInMainWorld(page(), QStringLiteral("location = '/return'; 1")));
    settle(page());
    QCOMPARE(m_listener.returned, 1);
    QCOMPARE(page()->url(), QUrl(home));
    QCOMPARE(runInMainWorld(page(), QStringLiteral("window.marker")).toInt(), 1);
}

void TestLockdown::keepsFramesOut_data()
{
    QTest::addColumn<QString>("address");
    for (const char *address : {"http://127.0.0.1:1/", "file:///etc/passwd", "data:text/html,<b>x</b>",
                                "https://evil.example/", "/", "chrome://gpu"})
        QTest::newRow(address) << QString::fromLatin1(address);
}

void TestLockdown::keepsFramesOut()
{
    QFETCH(const QString, address);
    static_cast<void>(runInMainWorld(
        page(),
        QStringLiteral("{ const f = document.createElement('iframe'); f.src = '%1'; f.id = 'intruder';"
                       " document.body.append(f); } 1")
            .arg(address)));
    settle(page());
    // A frame that was entered is of another origin or has content; one that was kept out is an empty document of
    // ours, or an error page that nobody can look into.
    const QString inside =
        runInMainWorld(page(),
                       QStringLiteral("(() => { try { return document.getElementById("
                                      "'intruder').contentDocument?.body.innerText ?? ''; }"
                                      " catch { return 'unreadable'; } })()"))
            .toString();
    QVERIFY2(!inside.contains(QLatin1String("root:")) && !inside.contains(QLatin1Char('x')),
             qPrintable(inside));
    static_cast<void>(
        runInMainWorld(page(), QStringLiteral("document.getElementById('intruder').remove(); 1")));
    QCOMPARE(runInMainWorld(page(), QStringLiteral("window.marker")).toInt(), 1);
}

void TestLockdown::asksNothing()
{
    // Each would put a dialog before the customer, or wait for one for ever.
    QCOMPARE(
        runInMainWorld(page(), QStringLiteral("alert('x'); String(confirm('x')) + prompt('x')")).toString(),
        QStringLiteral("falsenull"));
    static_cast<void>(runInMainWorld(page(), QStringLiteral(R"(
        window.answers = {};
        const ask = (name, wish) => new Promise((yes, no) => wish(yes, no)).then(
            answer => answers[name] = answer === 'denied' ? 'denied' : 'given', () => answers[name] = 'denied');
        ask('place', (yes, no) => navigator.geolocation.getCurrentPosition(yes, no));
        ask('notify', yes => yes(Notification.requestPermission()));
        ask('sound', yes => yes(navigator.mediaDevices.getUserMedia({audio: true})));
        ask('picture', yes => yes(navigator.mediaDevices.getUserMedia({video: true})));
        ask('clipboard', yes => yes(navigator.clipboard.readText()));
        ask('full', yes => yes(document.documentElement.requestFullscreen()));
        1)")));
    const QString expected =
        QStringLiteral("clipboard:denied,full:denied,notify:denied,picture:denied,place:denied,sound:denied");
    QTRY_COMPARE_WITH_TIMEOUT(runInMainWorld(page(),
                                             QStringLiteral("Object.keys(answers).sort().map("
                                                            "k => k + ':' + answers[k]).join()"))
                                  .toString(),
                              expected, readyTimeoutMs);
}

void TestLockdown::ignoresBrowserKeys()
{
    static_cast<void>(runInMainWorld(
        page(),
        QStringLiteral(
            "window.keys = []; addEventListener('keydown', e => keys.push(e.key)); document.body.tabIndex = 0;"
            "document.body.focus(); 1")));
    QWidget *input = m_payment->widget()->focusProxy();
    QVERIFY(input);
    m_payment->widget()->activateWindow();
    input->setFocus();
    const std::pair<Qt::Key, Qt::KeyboardModifiers> browserKeys[]{
        {Qt::Key_R, Qt::ControlModifier},    {Qt::Key_P, Qt::ControlModifier},
        {Qt::Key_S, Qt::ControlModifier},    {Qt::Key_C, Qt::ControlModifier},
        {Qt::Key_V, Qt::ControlModifier},    {Qt::Key_Left, Qt::AltModifier},
        {Qt::Key_Back, Qt::NoModifier},      {Qt::Key_Reload, Qt::NoModifier},
        {Qt::Key_Plus, Qt::ControlModifier}, {Qt::Key_F, Qt::AltModifier},
        {Qt::Key_Insert, Qt::ShiftModifier}};
    const auto press = [input](Qt::Key key, Qt::KeyboardModifiers modifiers, const QString &text) {
        for (const auto type : {QEvent::KeyPress, QEvent::KeyRelease}) {
            QKeyEvent event(type, key, modifiers, text);
            QApplication::sendEvent(input, &event);
        }
    };
    for (const auto &[key, modifiers] : browserKeys)
        press(key, modifiers, {});
    press(Qt::Key_4, Qt::NoModifier, QStringLiteral("4"));
    QTRY_COMPARE(
        runInMainWorld(page(), QStringLiteral("keys.filter(k => k.length === 1).join('')")).toString(),
        QStringLiteral("4"));
    QCOMPARE(runInMainWorld(page(), QStringLiteral("keys.join()")).toString(), QStringLiteral("4"));
    QCOMPARE(page()->url(), QUrl(home));
}

void TestLockdown::pastesNothing()
{
    QGuiApplication::clipboard()->setText(QStringLiteral("left behind"));
    static_cast<void>(runInMainWorld(
        page(),
        QStringLiteral(
            "{ const i = document.createElement('input'); i.id = 'field'; document.body.append(i); i.focus(); }"
            "window.pastes = 0; addEventListener('paste', () => ++pastes); window.clicks = [];"
            "addEventListener('mousedown', e => clicks.push(e.button)); 1")));
    QWidget *input = m_payment->widget()->focusProxy();
    for (const auto button : {Qt::MiddleButton, Qt::RightButton, Qt::BackButton, Qt::LeftButton}) {
        for (const auto type : {QEvent::MouseButtonPress, QEvent::MouseButtonRelease}) {
            QMouseEvent event(type, {5, 5}, input->mapToGlobal(QPointF(5, 5)), button, button,
                              Qt::NoModifier);
            QApplication::sendEvent(input, &event);
        }
    }
    static_cast<void>(runInMainWorld(page(),
                                     QStringLiteral("document.getElementById('field').focus();"
                                                    "document.execCommand('paste')")));
    QTRY_COMPARE(runInMainWorld(page(), QStringLiteral("clicks.join()")).toString(), QStringLiteral("0"));
    QCOMPARE(
        runInMainWorld(page(), QStringLiteral("pastes + document.getElementById('field').value")).toString(),
        QStringLiteral("0"));
    static_cast<void>(runInMainWorld(page(), QStringLiteral("document.getElementById('field').remove(); 1")));
}

void TestLockdown::staysAtItsSize()
{
    QWidget *input = m_payment->widget()->focusProxy();
    QWheelEvent wheel(QPointF(50, 50), input->mapToGlobal(QPointF(50, 50)), {}, {0, 120}, Qt::NoButton,
                      Qt::ControlModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(input, &wheel);
    settle(page());
    QCOMPARE(page()->zoomFactor(), 1.0);
    QCOMPARE(m_payment->widget()->contextMenuPolicy(), Qt::NoContextMenu);
    QVERIFY(!m_payment->widget()->acceptDrops());
}

TILLWRIGHT_WEBVIEW_MAIN(TestLockdown)
#include "tst_lockdown.moc"
