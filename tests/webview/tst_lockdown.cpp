#include "webview_support.h"

#include <QtCore/QMimeData>
#include <QtGui/QClipboard>
#include <QtGui/QDropEvent>
#include <QtGui/QPointingDevice>
#include <QtTest/QtTest>
#include <QtWebEngineCore/QWebEngineProfile>
#include <QtWebEngineCore/QWebEngineSettings>
#include <QtWidgets/QApplication>

using namespace tillwright;
using namespace tillwright::test;
using kiosk::payment_page::PaymentPage;

namespace {

constexpr int readyTimeoutMs = 20'000;
// What somebody may have left in the environment; before the engine is prepared.
const bool isDebuggingAskedFor = qputenv("QTWEBENGINE_REMOTE_DEBUGGING", "9222")
    && qputenv("QTWEBENGINE_CHROMIUM_FLAGS", "--remote-debugging-port=9222 --no-first-run");
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
    void staysAtItsSizeUnderFingers();
    void takesNothingThatIsDropped();
    void opensNoFilesAndNoTools();

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
    row("location = 'view-source:https://checkout.tillwright.example/'");
    row("location = 'devtools://devtools/bundled/inspector.html'");
    row("location = 'chrome://inspect'");
    row("location = 'chrome://crash'");
    row("location = 'qrc:/tillwright/payment_page/payment.html'");
    row("location = 'ftp://evil.example/'");
    row("location = 'intent://scan/#Intent;scheme=zxing;end'");
    row("location = URL.createObjectURL(new Blob(['<b>x</b>'], {type: 'text/html'}))");
    row("const m = document.createElement('meta'); m.httpEquiv = 'refresh'; m.content = '0;url=https://evil.example/';"
        " document.head.append(m)");
    row("window.open('https://evil.example/', '_self')");
    row("window.open('', 'x', 'popup,width=200,height=200')");
    row("window.close()");
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
        {Qt::Key_R, Qt::ControlModifier},
        {Qt::Key_P, Qt::ControlModifier},
        {Qt::Key_S, Qt::ControlModifier},
        {Qt::Key_C, Qt::ControlModifier},
        {Qt::Key_V, Qt::ControlModifier},
        {Qt::Key_Left, Qt::AltModifier},
        {Qt::Key_Back, Qt::NoModifier},
        {Qt::Key_Reload, Qt::NoModifier},
        {Qt::Key_Plus, Qt::ControlModifier},
        {Qt::Key_F, Qt::AltModifier},
        {Qt::Key_Insert, Qt::ShiftModifier},
        {Qt::Key_W, Qt::ControlModifier},
        {Qt::Key_N, Qt::ControlModifier},
        {Qt::Key_T, Qt::ControlModifier},
        {Qt::Key_O, Qt::ControlModifier},
        {Qt::Key_U, Qt::ControlModifier},
        {Qt::Key_J, Qt::ControlModifier},
        {Qt::Key_F, Qt::ControlModifier},
        {Qt::Key_0, Qt::ControlModifier},
        {Qt::Key_Minus, Qt::ControlModifier},
        {Qt::Key_F4, Qt::AltModifier},
        {Qt::Key_Home, Qt::AltModifier},
        {Qt::Key_Print, Qt::NoModifier},
        {Qt::Key_ZoomIn, Qt::NoModifier},
        {Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier},
        {Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier},
        {Qt::Key_F5, Qt::ControlModifier}};
    // These have no meaning to the engine, which is seen below: nothing happens to the page.
    const Qt::Key idleKeys[]{Qt::Key_F1,   Qt::Key_F3,      Qt::Key_F5,      Qt::Key_F6,
                             Qt::Key_F7,   Qt::Key_F11,     Qt::Key_F12,     Qt::Key_Escape,
                             Qt::Key_Menu, Qt::Key_Super_L, Qt::Key_CapsLock};
    const auto windowsBefore = QApplication::topLevelWidgets().size();
    const auto press = [input](Qt::Key key, Qt::KeyboardModifiers modifiers, const QString &text) {
        for (const auto type : {QEvent::KeyPress, QEvent::KeyRelease}) {
            QKeyEvent event(type, key, modifiers, text);
            QApplication::sendEvent(input, &event);
        }
    };
    for (const auto &[key, modifiers] : browserKeys)
        press(key, modifiers, {});
    QCOMPARE(runInMainWorld(page(), QStringLiteral("keys.join()")).toString(), QString());
    for (const auto key : idleKeys)
        press(key, Qt::NoModifier, {});
    // They come in their own time, and nothing of the ones before is among them.
    QTRY_COMPARE(runInMainWorld(page(), QStringLiteral("keys.length")).toInt(), int(std::size(idleKeys)));
    static_cast<void>(runInMainWorld(page(), QStringLiteral("window.keys = []; 1")));
    press(Qt::Key_4, Qt::NoModifier, QStringLiteral("4"));
    QTRY_COMPARE(
        runInMainWorld(page(), QStringLiteral("keys.filter(k => k.length === 1).join('')")).toString(),
        QStringLiteral("4"));
    QCOMPARE(runInMainWorld(page(), QStringLiteral("keys.join()")).toString(), QStringLiteral("4"));
    QCOMPARE(page()->url(), QUrl(home));
    QCOMPARE(page()->zoomFactor(), 1.0);
    QCOMPARE(runInMainWorld(page(), QStringLiteral("window.marker")).toInt(), 1);
    QCOMPARE(QApplication::topLevelWidgets().size(), windowsBefore);
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

