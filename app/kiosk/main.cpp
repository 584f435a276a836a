#include "kiosk/autopilot/autopilot.h"
#include "kiosk/autopilot/faulty_backend.h"
#include "kiosk/autopilot/sandbox_control.h"
#include "kiosk/autopilot/scenario.h"
#include "kiosk/autopilot/scenario_feed.h"
#include "kiosk/command_line.h"
#include "kiosk/display_probe.h"
#include "kiosk/enrol_device.h"
#include "kiosk/kiosk.h"
#include "kiosk/payment_page/engine.h"
#include "kiosk/payment_page/payment_page.h"
#include "kiosk/program_end.h"
#include "kiosk/qa_composition.h"
#include "kiosk/sandbox_printer.h"
#include "kiosk/sandbox_processes.h"
#include "kiosk/scenario_folder.h"
#include "kiosk/self_test_composition.h"
#include "kiosk/staff_commands.h"
#include "kiosk/staff_composition.h"
#include "kiosk/support_bundle/log_memory.h"
#include "kiosk/support_bundle_composition.h"
#include "version/version.h"

#include <QApplication>
#include <QLockFile>
#include <QStandardPaths>
#include <QTextStream>
#include <QWebEngineView>
#include <QtCore/QSocketNotifier>
#include <algorithm>
#include <csignal>
#include <string_view>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace {

using namespace Qt::StringLiterals;
using namespace tillwright;
using namespace tillwright::kiosk;

constexpr int exitFailed = 1;
constexpr int exitBadInput = 2;

int complain(const QString &text, int exitCode)
{
    QTextStream(stderr) << "tillwright: " << text << Qt::endl;
    return exitCode;
}

int endSignalSocket[2];

/// SIGTERM and SIGINT end the event loop, so that child processes are taken down and files are closed.
void quitOnSignals(QApplication &application)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, endSignalSocket) != 0)
        return;
    auto *notifier = new QSocketNotifier(endSignalSocket[1], QSocketNotifier::Read, &application);
    // Not quit(), which asks the windows: a terminal's refuses to be closed.
    QObject::connect(notifier, &QSocketNotifier::activated, &application, [] { QApplication::exit(0); });
    struct sigaction action = {};
    action.sa_handler = [](int) {
        const char byte = 1;
        [[maybe_unused]] const auto written = ::write(endSignalSocket[0], &byte, 1);
    };
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
}

/// Law 6: a page's process knows the client secret and what the customer typed, and Chromium's processes crash on
/// purpose when this one is killed. They inherit the limit.
void forbidCoreFiles()
{
    // One byte rather than none: Linux gives no core to a program that catches them (core_pattern with a pipe) at
    // this limit only, and at either no file is written.
    constexpr rlim_t coreLimitBytes = 1;
    rlimit limit{coreLimitBytes, coreLimitBytes};
    if (::setrlimit(RLIMIT_CORE, &limit) != 0) {
        // Somebody has set less already, for good.
        limit = {0, 0};
        ::setrlimit(RLIMIT_CORE, &limit);
    }
}

Mode modeOf(const CommandLine &line)
{
    return line.isTerminal ? Mode::Terminal : Mode::Register;
}

QString sandboxFolder()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath(u"sandbox"_s);
}

PrinterConfig sandboxPrinter(const QString &address)
{
    PrinterConfig config;
    if (address.isEmpty())
        return config;
    config.printer.kind = printing::PrinterKind::Tcp;
    config.printer.host = address.section(u':', 0, -2);
    config.printer.port = address.section(u':', -1).toUShort();
    return config;
}

