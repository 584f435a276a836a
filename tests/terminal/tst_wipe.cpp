#include "../support/fake_catalogue.h"
#include "../support/fake_device_config.h"
#include "../webview/webview_support.h"

#include "kiosk/backend_health.h"
#include "kiosk/backend_word.h"
#include "kiosk/kiosk_config.h"
#include "kiosk/presentation/checkout_view_model.h"
#include "kiosk/quick_items/shown_item.h"
#include "kiosk/terminal_composition.h"
#include "kiosk/travellers_receipts.h"

#include <QApplication>
#include <QClipboard>
#include <QDirIterator>
#include <QLineEdit>
#include <QQuickItem>
#include <QQuickWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QWebEngineProfile>

#include <arpa/inet.h>
#include <sys/socket.h>

using namespace tillwright;
using namespace tillwright::testing;
using kiosk::payment_page::PaymentPage;

namespace {

constexpr int pageTimeoutMs = 60'000;

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

/// What the traveller leaves everywhere, and nobody finds again.
const QString mark = s("OkonkwoWasHere4242");

/// A Stripe that takes every connection and never says a word, so that the page stays with its traveller. Its port.
quint16 silentServer()
{
    const int listening = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    if (listening < 0 || ::bind(listening, reinterpret_cast<sockaddr *>(&address), size) != 0
        || ::listen(listening, 64) != 0
        || ::getsockname(listening, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        qFatal("no port to listen at");
    return ntohs(address.sin_port);
}

/// The real face and the real payment page; backend, journal and time are the fakes.
class Terminal
{
public:
    Terminal()
        : health(fakes.backend, catalogue, deviceConfig), page(patientOptions()),
          desk(checkout::Ports{health, page, fakes.journal, receipts, fakes.clock, fakes.random},
               deskOptions()),
          sale(desk, fakes.clock), word(config(), health, fakes.clock, [] { return true; }),
          face({health, word, fakes.clock, desk, sale, page.widget(), nullptr, receipts,
                [] { return kiosk::receipt::Merchant{}; }},
               config(), {}, true, {s("199.0.0.0"), 0, false})
    {
        QObject::connect(&page, &PaymentPage::answered, &sale, [this] { ++answers; });
        face.window().resize(720, 1280);
        face.show();
    }

    QQuickItem *find(const char *objectName)
    {
        return kiosk::quick_items::shownItem(face.window().face().rootObject(),
                                             QString::fromLatin1(objectName));
    }
    bool press(const char *objectName)
    {
        // What has changed since the last picture is laid out for the next one.
        face.window().face().grabFramebuffer();
        const auto *item = find(objectName);
        if (!item || !item->isEnabled())
            return false;
        const QPointF at = item->mapToScene(QPointF(item->width() / 2, item->height() / 2));
        QTest::mouseClick(&face.window().face(), Qt::LeftButton, {}, at.toPoint());
        QCoreApplication::processEvents();
        return true;
    }
    /// What a traveller sees and hears of the terminal itself, before anybody has changed it.
    QString looks()
    {
        const auto *title = find("screenTitle");
        const auto *text = find("screenText");
        if (!title || !text)
            return s("another screen");
        const auto *voice = face.window().face().rootObject()->property("voice").value<QObject *>();
        return s("%1 %2 px %3 %4 %5 %6 %")
            .arg(title->property("text").toString())
            .arg(title->property("font").value<QFont>().pixelSize())
            .arg(text->property("color").value<QColor>().name())
            .arg(QGuiApplication::layoutDirection())
            .arg(face.window().face().height())
            .arg(voice->property("volume").toInt());
    }
    QVariant inPage(const QString &script) { return test::runInMainWorld(test::pageOf(page), script); }

    FakePorts fakes;
    kiosk::TravellersReceipts receipts{fakes.receipts};
    FakeCatalogue catalogue;
    FakeDeviceConfig deviceConfig;
    kiosk::BackendHealth health;
    PaymentPage page;
    checkout::CheckoutDesk desk;
    kiosk::presentation::CheckoutViewModel sale;
    kiosk::BackendWord word;
    kiosk::TerminalFace face;
    int answers = 0;

private:
    static kiosk::payment_page::PaymentPageOptions patientOptions()
    {
        kiosk::payment_page::PaymentPageOptions options;
        // A page that is slow on a busy machine is not lost here.
        options.readyLimitMs = options.readyAfterLoadLimitMs = pageTimeoutMs;
        options.heartbeat.silenceMaxMs = options.heartbeat.busySilenceMaxMs = pageTimeoutMs;
        return options;
    }
    static checkout::DeskOptions deskOptions()
    {
        checkout::DeskOptions options;
        options.resumeAwaiting = false;
        return options;
    }
    static const kiosk::KioskConfig &config()
    {
        static const QTemporaryDir data;
        static const kiosk::KioskConfig config = [] {
            kiosk::KioskConfig made;
            made.dataFolder = data.path();
            made.statementText = s("ECHEZONA* AIRPEACE");
            made.defaultEmail = s("counter@airpeace.example");
            made.mode = kiosk::Mode::Terminal;
            return made;
        }();
        return config;
    }
};

/// Every place that a page can keep something at. `window.kept` is what each said.
const char *const fillEverything = R"(
    window.kept = {};
    const mark = '%1';
    const keep = (name, act) => Promise.resolve().then(act).then(() => kept[name] = 'kept', () => kept[name] = 'refused');
    keep('cookie', () => { document.cookie = 'who=' + mark + '; Secure; max-age=360000';
                           if (!document.cookie.includes(mark)) throw 0; });
    keep('local', () => localStorage.setItem('who', mark));
    keep('session', () => sessionStorage.setItem('who', mark));
    keep('name', () => { window.name = mark; });
    keep('database', () => new Promise((yes, no) => {
        const opening = indexedDB.open('traveller');
        opening.onupgradeneeded = () => opening.result.createObjectStore('who');
        opening.onerror = no;
        opening.onsuccess = () => {
            const writing = opening.result.transaction('who', 'readwrite');
            writing.objectStore('who').put(mark, 'who');
            writing.oncomplete = yes;
            writing.onerror = no;
        };
    }));
    keep('cache', async () => (await caches.open('traveller')).put('/who', new Response(mark)));
    keep('worker', () => navigator.serviceWorker.register('/worker.js'));
    keep('field', () => {
        const form = document.createElement('form');
        form.innerHTML = '<input name="cc-number" autocomplete="cc-number"><input name="email" autocomplete="email">';
        document.body.append(form);
        for (const field of form.elements) field.value = mark;
        form.addEventListener('submit', event => event.preventDefault());
        form.requestSubmit();
        form.elements[0].focus();
    });
    1)";

/// What is left of it.
const char *const lookEverywhere = R"(
    window.left = null;
    (async () => {
        const found = {};
        const look = async (name, act) => { try { found[name] = await act(); } catch { found[name] = 0; } };
        await look('cookie', () => document.cookie.length);
        await look('local', () => localStorage.length);
        await look('session', () => sessionStorage.length);
        await look('name', () => window.name.length);
        await look('database', async () => (await indexedDB.databases()).length);
        await look('cache', async () => (await caches.keys()).length);
        await look('worker', async () => (await navigator.serviceWorker.getRegistrations()).length);
        await look('field', () => document.querySelectorAll('[autocomplete^=cc-]').length);
        await look('page', () => Number(document.documentElement.outerHTML.includes('%1')));
        left = Object.entries(found).filter(([, many]) => many > 0).map(([name]) => name).join() || 'nothing';
    })();
    1)";

/// Names of files below `folder` with the mark in them.
QStringList filesWithMark(const QString &folder)
{
    QStringList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray content = file.readAll();
        const QByteArray wide(reinterpret_cast<const char *>(mark.utf16()), mark.size() * 2);
        if (content.contains(mark.toUtf8()) || content.contains(wide))
            found.append(file.fileName());
    }
    return found;
}

} // namespace

class TerminalWipeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesNothingOfATraveller();
};

void TerminalWipeTest::leavesNothingOfATraveller()
{
    Terminal terminal;
    QTRY_VERIFY_WITH_TIMEOUT(terminal.answers > 0, pageTimeoutMs);
    const QString looksAtFirst = terminal.looks();

    // A traveller with needs of their own, up to the card form.
    QVERIFY(terminal.press("accessibilityButton"));
    const QString looksAccessible = terminal.looks();
    QVERIFY(looksAccessible != looksAtFirst);
    QTest::keyClick(&terminal.face.window().face(), Qt::Key_F8);
    QVERIFY2(terminal.looks() != looksAccessible, "the volume was not changed");
    QVERIFY(terminal.press("language_ar"));
    for (const char *key : {"key_E", "key_Z", "key_2", "key_4", "key_0", "key_8", "key_1"})
        QVERIFY(terminal.press(key));
    QCOMPARE(terminal.find("referenceField")->property("text").toString(), s("EZ24081"));
    QVERIFY(terminal.press("findButton"));
    QCOMPARE(terminal.catalogue.booking.waiting(), std::size_t(1));
    terminal.catalogue.booking.answer(exampleBooking());
    // Once: a macro that waits looks once more than needed.
    QVERIFY(QTest::qWaitFor([&] { return terminal.press("payButton"); }));
    const auto answer = exampleAnswer(terminal.fakes.backend.create.asked.back().sale);
    terminal.fakes.backend.create.answer(answer);
    QTRY_COMPARE(terminal.sale.stateName(), s("AwaitingPayment"));

    const QPointer<QWebEnginePage> oldPage = test::pageOf(terminal.page);
    const QPointer<QWebEngineProfile> oldProfile = oldPage->profile();
    const qint64 oldRenderer = oldPage->renderProcessPid();
    terminal.inPage(s(fillEverything).arg(mark));
    QTRY_COMPARE_WITH_TIMEOUT(terminal.inPage(s("Object.keys(kept).length")).toInt(), 8, pageTimeoutMs);
    // It was worth the trouble: only a worker of our own address, where no server is, is refused.
    QCOMPARE(terminal.inPage(s("Object.keys(kept).filter(k => kept[k] !== 'kept').join()")).toString(),
             s("worker"));
    terminal.inPage(s(lookEverywhere).arg(mark));
    QTRY_COMPARE_WITH_TIMEOUT(terminal.inPage(s("left")).toString(),
                              s("cookie,local,session,name,database,cache,field"), pageTimeoutMs);
    QGuiApplication::clipboard()->setText(mark);
    if (QGuiApplication::clipboard()->supportsSelection())
        QGuiApplication::clipboard()->setText(mark, QClipboard::Selection);
    QVERIFY(terminal.looks() != looksAtFirst);

    // And leaves.
    const kiosk::presentation::IdleSettings settings;
    terminal.fakes.clock.advance((settings.quietS + settings.warningS + 1) * 1000);
    QTRY_COMPARE(terminal.fakes.backend.abandon.waiting(), 1);
    auto abandoned = exampleState(answer, domain::PaymentStatus::Kind::Pending);
    abandoned.abandoned = true;
    const int answersBefore = terminal.answers;
    terminal.fakes.backend.abandon.answer(abandoned);

    QTRY_COMPARE_WITH_TIMEOUT(terminal.looks(), looksAtFirst, pageTimeoutMs);
    QCOMPARE(QGuiApplication::clipboard()->text(), QString());
    QCOMPARE(QGuiApplication::clipboard()->text(QClipboard::Selection), QString());
    QTRY_VERIFY_WITH_TIMEOUT(!oldPage && !oldProfile, pageTimeoutMs);
    QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(s("/proc/%1/status").arg(oldRenderer)), pageTimeoutMs);
    QTRY_VERIFY_WITH_TIMEOUT(terminal.answers > answersBefore, pageTimeoutMs);
    QVERIFY(test::pageOf(terminal.page)->profile()->isOffTheRecord());
    terminal.inPage(s(lookEverywhere).arg(mark));
    QTRY_COMPARE_WITH_TIMEOUT(terminal.inPage(s("left")).toString(), s("nothing"), pageTimeoutMs);

    // The next one.
    QVERIFY(terminal.press("language_en"));
    QTRY_VERIFY(terminal.find("referenceField"));
    QCOMPARE(terminal.find("referenceField")->property("text").toString(), QString());
    // Everything that Qt and Chromium keep for a user is below this folder here.
    QCOMPARE(filesWithMark(QDir::homePath()), QStringList());
}

int main(int argc, char *argv[])
{
    const QTemporaryDir home;
    qputenv("HOME", home.path().toUtf8());
    for (const char *variable : {"XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "TMPDIR"}) {
        const QString folder = home.filePath(QString::fromLatin1(variable));
        QDir().mkpath(folder);
        qputenv(variable, folder.toUtf8());
    }
    qputenv("SPEECHD_ADDRESS", "unix_socket:" + home.filePath(s("no-speech")).toUtf8());
    test::prepareTestEngine(silentServer());
    QApplication application(argc, argv);
    TerminalWipeTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_wipe.moc"
