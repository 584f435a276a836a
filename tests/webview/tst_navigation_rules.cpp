#include "kiosk/payment_page/engine.h"
#include "kiosk/payment_page/navigation_rules.h"
#include "kiosk/payment_page/page_addresses.h"

#include <QVersionNumber>
#include <QtTest/QtTest>

using namespace tillwright::kiosk::payment_page;
using Info = QWebEngineUrlRequestInfo;

namespace {

QUrl url(const char *text)
{
    return QUrl(QString::fromLatin1(text));
}

} // namespace

class TestNavigationRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheMainFrameOnOurPage_data()
    {
        QTest::addColumn<QUrl>("target");
        QTest::addColumn<bool>("isOwnLoad");
        QTest::addColumn<int>("verdict");
        const auto row = [](const char *target, bool isOwnLoad, MainFrameVerdict verdict) {
            QTest::addRow("%s %s", target, isOwnLoad ? "own" : "theirs")
                << url(target) << isOwnLoad << static_cast<int>(verdict);
        };
        row("data:text/html,x", true, MainFrameVerdict::Load);
        row("https://checkout.tillwright.example/", true, MainFrameVerdict::Load);
        row("https://checkout.tillwright.example/", false, MainFrameVerdict::Block);
        row("data:text/html,x", false, MainFrameVerdict::Block);
        for (const char *return_ : {"https://checkout.tillwright.example/return",
                                    "https://checkout.tillwright.example/return?payment_intent=pi_1#x"}) {
            row(return_, false, MainFrameVerdict::Returned);
            row(return_, true, MainFrameVerdict::Returned);
        }
        for (const char *elsewhere :
             {"http://checkout.tillwright.example/return", "https://checkout.tillwright.example/returned",
              "https://checkout.tillwright.example:8443/return",
              "https://x@checkout.tillwright.example/return", "https://js.stripe.com/", "file:///etc/passwd",
              "about:blank", "chrome://gpu", "javascript:1", "blob:https://checkout.tillwright.example/1",
              "mailto:a@b.example", "view-source:https://a.example"}) {
            row(elsewhere, false, MainFrameVerdict::Block);
            row(elsewhere, true, MainFrameVerdict::Block);
        }
    }

    void keepsTheMainFrameOnOurPage()
    {
        QFETCH(const QUrl, target);
        QFETCH(const bool, isOwnLoad);
        QFETCH(const int, verdict);
        QCOMPARE(static_cast<int>(judgeMainFrame(target, isOwnLoad)), verdict);
    }

    void letsBanksInOnlyWhileACheckoutIsShown()
    {
        for (const char *stripe :
             {"https://js.stripe.com/v3/x.html", "https://hooks.stripe.com/3d", "about:blank",
              "https://a.js.stripe.com/", "https://m.stripe.network/inner.html", "about:srcdoc"}) {
            QVERIFY2(mayEnterSubFrame(url(stripe), false), stripe);
            QVERIFY2(mayEnterSubFrame(url(stripe), true), stripe);
        }
        for (const char *bank : {"https://acs.bank.example/challenge", "https://evilstripe.com/",
                                 "https://stripe.com.evil.example/"}) {
            QVERIFY2(!mayEnterSubFrame(url(bank), false), bank);
            QVERIFY2(mayEnterSubFrame(url(bank), true), bank);
        }
        for (const char *never :
             {"http://js.stripe.com/", "data:text/html,x", "blob:https://js.stripe.com/1",
              "file:///etc/passwd", "https://checkout.tillwright.example/return", "https:///x"})
            QVERIFY2(!mayEnterSubFrame(url(never), true), never);
    }

    void letsOnlySafeRequestsOut()
    {
        for (const auto type : {Info::ResourceTypeScript, Info::ResourceTypeXhr, Info::ResourceTypeImage,
                                Info::ResourceTypeUnknown, Info::ResourceTypeWorker}) {
            QVERIFY(mayRequest(url("https://api.stripe.com/v1"), type, false, false));
            QVERIFY(mayRequest(url("data:image/png,x"), type, false, false));
            for (const char *bad :
                 {"http://api.stripe.com/", "wss://api.stripe.com/", "file:///etc/passwd", "ftp://a.example/",
                  "qrc:/x", "chrome://gpu", "https://checkout.tillwright.example/x"})
                QVERIFY2(!mayRequest(url(bad), type, true, true), bad);
        }
        for (const auto type : {Info::ResourceTypeObject, Info::ResourceTypePluginResource,
                                Info::ResourceTypePrefetch, Info::ResourceTypeMainFrame})
            QVERIFY(!mayRequest(url("https://js.stripe.com/"), type, true, true));
        QVERIFY(mayRequest(url("data:text/html,x"), Info::ResourceTypeMainFrame, true, false));
        QVERIFY(!mayRequest(returnUrl(), Info::ResourceTypeMainFrame, false, true));
    }

    void sendsEveryHostToTheSandboxOrNowhere()
    {
        const QByteArray flags = engineFlags(SandboxEndpoints{4443});
        for (const char *rule :
             {"MAP js.stripe.com:443 127.0.0.1:4443, ", "MAP *.js.stripe.com:443 127.0.0.1:4443, ",
              "MAP api.stripe.com:443 127.0.0.1:4443, ", "MAP hooks.stripe.com:443 127.0.0.1:4443, ",
              "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1\""})
            QVERIFY2(flags.contains(rule), rule);
        const QByteArray live = engineFlags(std::nullopt);
        QVERIFY(!live.contains("MAP") && live.contains("--disable-pinch"));
        QVERIFY(flags.startsWith(live));
        for (const char *never :
             {"ignore-certificate", "disable-web-security", "no-sandbox", "remote-debugging"})
            QVERIFY(!flags.contains(never));
    }

    void knowsItsSecurityPatch()
    {
        QVERIFY(QVersionNumber::fromString(chromiumSecurityPatch()).majorVersion() >= 100);
    }
};

QTEST_GUILESS_MAIN(TestNavigationRules)
#include "tst_navigation_rules.moc"
