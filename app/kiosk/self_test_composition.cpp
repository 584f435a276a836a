#include "kiosk/self_test_composition.h"

#include "kiosk/backend_client/backend_client.h"
#include "kiosk/backend_word.h"
#include "kiosk/payment_page/engine.h"
#include "kiosk/printing/printer_words.h"
#include "kiosk/self_test/report.h"
#include "kiosk/speech/speech_dispatcher.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QGuiApplication>
#include <QScreen>
#include <QStorageInfo>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;
using self_test::BackendFacts;

namespace {

/// Less than a check's limit, so that the cause is told rather than that there is none.
constexpr int backendLimitMs = 10'000;

/// Qt's platforms that show nothing to anybody.
bool showsNothing()
{
    const QString platform = QGuiApplication::platformName();
    return platform == "offscreen"_L1 || platform == "minimal"_L1;
}

self_test::DisplayFacts displayFacts(const KioskConfig &config)
{
    self_test::DisplayFacts facts;
    facts.customerScreen = config.mode == Mode::Terminal ? QStringLiteral("off") : config.customerScreen;
    if (showsNothing())
        return facts;
    const auto screens = QGuiApplication::screens();
    for (const QScreen *screen : screens)
        facts.screens.append({screen->name(), screen->size() * screen->devicePixelRatio()});
    return facts;
}

self_test::InputFacts inputFacts(const KioskConfig &config)
{
    QFile list(u"/proc/bus/input/devices"_s);
    self_test::InputFacts facts;
    facts.isTerminal = config.mode == Mode::Terminal;
    if (list.open(QIODevice::ReadOnly))
        facts.devices = self_test::inputDevicesIn(list.readAll());
    return facts;
}

BackendFacts backendFacts(const KioskConfig &config,
                          const tl::expected<checkout::FetchedDeviceConfig, checkout::BackendError> &answer,
                          std::int64_t nowMs)
{
    using Kind = checkout::BackendError::Kind;
    using Trouble = BackendFacts::Trouble;
    BackendFacts facts;
    facts.address = config.backendUrl.toString(QUrl::RemoveUserInfo);
    if (answer) {
        facts.clive = answer->config.clive;
        if (answer->answeredAtMs)
            facts.clockAheadMs = nowMs - *answer->answeredAtMs;
        return facts;
    }
    facts.cause = QString::fromStdString(answer.error().cause);
    switch (answer.error().kind) {
    case Kind::Unreachable:
    case Kind::Timeout:
        facts.trouble = Trouble::Unreachable;
        break;
    case Kind::Tls:
        facts.trouble = Trouble::Tls;
        break;
    case Kind::Refused:
        facts.trouble = Trouble::Refused;
        break;
    case Kind::NotUnderstood:
    case Kind::Server:
    case Kind::BeingPaid:
    case Kind::Gone:
    case Kind::NotFound:
        facts.trouble = Trouble::Other;
        break;
    }
    return facts;
}

/// Empty when the bytes are on the disk and come back as they were.
QString writeAndReadAgain(const QString &folder)
{
    const QByteArray path =
        QFile::encodeName(QDir(folder).filePath(u".self-test-%1"_s.arg(QCoreApplication::applicationPid())));
    const QByteArray text(4096, 't');
    const auto because = [](const char *what) {
        return u"%1: %2"_s.arg(QString::fromLatin1(what), QString::fromLocal8Bit(std::strerror(errno)));
    };
    const int file = ::open(path.constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return because("a file cannot be made");
    QString trouble;
    QByteArray back(text.size(), '\0');
    if (::write(file, text.constData(), std::size_t(text.size())) != text.size())
        trouble = because("a file cannot be written");
    else if (::fsync(file) != 0)
        trouble = because("a file cannot be brought to the disk");
    else if (::pread(file, back.data(), std::size_t(back.size()), 0) != back.size() || back != text)
        trouble = because("a file cannot be read again");
    ::close(file);
    ::unlink(path.constData());
    return trouble;
}

} // namespace

self_test::DiskFacts diskFacts(const QString &folder)
{
    self_test::DiskFacts facts;
    facts.folder = QDir::toNativeSeparators(QDir(folder).absolutePath());
    if (!QDir(folder).exists()) {
        facts.trouble = u"the folder is not there"_s;
        return facts;
    }
    QElapsedTimer time;
    time.start();
    facts.trouble = writeAndReadAgain(folder);
    facts.writeMs = time.elapsed();
    facts.freeBytes = QStorageInfo(folder).bytesAvailable();
    return facts;
}

self_test::Ports machinePorts(const KioskConfig &config)
{
    self_test::Ports ports;
    ports.engine = [&config](const auto &tell) {
        tell({payment_page::chromiumSecurityPatch(), config.engineFloor, config.takesCardsBelowFloor});
    };
    ports.display = [&config](const auto &tell) { tell(displayFacts(config)); };
    ports.input = [&config](const auto &tell) { tell(inputFacts(config)); };
    ports.network = [&config](const auto &tell) {
        const QString host = config.backendUrl.host();
        tell({hasNetwork(), host == "127.0.0.1"_L1 || host == "localhost"_L1 || host == "::1"_L1});
    };
    ports.disk = [&config](const auto &tell) { tell(diskFacts(config.dataFolder)); };
    return ports;
}

self_test::Ask<BackendFacts> backendAsk(const KioskConfig &config, checkout::DeviceConfigPort &backend,
                                        checkout::Clock &clock)
{
    return [&config, &backend, &clock](const auto &tell) {
        backend.fetchDeviceConfig([&config, &clock, tell](const auto &answer) {
            tell(backendFacts(config, answer, clock.nowMs()));
        });
    };
}

tl::expected<SelfTestSubject, QStringList> loadForSelfTest(const QString &configFile)
{
    auto whole = loadKioskConfig(configFile, DeviceToken::Needed);
    if (whole)
        return SelfTestSubject{*std::move(whole), {}};
    // A device that is not enrolled yet can be tried all the same.
    auto config = loadKioskConfig(configFile, DeviceToken::NotYet);
    if (!config)
        return tl::unexpected(config.error());
    return SelfTestSubject{*std::move(config), whole.error().join(u"; "_s)};
}

SelfTestComposition::SelfTestComposition(KioskConfig config, const QString &tokenTrouble,
                                         bool isRegisterRunning, checkout::Clock &clock)
    : m_config(std::move(config))
{
    backend_client::BackendOptions options;
    options.baseUrl = m_config.backendUrl;
    options.token = m_config.deviceToken;
    options.caFile = m_config.backendCaFile;
    options.requestLimitMs = backendLimitMs;
    QString trouble = tokenTrouble;
    if (trouble.isEmpty()) {
        if (auto client = backend_client::BackendClient::create(options))
            m_client = *std::move(client);
        else
            trouble = QString::fromStdString(client.error().text());
    }
    self_test::Ports ports = machinePorts(m_config);
    if (m_client) {
        ports.backend = backendAsk(m_config, *m_client, clock);
    } else {
        ports.backend = [this, trouble](const auto &tell) {
            BackendFacts facts;
            facts.address = m_config.backendUrl.toString(QUrl::RemoveUserInfo);
            facts.trouble = BackendFacts::Trouble::NoToken;
            facts.cause = trouble;
            tell(facts);
        };
    }
    ports.printer = [this, isRegisterRunning](const auto &tell) { askPrinter(tell, isRegisterRunning); };
    ports.speech = [this](const auto &tell) { askSpeech(tell); };
    m_test = std::make_unique<self_test::SelfTest>(std::move(ports), clock);
    connect(m_test.get(), &self_test::SelfTest::finished, this, [this] {
        const auto results = m_test->results();
        Q_EMIT finished(self_test::reportText(results), self_test::exitCodeOf(results));
    });
}

SelfTestComposition::~SelfTestComposition() = default;

void SelfTestComposition::start()
{
    m_test->start();
}

void SelfTestComposition::askPrinter(const std::function<void(const self_test::PrinterFacts &)> &tell,
                                     bool isRegisterRunning)
{
    self_test::PrinterFacts facts;
    facts.connection = printerText(m_config.printer.printer);
    facts.isInUse = isRegisterRunning;
    if (!isRegisterRunning)
        m_printer = makePrinter(m_config.printer.printer);
    if (!m_printer) {
        tell(facts);
        return;
    }
    connect(m_printer.get(), &printing::Printer::statusChanged, this, [this, facts, tell]() mutable {
        const auto &status = m_printer->status();
        if (status.condition == printing::Condition::Unknown)
            return;
        facts.canPrint = status.canPrint();
        facts.isPaperLow = status.condition == printing::Condition::PaperLow;
        facts.words = staffWords(status);
        tell(facts);
    });
    m_printer->watch(false);
}

void SelfTestComposition::askSpeech(const std::function<void(const self_test::SpeechFacts &)> &tell)
{
    if (m_config.mode != Mode::Terminal) {
        tell({});
        return;
    }
    m_speech = std::make_unique<speech::SpeechDispatcher>();
    m_speech->setListener([this, tell] {
        using Kind = checkout::SpeechStatus::Kind;
        const auto status = m_speech->status();
        if (status.kind != Kind::Starting)
            tell({true, status.kind != Kind::Unavailable, QString::fromStdString(status.cause)});
    });
}

} // namespace tillwright::kiosk