KioskConfig sandboxConfig(const SandboxEndpoints &endpoints, const QDir &data, const CommandLine &line)
{
    KioskConfig config;
    config.backendUrl = endpoints.backendUrl;
    config.deviceToken = endpoints.deviceToken;
    config.dataFolder = data.path();
    config.theme = line.dark ? u"dark"_s : u"light"_s;
    if (line.dark)
        config.fixedSettings.insert(u"theme"_s);
    config.mode = modeOf(line);
    config.printer = sandboxPrinter(line.printerAddress);
    config.customerScreen = line.customerScreen;
    config.statementText =
        QLatin1StringView(sandboxDescriptorPrefix) + "* "_L1 + QLatin1StringView(sandboxDescriptorSuffix);
    config.merchantName = u"Air Peace"_s;
    config.terminal.extras = {u"Baggage"_s, u"Seats"_s};
    // No real card is typed here, and Debian 12 has no newer engine.
    config.takesCardsBelowFloor = true;
    config.defaultEmail = u"counter@airpeace.example"_s;
    config.merchantAddress = {u"Sandbox counter"_s, u"No real money moves"_s};
    return config;
}

/// What the file does not say.
void completeBy(const CommandLine &line, KioskConfig &config)
{
    config.mode = modeOf(line);
    if (config.dataFolder.isEmpty())
        config.dataFolder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
}

domain::Meta metaOf(const std::optional<autopilot::Scenario> &scenario)
{
    domain::Meta meta;
    if (scenario) {
        for (auto it = scenario->meta.begin(); it != scenario->meta.end(); ++it)
            meta.emplace(it.key().toStdString(), it.value().toStdString());
    }
    return meta;
}

/// One run of the program, live or sandbox.
class Program : public QObject
{
public:
    Program(QApplication &application, CommandLine line) : m_application(application), m_line(std::move(line))
    {
    }

    /// Returns an exit code when the program cannot start; otherwise the event loop takes over.
    std::optional<int> start()
    {
        if (!m_line.scenarioFile.isEmpty() && !m_line.isFed()) {
            auto scenario = autopilot::readScenario(m_line.scenarioFile);
            if (!scenario)
                return complain(scenario.error().text(m_line.scenarioFile), exitBadInput);
            m_scenario = *std::move(scenario);
            if (m_line.isTerminal && !m_scenario->isAtTerminal())
                return complain(u"%1 is for --mode register"_s.arg(m_line.scenarioFile), exitBadInput);
            m_line.isTerminal = m_scenario->isAtTerminal();
        }
        if (m_line.autopilot && !QDir().mkpath(m_line.artifactsFolder))
            return complain(u"%1 cannot be made"_s.arg(m_line.artifactsFolder), exitBadInput);
        return m_line.sandbox ? startSandbox() : startLive();
    }

private:
    std::optional<int> startLive()
    {
        if (m_line.selfTest)
            return tryLive();
        auto config = loadKioskConfig(m_line.configFile);
        if (!config)
            return complain(config.error().join(u'\n'), exitBadInput);
        completeBy(m_line, *config);
        if (config->mode == Mode::Terminal && config->defaultEmail.isEmpty())
            return complain(u"a terminal needs default_email in [sale]: nobody types one there"_s,
                            exitBadInput);
        if (auto problem = lockData(config->dataFolder))
            return problem;
        payment_page::prepareEngine(std::nullopt);
        return startKiosk(*config, {});
    }

    std::optional<int> tryLive()
    {
        auto subject = loadForSelfTest(m_line.configFile);
        if (!subject)
            return complain(subject.error().join(u'\n'), exitBadInput);
        auto &config = subject->config;
        completeBy(m_line, config);
        // As the register does at its start; where it cannot be made, that is the disk's check.
        const bool isThere = QDir().mkpath(config.dataFolder);
        const bool isRegisterRunning = isThere && !tryLock(config.dataFolder);
        return startSelfTest(config, subject->tokenTrouble, isRegisterRunning);
    }

    std::optional<int> startSelfTest(const KioskConfig &config, const QString &tokenTrouble,
                                     bool isRegisterRunning)
    {
        m_selfTest = std::make_unique<SelfTestComposition>(config, tokenTrouble, isRegisterRunning, m_clock);
        connect(m_selfTest.get(), &SelfTestComposition::finished, &m_application,
                [](const QString &report, int exitCode) {
                    QTextStream(stdout) << report << Qt::flush;
                    QApplication::exit(exitCode);
                });
        // From the event loop, so that its end can end it.
        QMetaObject::invokeMethod(m_selfTest.get(), &SelfTestComposition::start, Qt::QueuedConnection);
        return std::nullopt;
    }

