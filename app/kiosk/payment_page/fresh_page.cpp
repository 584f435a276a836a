#include "kiosk/payment_page/fresh_page.h"

#include "kiosk/payment_page/locked_page.h"
#include "kiosk/payment_page/page_addresses.h"
#include "kiosk/payment_page/renderer_process.h"

#include <QtCore/QFile>
#include <QtCore/QPointer>
#include <QtWebChannel/QWebChannel>
#include <QtWebEngineCore/QWebEngineProfile>
#include <QtWebEngineCore/QWebEngineScript>
#include <QtWebEngineCore/QWebEngineScriptCollection>

#include <string_view>

namespace tillwright::kiosk::payment_page {

namespace {

/// What the page says when confirmPayment says nothing (bridge.schema.json, failed).
constexpr std::string_view confirmTimeoutCode = "confirm_timeout";

QString resourceText(const QString &name)
{
    QFile file(name);
    const bool isThere = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isThere);
    return isThere ? QString::fromUtf8(file.readAll()) : QString();
}

QString builtFile(const QString &name)
{
    return resourceText(QStringLiteral(":/tillwright/payment_page/") + name);
}

/// Runs in a world of its own, before any script of the page: the channel can be reached from there only.
QWebEngineScript relayScript()
{
    QWebEngineScript script;
    script.setName(QStringLiteral("tillwright-relay"));
    script.setWorldId(QWebEngineScript::ApplicationWorld);
    script.setInjectionPoint(QWebEngineScript::DocumentCreation);
    script.setRunsOnSubFrames(false);
    script.setSourceCode(resourceText(QStringLiteral(":/qtwebchannel/qwebchannel.js")) + QLatin1Char('\n')
                         + builtFile(QStringLiteral("relay.js")));
    return script;
}

QWebEngineScript everyFrameScript(const FreshPageOptions &options)
{
    QWebEngineScript script;
    script.setName(QStringLiteral("tillwright-every-frame"));
    script.setWorldId(options.everyFrameWorldId);
    script.setInjectionPoint(QWebEngineScript::DocumentCreation);
    script.setRunsOnSubFrames(true);
    script.setSourceCode(options.everyFrameScript);
    return script;
}

QString terminationText(QWebEnginePage::RenderProcessTerminationStatus status, int exitCode)
{
    const auto word = [status] {
        switch (status) {
        case QWebEnginePage::NormalTerminationStatus:
            return QStringLiteral("ended");
        case QWebEnginePage::AbnormalTerminationStatus:
            return QStringLiteral("ended abnormally");
        case QWebEnginePage::CrashedTerminationStatus:
            return QStringLiteral("crashed");
        case QWebEnginePage::KilledTerminationStatus:
            return QStringLiteral("was killed");
        }
        return QStringLiteral("ended");
    }();
    return QStringLiteral("the renderer %1 (code %2)").arg(word).arg(exitCode);
}

} // namespace

FreshPage::FreshPage(QWebEngineProfile *profile, const FreshPageOptions &options, Handler handler,
                     QObject *parent)
    : QObject(parent), m_options(options), m_handler(std::move(handler)), m_heartbeat(options.heartbeat),
      m_page(new LockedPage(profile, m_gates, options.sandboxSpkiSha256, this)),
      m_bridge(new Bridge([this](const QString &json) { return receive(json); }, this))
{
    m_clock.start();
    // The page's own, not the profile's: a page that is on its way out keeps asking its own gate.
    m_page->setUrlRequestInterceptor(new RequestGate(m_gates, this));
    connect(m_page, &LockedPage::returned, this, &FreshPage::returned);
    connect(m_page, &QWebEnginePage::renderProcessTerminated, this,
            [this](QWebEnginePage::RenderProcessTerminationStatus status, int exitCode) {
                m_isRendererGone = true;
                reportLost(terminationText(status, exitCode));
            });
    // Chromium enters about:blank without asking anybody: a page that was left all the same is as good as lost.
    connect(m_page, &QWebEnginePage::urlChanged, this, [this](const QUrl &url) {
        if (isReady()
            && url.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment)
                != pageUrl().adjusted(QUrl::RemovePath))
            reportLost(QStringLiteral("the page was left"));
    });
    m_readyLimit.setSingleShot(true);
    connect(&m_readyLimit, &QTimer::timeout, this,
            [this] { reportLost(QStringLiteral("the page did not become ready in time")); });
    m_readyLimit.start(m_options.readyLimitMs);
    connect(&m_beatTimer, &QTimer::timeout, this, &FreshPage::beat);
    openChannel();
    load();
}

