#include "../support/terminal_parts.h"
#include "../webview/webview_support.h"

#include "kiosk/quick_items/shown_item.h"
#include "kiosk/terminal/keyboard_dock.h"
#include "kiosk/terminal/languages.h"
#include "kiosk/terminal/terminal_window.h"

#include <QApplication>
#include <QInputMethodQueryEvent>
#include <QPointingDevice>
#include <QQuickItem>
#include <QTest>

using namespace tillwright;
using kiosk::payment_page::PaymentPage;
using kiosk::terminal::KeyboardDock;

namespace {

constexpr int pageTimeoutMs = 60'000;

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

/// Tells the page which fields of its frames are entered, and what is typed there; it may not look into them itself.
kiosk::payment_page::PaymentPageOptions tellingOptions()
{
    kiosk::payment_page::PaymentPageOptions options;
    options.everyFrameScript =
        s("for (const type of ['focusin', 'input']) addEventListener(type, event => top.postMessage("
          "{who: event.target.name, text: event.target.value}, '*'), true);"
          "addEventListener('focusout', () => top.postMessage({who: 'left', text: 'left'}, '*'), true)");
    options.everyFrameWorldId = 78;
    // A page that is slow on a busy machine is not lost here.
    options.readyLimitMs = options.readyAfterLoadLimitMs = pageTimeoutMs;
    options.heartbeat.silenceMaxMs = options.heartbeat.busySilenceMaxMs = pageTimeoutMs;
    return options;
}

/// A form as Stripe makes it: in a frame whose origin is not the page's. In a table, because the page's policy allows no styles.
const char *const foreignForm = R"(
    window.typed = {};
    addEventListener('message', event => { if (event.data?.who) typed[event.data.who] = event.data.text; });
    const frame = document.createElement('iframe');
    frame.sandbox = '';
    frame.style = 'position:absolute; left:0; top:0; width:600px; height:900px; border:0; background:white';
    const field = name => `<tr height="120"><td><input name="${name}" inputmode="numeric" size="40"></tr>`;
    frame.srcdoc = '<body topmargin="0" leftmargin="0"><table cellspacing="0" cellpadding="0">'
        + field('number') + '<tr height="420"><td></tr>' + field('far') + '</table>';
    document.body.style.minHeight = '900px';
    document.body.append(frame);
    frame.onload = () => { window.isFormThere = true; };
    1)";

} // namespace

/// The keyboard, the real engine and a finger.
class KeyboardPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void typesIntoAFrameOfAnotherOrigin();

private:
    void touch(QWidget *widget, const QPoint &at)
    {
        QWidget *window = widget->window();
        const QPoint there = widget->mapTo(window, at);
        static auto *finger = QTest::createTouchDevice();
        QTest::touchEvent(window, finger).press(1, there, window);
        QTest::touchEvent(window, finger).release(1, there, window);
    }
};

void KeyboardPageTest::typesIntoAFrameOfAnotherOrigin()
{
    testing::TerminalParts parts;
    kiosk::terminal::Languages languages(s("en"));
    PaymentPage page(tellingOptions());
    int answers = 0;
    connect(&page, &PaymentPage::answered, this, [&answers] { ++answers; });
    kiosk::terminal::TerminalWindow window(parts.terminal, languages, page.widget(),
                                           {s("Air Peace"), true, false});
    auto *dock = new KeyboardDock(window, languages, page.widget());
    window.setKeyboardDock(dock);
    window.resize(720, 1280);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTRY_VERIFY_WITH_TIMEOUT(answers > 0, pageTimeoutMs);
    parts.toCard();
    QTRY_VERIFY(page.widget()->isVisible());
    static_cast<void>(test::runInMainWorld(test::pageOf(page), s("{ %1 }; 1").arg(s(foreignForm))));
    QTRY_VERIFY_WITH_TIMEOUT(test::runInMainWorld(test::pageOf(page), s("!!window.isFormThere")).toBool(),
                             pageTimeoutMs);
    const auto typed = [&page](const char *field) {
        return test::runInMainWorld(test::pageOf(page), s("typed['%1'] ?? ''").arg(QLatin1String(field)))
            .toString();
    };
    const auto touchKey = [&](const char *name) {
        const auto *key =
            kiosk::quick_items::shownItem(dock->rootObject(), s("dock_") + QString::fromUtf8(name));
        QVERIFY2(key, name);
        touch(dock, key->mapToScene(QPointF(key->width() / 2, key->height() / 2)).toPoint());
    };
    // Nothing has the focus of the page yet.
    QVERIFY(dock->isHidden());
    const int pageHeight = page.widget()->height();
    QVERIFY(pageHeight > 640);

    touch(page.widget(), {100, 60});
    QTRY_VERIFY_WITH_TIMEOUT(dock->isVisible(), pageTimeoutMs);
    for (const char *key : {"4", "2", "4", "2", "erase"})
        touchKey(key);
    QTRY_COMPARE_WITH_TIMEOUT(typed("number"), s("424"), pageTimeoutMs);
    QTRY_VERIFY(page.widget()->height() < pageHeight);

    // Letters, too, where a bank asks for a word.
    touchKey("letters");
    touchKey("q");
    QTRY_COMPARE_WITH_TIMEOUT(typed("number"), s("424q"), pageTimeoutMs);
    touchKey("hide");
    QTRY_VERIFY(dock->isHidden());
    QTRY_COMPARE(page.widget()->height(), pageHeight);

    // A person's hand takes longer.
    QTRY_COMPARE_WITH_TIMEOUT(typed("left"), s("left"), pageTimeoutMs);

    // A field that will lie below the keyboard's upper end is brought into sight.
    touch(page.widget(), {100, 600});
    QTRY_VERIFY_WITH_TIMEOUT(dock->isVisible(), pageTimeoutMs);
    QTRY_VERIFY(page.widget()->height() < 600);
    const auto caretBottom = [] {
        QInputMethodQueryEvent query(Qt::ImEnabled | Qt::ImCursorRectangle);
        QCoreApplication::sendEvent(QGuiApplication::focusObject(), &query);
        return query.value(Qt::ImCursorRectangle).toRectF().bottom();
    };
    QTRY_VERIFY_WITH_TIMEOUT(test::pageOf(page)->scrollPosition().y() > 0, pageTimeoutMs);
    // The finger has to reach the frame before the keys do.
    QTRY_VERIFY_WITH_TIMEOUT(test::runInMainWorld(test::pageOf(page), s("'far' in window.typed")).toBool(),
                             pageTimeoutMs);
    touchKey("7");
    QTRY_COMPARE_WITH_TIMEOUT(typed("far"), s("7"), pageTimeoutMs);
    QTRY_VERIFY_WITH_TIMEOUT(caretBottom() < page.widget()->height(), pageTimeoutMs);
    QCOMPARE(typed("number"), s("424q"));
}

TILLWRIGHT_WEBVIEW_MAIN(KeyboardPageTest)
#include "tst_keyboard_page.moc"