    std::optional<int> startSandbox()
    {
        m_data.setPath(sandboxFolder());
        if (auto problem = lockData(m_data.path()))
            return problem;
        if (m_line.fresh) {
            for (const auto &name :
                 {u"journal.sqlite"_s, u"backend.sqlite"_s, u"spool.sqlite"_s, u"staff.sqlite"_s,
                  u"catalogue"_s, u"device-config"_s, u"settings.toml"_s, u"closed-by-staff"_s}) {
                for (const auto &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
                    m_data.remove(name + suffix);
            }
            QDir(m_data.filePath(u"receipts"_s)).removeRecursively();
            QDir(m_data.filePath(u"reports"_s)).removeRecursively();
        }
        if (!m_line.endpointsFile.isEmpty())
            return startAtEndpoints();
        m_processes = std::make_unique<SandboxProcesses>(
            m_data, m_scenario ? m_scenario->cliveFlow : u"checkout-intent"_s);
        connect(m_processes.get(), &SandboxProcesses::failed, this,
                [this](const QString &problem) { QApplication::exit(complain(problem, exitFailed)); });
        connect(m_processes.get(), &SandboxProcesses::ready, this, [this] { sandboxReady(); });
        // From the event loop, so that a failure can end it.
        QMetaObject::invokeMethod(m_processes.get(), &SandboxProcesses::start, Qt::QueuedConnection);
        return std::nullopt;
    }

    /// Whoever started the programs has also told the sandbox where its webhooks go.
    std::optional<int> startAtEndpoints()
    {
        const auto endpoints = loadSandboxEndpoints(m_line.endpointsFile);
        if (!endpoints)
            return complain(endpoints.error().join(u'\n'), exitBadInput);
        return startAt(*endpoints);
    }

    void sandboxReady()
    {
        const auto &endpoints = m_processes->endpoints();
        if (const auto problem = startAt(endpoints)) {
            QApplication::exit(*problem);
            return;
        }
        if (m_line.selfTest)
            return; // No sale is made, so that no webhook comes.
        QUrl webhook = endpoints.backendUrl;
        webhook.setPath(u"/webhooks/clive"_s);
        m_control->setWebhookUrl(webhook, [](const tl::expected<void, QString> &done) {
            if (!done)
                QApplication::exit(complain(done.error(), exitFailed));
        });
    }

    std::optional<int> startAt(const SandboxEndpoints &endpoints)
    {
        if (m_line.selfTest)
            return startSelfTest(sandboxConfig(endpoints, m_data, m_line), {}, false);
        m_control = std::make_unique<autopilot::SandboxControl>(endpoints.cliveUrl, endpoints.controlToken);
        payment_page::prepareEngine(payment_page::SandboxEndpoints{endpoints.stripePort});
        payment_page::PaymentPageOptions pageOptions;
        pageOptions.sandboxSpkiSha256 = endpoints.stripeSpkiSha256;
        if (m_scenario && SandboxPrinter::isWantedBy(m_scenario->faults)) {
            m_printer = std::make_unique<SandboxPrinter>(
                m_scenario->faults, QDir(QDir(m_line.artifactsFolder).filePath(u"slips"_s)));
            m_line.printerAddress = m_printer->start();
            if (m_line.printerAddress.isEmpty())
                return complain(u"no port, or no folder, for the scenario's printer"_s, exitFailed);
        }
        if (!m_line.autopilot) {
            if (const auto problem = prepareQa(endpoints))
                return problem;
        }
        if (const auto problem = startKiosk(sandboxConfig(endpoints, m_data, m_line), pageOptions))
            return problem;
        if (m_line.isFed())
            playFeed();
        else if (m_scenario)
            playScenario();
        return std::nullopt;
    }

    /// For whoever tries it out by hand; the panel is opened by its key or by --qa-panel.
    std::optional<int> prepareQa(const SandboxEndpoints &endpoints)
    {
        auto made =
            QaComposition::create(m_line.sandbox, &endpoints, m_clock,
                                  {m_line.qaScenarios, QDir(m_data.filePath(u"qa-reports"_s)), m_line.dark});
        if (!made)
            return complain(made.error(), exitFailed);
        m_qa = *std::move(made);
        if (!m_line.qaPanel || !m_line.printerAddress.isEmpty())
            return std::nullopt;
        m_printer =
            std::make_unique<SandboxPrinter>(QList<autopilot::Fault>(), QDir(m_data.filePath(u"slips"_s)));
        m_line.printerAddress = m_printer->start();
        if (m_line.printerAddress.isEmpty())
            return complain(u"no port, or no folder, for the printer of QA mode"_s, exitFailed);
        return std::nullopt;
    }

    std::optional<int> startKiosk(const KioskConfig &config, payment_page::PaymentPageOptions pageOptions)
    {
        BackendDecorator decorate;
        if (m_scenario) {
            decorate = [faults = m_scenario->faults](checkout::BackendPort &backend, checkout::Clock &clock) {
                return std::make_unique<autopilot::FaultyBackend>(backend, clock, faults);
            };
        }
        if (m_qa)
            decorate = m_qa->decorator();
        if (m_line.autopilot) {
            pageOptions.everyFrameScript = autopilot::PageProbe::script();
            pageOptions.everyFrameWorldId = autopilot::PageProbe::probeWorldId;
        }
        auto kiosk = Kiosk::create(config, pageOptions, m_line.sandbox, metaOf(m_scenario), decorate, m_log);
        if (!kiosk)
            return complain(kiosk.error(), exitFailed);
        m_kiosk = *std::move(kiosk);
        if (m_qa)
            m_qa->attach({m_kiosk->window(), m_kiosk->sale(),
                          qobject_cast<QWebEngineView *>(m_kiosk->page().widget()), m_printer.get()});
        if (!m_line.size.isEmpty())
            m_kiosk->window().resize(m_line.size);
        if (const auto started = m_kiosk->start(); !started)
            return complain(started.error(), exitFailed);
        if (m_qa && m_line.qaPanel)
            m_qa->open();
        return std::nullopt;
    }

    [[nodiscard]] autopilot::AutopilotHost autopilotHost()
    {
        autopilot::AutopilotHost host;
        host.window = &m_kiosk->window();
        host.page = qobject_cast<QWebEngineView *>(m_kiosk->page().widget());
        host.sale = &m_kiosk->sale();
        host.sandbox = m_control.get();
        host.receipts = m_kiosk->receiptsFolder();
        host.artifacts = QDir(m_line.artifactsFolder);
        const auto &person = sandboxOperators().front();
        host.operatorId = QString::fromLatin1(person.id);
        host.pin = QString::fromLatin1(person.pin);
        host.letTimePass = [this](int ms) { m_kiosk->leap(ms); };
        host.repeat = m_line.repeat;
        host.takesPictures = m_line.repeat == 1 && !m_line.isFed();
        return host;
    }

    void playFeed()
    {
        m_feed = std::make_unique<autopilot::ScenarioFeed>(autopilotHost(), STDIN_FILENO, STDOUT_FILENO);
        connect(m_feed.get(), &autopilot::ScenarioFeed::finished, &m_application,
                [](int exitCode, const QString &problem) {
                    QApplication::exit(problem.isEmpty() ? exitCode : complain(problem, exitCode));
                });
        m_feed->start();
    }

    void playScenario()
    {
        m_autopilot = std::make_unique<autopilot::Autopilot>(*m_scenario, autopilotHost());
        connect(m_autopilot.get(), &autopilot::Autopilot::finished, &m_application,
                [](int exitCode) { QApplication::exit(exitCode); });
        m_autopilot->start();
    }

    /// One kiosk for one journal.
    std::optional<int> lockData(const QString &folder)
    {
        if (!QDir().mkpath(folder))
            return complain(u"the folder %1 cannot be made"_s.arg(folder), exitFailed);
        if (!tryLock(folder))
            return complain(u"another Tillwright works with %1; end it first"_s.arg(folder), exitFailed);
        return std::nullopt;
    }

    bool tryLock(const QString &folder)
    {
        m_lock = std::make_unique<QLockFile>(QDir(folder).filePath(u"tillwright.lock"_s));
        m_lock->setStaleLockTime(0);
        return m_lock->tryLock(0);
    }

    QApplication &m_application;
    QtClock m_clock;
    const support_bundle::LogMemory m_log;
    CommandLine m_line;
    std::optional<autopilot::Scenario> m_scenario;
    QDir m_data;
    // Destroyed from the last to the first: the faces before the programs they talk to.
    std::unique_ptr<QLockFile> m_lock;
    std::unique_ptr<SandboxProcesses> m_processes;
    std::unique_ptr<autopilot::SandboxControl> m_control;
    std::unique_ptr<SandboxPrinter> m_printer;
    std::unique_ptr<SelfTestComposition> m_selfTest;
    std::unique_ptr<QaComposition> m_qa;
    std::unique_ptr<Kiosk> m_kiosk;
    std::unique_ptr<autopilot::Autopilot> m_autopilot;
    std::unique_ptr<autopilot::ScenarioFeed> m_feed;
};

int makeBundle(const CommandLine &line)
{
    if (line.sandbox)
        return runSupportBundle(sandboxConfig({}, QDir(sandboxFolder()), line), line.supportBundleFile);
    auto subject = loadForSelfTest(line.configFile);
    if (!subject)
        return complain(subject.error().join(u'\n'), exitBadInput);
    completeBy(line, subject->config);
    return runSupportBundle(subject->config, line.supportBundleFile);
}

/// What is done without a display: often from another machine. Whoever plays scenarios starts programs that have one.
std::optional<int> runWithoutDisplay(int argc, char **argv)
{
    const bool isAsked = std::any_of(argv, argv + argc, [](const char *argument) {
        const std::string_view word(argument);
        return word.starts_with("--enroll") || word.starts_with("--support-bundle")
            || word.starts_with("--report");
    });
    if (!isAsked)
        return std::nullopt;
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"tillwright"_s);
    const auto line = parseCommandLine(QCoreApplication::arguments());
    if (!line)
        return complain(line.error(), exitBadInput);
    if (!line->reportFolder.isEmpty())
        return runScenarioFolder(*line);
    return line->supportBundleFile.isEmpty() ? enrolDevice(*line) : makeBundle(*line);
}