void TestLockdown::staysAtItsSizeUnderFingers()
{
    QWidget *window = m_payment->widget()->window();
    static auto *fingers = QTest::createTouchDevice();
    // Two fingers that part, and one that taps twice.
    QTest::touchEvent(window, fingers).press(1, {290, 300}, window).press(2, {310, 300}, window);
    for (int step = 1; step <= 10; ++step)
        QTest::touchEvent(window, fingers)
            .move(1, {290 - 25 * step, 300}, window)
            .move(2, {310 + 25 * step, 300}, window);
    QTest::touchEvent(window, fingers).release(1, {40, 300}, window).release(2, {560, 300}, window);
    for (int tap = 0; tap < 2; ++tap) {
        QTest::touchEvent(window, fingers).press(1, {300, 300}, window);
        QTest::touchEvent(window, fingers).release(1, {300, 300}, window);
    }
    QNativeGestureEvent gesture(Qt::ZoomNativeGesture, fingers, 2, {300, 300}, {300, 300}, {300, 300}, 0.5,
                                {});
    QApplication::sendEvent(m_payment->widget()->focusProxy(), &gesture);
    settle(page());
    QCOMPARE(runInMainWorld(page(), QStringLiteral("visualViewport.scale")).toDouble(), 1.0);
    QCOMPARE(page()->zoomFactor(), 1.0);
    // A hand that sweeps from the edge does not go back.
    QTest::touchEvent(window, fingers).press(1, {2, 300}, window);
    for (int step = 1; step <= 10; ++step)
        QTest::touchEvent(window, fingers).move(1, {2 + 50 * step, 300}, window);
    QTest::touchEvent(window, fingers).release(1, {502, 300}, window);
    settle(page());
    QCOMPARE(page()->url(), QUrl(home));
    QCOMPARE(runInMainWorld(page(), QStringLiteral("window.marker")).toInt(), 1);
}

void TestLockdown::takesNothingThatIsDropped()
{
    static_cast<void>(runInMainWorld(
        page(),
        QStringLiteral("window.drops = 0; for (const type of ['dragenter', 'dragover', 'drop'])"
                       " addEventListener(type, e => { ++drops; e.preventDefault(); }); 1")));
    QMimeData data;
    data.setUrls({QUrl(QStringLiteral("file:///etc/passwd"))});
    data.setText(QStringLiteral("https://evil.example/"));
    QWidget *input = m_payment->widget()->focusProxy();
    QDragEnterEvent enter({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    enter.ignore();
    QApplication::sendEvent(input, &enter);
    QDragMoveEvent move({60, 60}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(input, &move);
    QDropEvent drop({60, 60}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(input, &drop);
    settle(page());
    QCOMPARE(runInMainWorld(page(), QStringLiteral("drops")).toInt(), 0);
    QCOMPARE(page()->url(), QUrl(home));
    QContextMenuEvent menu(QContextMenuEvent::Mouse, {50, 50}, input->mapToGlobal(QPoint(50, 50)));
    QApplication::sendEvent(input, &menu);
    settle(page());
    QCOMPARE(QApplication::activePopupWidget(), nullptr);
}

void TestLockdown::opensNoFilesAndNoTools()
{
    const auto windowsBefore = QApplication::topLevelWidgets().size();
    static_cast<void>(runInMainWorld(page(), QStringLiteral(R"(
        const input = document.createElement('input');
        input.type = 'file'; input.id = 'files';
        document.body.append(input);
        input.click();
        window.picked = 'asking';
        if (window.showOpenFilePicker)
            showOpenFilePicker().then(() => picked = 'given', () => picked = 'denied');
        else
            picked = 'denied';
        1)")));
    QTRY_COMPARE(runInMainWorld(page(), QStringLiteral("picked")).toString(), QStringLiteral("denied"));
    QCOMPARE(runInMainWorld(page(), QStringLiteral("document.getElementById('files').files.length")).toInt(),
             0);
    static_cast<void>(runInMainWorld(page(), QStringLiteral("document.getElementById('files').remove(); 1")));
    QCOMPARE(QApplication::topLevelWidgets().size(), windowsBefore);
    // No door to the developer tools, and none that the environment could open.
    QCOMPARE(page()->devToolsPage(), nullptr);
    QVERIFY(isDebuggingAskedFor);
    QVERIFY(!qEnvironmentVariableIsSet("QTWEBENGINE_REMOTE_DEBUGGING"));
    QVERIFY(!qgetenv("QTWEBENGINE_CHROMIUM_FLAGS").contains("remote-debugging"));
}

TILLWRIGHT_WEBVIEW_MAIN(TestLockdown)
#include "tst_lockdown.moc"