FreshPage::~FreshPage()
{
    // Before the members the page's gates refer to.
    delete m_page;
}

QWebEnginePage *FreshPage::page() const
{
    return m_page;
}

void FreshPage::openChannel()
{
    auto *channel = new QWebChannel(m_page);
    channel->registerObject(QStringLiteral("bridge"), m_bridge);
    m_page->setWebChannel(channel, QWebEngineScript::ApplicationWorld);
    m_page->scripts().insert(relayScript());
    if (!m_options.everyFrameScript.isEmpty())
        m_page->scripts().insert(everyFrameScript(m_options));
}

void FreshPage::load()
{
    m_gates.isOwnLoad = true;
    connect(m_page, &QWebEnginePage::loadFinished, this, &FreshPage::loadFinished);
    m_page->setHtml(builtFile(QStringLiteral("payment.html")), pageUrl());
}

void FreshPage::loadFinished(bool isLoaded)
{
    // Only the first load is ours; what a script starts later finds the gate closed.
    m_gates.isOwnLoad = false;
    if (isReady() || m_isLost)
        return;
    if (!isLoaded)
        reportLost(QStringLiteral("the page did not load"));
    else if (m_readyLimit.remainingTime() > m_options.readyAfterLoadLimitMs)
        // Its script has run by now: what is still under way is the bridge. Without the script there is nothing to wait for.
        m_readyLimit.start(m_options.readyAfterLoadLimitMs);
}

void FreshPage::deliver(const contract::CheckoutReady &checkout)
{
    Q_ASSERT(isReady());
    m_gates.isCheckoutShown = true;
    m_isMounting = true;
    m_gate.checkoutShown(checkout.cliveTxId);
    Q_EMIT m_bridge->toPage(QString::fromStdString(contract::writeCheckoutReady(checkout)));
}

bool FreshPage::receive(const QString &json)
{
    // UTF-8 is never shorter than UTF-16: a text beyond the limit need not be converted to know it. It is counted as
    // the nothing that it says.
    const bool isHeard = !m_isLost && json.size() <= static_cast<qsizetype>(contract::pageMessageMaxBytes);
    const auto message = m_gate.admit(isHeard ? json.toStdString() : std::string(), m_clock.elapsed());
    if (m_gate.isFlooded())
        reportLost(QStringLiteral("the page floods the bridge"));
    if (!message)
        return false;
    if (std::holds_alternative<contract::page::Pong>(*message)) {
        m_heartbeat.answered();
        Q_EMIT answered();
        return true;
    }
    if (std::holds_alternative<contract::page::PageReady>(*message))
        becomeReady();
    else if (std::holds_alternative<contract::page::ElementReady>(*message)
             || std::holds_alternative<contract::page::LoadFailed>(*message))
        m_isMounting = false;
    const QPointer<FreshPage> self(this);
    const bool isAccepted = m_handler(*message);
    if (self && !isAccepted)
        m_gate.refused(*message);
    // Its Stripe.js waits for an answer that does not come any more, and is no place for another try.
    if (const auto *failed = std::get_if<contract::page::Failed>(&*message);
        self && failed && failed->code == confirmTimeoutCode)
        reportLost(QStringLiteral("confirmPayment was never answered"));
    return isAccepted;
}

void FreshPage::becomeReady()
{
    m_gates.isOwnLoad = false;
    m_readyLimit.stop();
    m_beatTimer.start(m_options.heartbeat.intervalMs);
    Q_EMIT answered();
}

void FreshPage::beat()
{
    // The page is asked over the whole way of a message: bridge, relay, the page's own script and back. One thread
    // runs all of it in the renderer, so an answer says that neither a loop in the main world nor anything else holds it.
    switch (m_heartbeat.tick(m_clock.elapsed(), sampleMainThread(m_page->renderProcessPid()), m_isMounting)) {
    case Heartbeat::Action::Ask:
        m_gate.pinged(m_heartbeat.openPing());
        Q_EMIT m_bridge->toPage(QString::fromStdString(contract::writePing(m_heartbeat.openPing())));
        break;
    case Heartbeat::Action::Wait:
        break;
    case Heartbeat::Action::Hung:
        reportLost(QStringLiteral("the page does not answer any more"));
        break;
    }
}

void FreshPage::reportLost(const QString &cause)
{
    if (std::exchange(m_isLost, true))
        return;
    m_readyLimit.stop();
    m_beatTimer.stop();
    // A page that is thrown away is asked to end, which one that hangs never hears.
    if (!m_isRendererGone)
        endRenderer(m_page->renderProcessPid());
    Q_EMIT lost(cause);
}

} // namespace tillwright::kiosk::payment_page
