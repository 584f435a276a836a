#include "kiosk/qa/card_shelf.h"
#include "kiosk/qa/fault_words.h"
#include "kiosk/qa/row_roles.h"
#include "kiosk/qa/sandbox_link.h"
#include "kiosk/qa_panel/panel_window.h"
#include "panel_checks.h"
#include "sandbox/scenario/fault_plan.h"
#include "sandbox/stripe/test_cards.h"
#include "support/fake_sandbox.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkReply>
#include <QProcess>
#include <QPushButton>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace tillwright;
using namespace tillwright::kiosk;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 20'000;

/// The machine's.
class RealClock : public checkout::Clock
{
public:
    std::int64_t nowMs() const override { return QDateTime::currentMSecsSinceEpoch(); }
    checkout::TimerId after(std::int64_t delayMs, std::function<void()> callback) override
    {
        const auto id = ++m_lastId;
        auto timer = std::make_shared<QTimer>();
        timer->setSingleShot(true);
        QObject::connect(timer.get(), &QTimer::timeout, timer.get(),
                         [callback = std::move(callback)] { callback(); });
        timer->start(int(delayMs));
        m_timers.insert(id, timer);
        return id;
    }
    void cancel(checkout::TimerId timer) override
    {
        if (const auto found = m_timers.take(timer))
            found->stop();
    }

private:
    checkout::TimerId m_lastId = 0;
    QHash<checkout::TimerId, std::shared_ptr<QTimer>> m_timers;
};

/// tillwright-sandbox, as the kiosk starts it.
class Sandbox
{
public:
    explicit Sandbox(const QString &listen = u"127.0.0.1:0"_s)
    {
        QFile file(m_folder.filePath(u"sandbox.toml"_s));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no place for the configuration");
        file.write(
            "[clive]\nlisten = '" + listen.toUtf8()
            + "'\napi_token = 'token'\nwebhook_secret = 'whsec_x'\n[stripe]\npublishable_key = 'pk_test_x'\n"
              "secret_key = 'sk_test_x'\n[control]\ntoken = 'control'\n");
        file.close();
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(TILLWRIGHT_BIN_DIR "/tillwright-sandbox"),
                        {u"serve"_s, u"--config"_s, file.fileName(), u"--exit-with-parent"_s,
                         u"--log-level"_s, u"warning"_s});
        while (!m_process.canReadLine() && m_process.waitForReadyRead(patienceMs)) {
        }
        m_ready = QJsonDocument::fromJson(m_process.readLine()).object();
        if (!m_ready.value("ready"_L1).toBool())
            qFatal("the sandbox did not start");
    }
    ~Sandbox()
    {
        m_process.kill();
        m_process.waitForFinished(patienceMs);
    }
    QUrl url() const { return QUrl(m_ready.value("clive_url"_L1).toString()); }
    QString listen() const { return m_ready.value("listen"_L1).toString(); }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QJsonObject m_ready;
};

struct Bench {
    explicit Bench(const QUrl &url) : link(url, "control") { panel.show(); }
    qa::SandboxLink link;
    testing::FakeKioskFaults own;
    testing::FakePlayer player;
    RealClock clock;
    qa::QaDesk desk{*qa::QaAccess::ask(true, QUrl(u"http://127.0.0.1:1"_s)),
                    link,
                    own,
                    player,
                    clock,
                    [](const QString &text) { return text; }};
    qa_panel::PanelWindow panel{desk, {}, register_face::Scheme::Light};
    QNetworkAccessManager network;

    /// What the sandbox itself says is in force.
    QSet<QString> inForce()
    {
        QNetworkRequest request(QUrl(link_url + u"/sandbox/live"_s));
        request.setRawHeader("Authorization", "Bearer control");
        auto *reply = network.get(request);
        if (!QTest::qWaitFor([reply] { return reply->isFinished(); }, patienceMs))
            return {u"no answer"_s};
        QSet<QString> faults;
        const auto said = QJsonDocument::fromJson(reply->readAll()).object();
        for (const auto &fault : said.value("faults"_L1).toArray())
            faults.insert(fault["at"_L1].toString() + u' ' + fault["do"_L1].toString());
        reply->deleteLater();
        return faults;
    }
    QString link_url;
};

} // namespace