int runWithDisplay(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"tillwright"_s);
    QApplication::setApplicationDisplayName(u"Tillwright"_s);
    QApplication::setApplicationVersion(QString::fromStdString(version::text()));
    auto line = parseCommandLine(QApplication::arguments());
    if (!line)
        return complain(line.error(), exitBadInput);
    quitOnSignals(application);
    Program program(application, *std::move(line));
    if (const auto exitCode = program.start())
        return *exitCode;
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    forbidCoreFiles();
    // Asked now, because the watchdog takes it out of what other programs inherit.
    const bool isWatched = qEnvironmentVariableIsSet("NOTIFY_SOCKET");
    // Which version this is is asked without a display, too, and enrolling is often done from another machine.
    if (argc == 2 && std::string_view(argv[1]) == "--version") {
        QTextStream(stdout) << "tillwright " << QString::fromStdString(version::text()) << Qt::endl;
        return 0;
    }
    if (const auto done = runWithoutDisplay(argc, argv))
        return *done;
    if (const auto done = runStaffCommand(argc, argv))
        return *done;
    // A machine without a display is told about, too.
    const bool isSelfTest = std::any_of(
        argv, argv + argc, [](const char *argument) { return std::string_view(argument) == "--self-test"; });
    if (isSelfTest && !canOpenDisplay(argc, argv))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    // Qt takes its own options out of those that it is given. What a sandbox has by now is not to be thrown away.
    std::vector<char *> again(argv, argv + argc);
    std::erase_if(again, [](const char *argument) { return std::string_view(argument) == "--fresh"; });
    again.push_back(nullptr);
    const int exitCode = runWithDisplay(argc, argv);
    // Nothing of the program is left by now: its children have ended, and its data are free.
    if (exitCode == exitToRestart && !isWatched)
        ::execv("/proc/self/exe", again.data());
    return exitCode;
}
