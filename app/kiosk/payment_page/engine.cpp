#include "kiosk/payment_page/engine.h"

#include <QtCore/QList>
#include <QtWebEngineCore/qtwebenginecoreglobal.h>

namespace tillwright::kiosk::payment_page {

namespace {

const char *const flagsVariable = "QTWEBENGINE_CHROMIUM_FLAGS";

/// Nothing in the background, no gestures that leave the page, nothing that outlives it.
const QList<QByteArray> hardening{
    "--disable-pinch",
    "--overscroll-history-navigation=0",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-breakpad",
    "--disable-sync",
    "--disable-notifications",
    "--disable-print-preview",
    "--disable-speech-api",
    "--disable-translate",
    "--disable-remote-playback-api",
    "--disable-presentation-api",
    "--no-pings",
    "--no-first-run",
    "--disable-features=AutofillServerCommunication,InterestFeedContentSuggestions,MediaRouter,OptimizationHints,"
    "Translate,WebBluetooth,WebUSB,WebOTP",
};

QByteArray resolverRules(const SandboxEndpoints &sandbox)
{
    const QByteArray target = "127.0.0.1:" + QByteArray::number(sandbox.stripePort);
    QByteArray rules;
    for (const char *host : {"js.stripe.com", "*.js.stripe.com", "api.stripe.com", "hooks.stripe.com"})
        rules += QByteArray("MAP ") + host + ":443 " + target + ", ";
    return rules + "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1";
}

} // namespace

QByteArray engineFlags(const std::optional<SandboxEndpoints> &sandbox)
{
    QByteArray flags = hardening.join(' ');
    if (sandbox)
        flags += " --host-resolver-rules=\"" + resolverRules(*sandbox) + "\" --no-proxy-server";
    return flags;
}

void prepareEngine(const std::optional<SandboxEndpoints> &sandbox)
{
    // Whoever debugs from outside sees what a customer types.
    auto given = qgetenv(flagsVariable).split(' ');
    given.removeIf([](const QByteArray &flag) { return flag.startsWith("--remote-debugging"); });
    // Ours come last: Chromium takes the last of two switches of one name.
    qputenv(flagsVariable, (given.join(' ') + ' ' + engineFlags(sandbox)).trimmed());
    qunsetenv("QTWEBENGINE_REMOTE_DEBUGGING");
}

QString chromiumSecurityPatch()
{
    return QString::fromLatin1(qWebEngineChromiumSecurityPatchVersion());
}

QString engineOrigin()
{
    return QStringLiteral("%1, Chromium %2")
        .arg(QString::fromLatin1(qWebEngineVersion()), QString::fromLatin1(qWebEngineChromiumVersion()));
}

} // namespace tillwright::kiosk::payment_page