/// The panel with the real sandbox.
class TestPanelSandbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFaultThatTheSandboxKnowsIsSwitched()
    {
        Sandbox sandbox;
        Bench bench(sandbox.url());
        bench.link_url = sandbox.url().toString();
        QTRY_COMPARE_WITH_TIMEOUT(int(bench.desk.link()), int(qa::QaDesk::Link::Connected), patienceMs);
        int count = 0;
        for (const auto &place : tillwright::sandbox::knownFaults()) {
            const auto at = QString::fromStdString(std::string(place.at("at").as_string()));
            QVERIFY2(qa::placeTitle(at) != at, qPrintable(at));
            for (const auto &known : place.at("do").as_array()) {
                const auto action = QString::fromStdString(std::string(known.as_string()));
                auto *button = bench.panel.findChild<QPushButton *>(u"fault:%1:%2"_s.arg(at, action));
                QVERIFY2(button && button->isEnabled(), qPrintable(at + u' ' + action));
                QVERIFY2(qa::actionTitle(at, action) != action, qPrintable(at + u' ' + action));
                button->click();
                QTRY_VERIFY2_WITH_TIMEOUT(bench.inForce().contains(at + u' ' + action),
                                          qPrintable(at + u' ' + action), patienceMs);
                ++count;
            }
        }
        QCOMPARE(bench.inForce().size(), count);
        QVERIFY(count > 40);
        bench.panel.findChild<QPushButton *>(u"qaClearFaults"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(bench.inForce().isEmpty(), patienceMs);
        // For the documents' picture.
        bench.panel.findChild<QTabBar *>()->setCurrentIndex(1);
        bench.desk.faults().setOn(u"clive.checkout_intent"_s, u"fail"_s, true);
        bench.desk.faults().setTimes(u"clive.webhook"_s, u"delay"_s, 2);
        bench.desk.faults().setOn(u"clive.webhook"_s, u"delay"_s, true);
        QTRY_COMPARE_WITH_TIMEOUT(bench.inForce().size(), 2, patienceMs);
        testing::lookAtPanel(bench.panel, u"real-faults"_s, u"light"_s);
    }

    void theCardsAreTheSandboxs()
    {
        Sandbox sandbox;
        Bench bench(sandbox.url());
        auto &cards = bench.desk.cards();
        QTRY_VERIFY_WITH_TIMEOUT(cards.rowCount() > 0, patienceMs);
        QSet<QString> numbers;
        for (int row = 0; row < cards.rowCount(); ++row)
            numbers.insert(cards.index(row).data(qa::CardShelf::NumberRole).toString());
        QSet<QString> wanted;
        for (const auto number : tillwright::sandbox::testCardNumbers())
            wanted.insert(QString::fromLatin1(number.data(), qsizetype(number.size())));
        QCOMPARE(numbers, wanted);
    }

    void theClockIsTheSandboxs()
    {
        Sandbox sandbox;
        Bench bench(sandbox.url());
        QTRY_COMPARE_WITH_TIMEOUT(int(bench.desk.link()), int(qa::QaDesk::Link::Connected), patienceMs);
        bench.desk.clock().advance(3'600'000);
        QTRY_VERIFY_WITH_TIMEOUT(bench.desk.clock().offsetText().startsWith(u"+1 h"_s), patienceMs);
        bench.desk.clock().putRight();
        QTRY_COMPARE_WITH_TIMEOUT(bench.desk.clock().offsetText(), QString(), patienceMs);
    }

    void theTimelineHearsCliveAndSurvivesARestart()
    {
        auto sandbox = std::make_unique<Sandbox>();
        Bench bench(sandbox->url());
        QTRY_COMPARE_WITH_TIMEOUT(int(bench.desk.link()), int(qa::QaDesk::Link::Connected), patienceMs);
        QNetworkRequest request(QUrl(sandbox->url().toString() + u"/transactions/ctx_nobody"_s));
        request.setRawHeader("Authorization", "Bearer token");
        auto *reply = bench.network.get(request);
        QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), patienceMs);
        auto &timeline = bench.desk.timeline();
        QTRY_COMPARE_WITH_TIMEOUT(timeline.rowCount(), 1, patienceMs);
        QCOMPARE(timeline.index(0).data().toString(), u"Clive · status: not found"_s);
        const QString listen = sandbox->listen();
        sandbox.reset();
        QTRY_COMPARE_WITH_TIMEOUT(int(bench.desk.link()), int(qa::QaDesk::Link::Gone), patienceMs);
        QVERIFY(bench.panel.findChild<QWidget *>(u"qaTrouble"_s)->isVisible());
        sandbox = std::make_unique<Sandbox>(listen);
        QTRY_COMPARE_WITH_TIMEOUT(int(bench.desk.link()), int(qa::QaDesk::Link::Connected), patienceMs);
        reply = bench.network.get(request);
        QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(timeline.rowCount(), 2, patienceMs);
    }

    void aWrongTokenIsSaid()
    {
        Sandbox sandbox;
        qa::SandboxLink link(sandbox.url(), "wrong");
        QString problem;
        link.fetchAbout([&problem](const auto &answer) { problem = answer ? u"opened"_s : answer.error(); });
        QTRY_VERIFY_WITH_TIMEOUT(!problem.isEmpty(), patienceMs);
        QVERIFY2(problem.contains(u"401"_s) && problem.contains(u"bearer token"_s), qPrintable(problem));
    }
};

QTEST_MAIN(TestPanelSandbox)
#include "tst_sandbox.moc"
