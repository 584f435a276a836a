#include "kiosk/machine_diagnostics.h"

#include "kiosk/backend_word.h"
#include "kiosk/presentation/checkout_view_model.h"
#include "kiosk/printing/printer_words.h"
#include "kiosk/receipt/blocks.h"
#include "kiosk/receipt_printing.h"
#include "kiosk/self_test/report.h"
#include "kiosk/self_test_composition.h"
#include "kiosk/staff/staff_store.h"
#include "kiosk/staff_composition.h"
#include "kiosk/support_bundle/log_memory.h"
#include "kiosk/support_bundle_composition.h"
#include "version/version.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QStorageInfo>
#include <QSysInfo>
#include <algorithm>
#include <utility>

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;
using presentation::DiagnosticsViewModel;

namespace {

/// The newest are kept; whoever needs one for longer has copied it by then.
void forgetOldBundles(QDir folder)
{
    constexpr qsizetype bundlesKept = 3;
    // Their names are in the order of their times.
    const auto names =
        folder.entryList({u"tillwright-support-*.tar.gz"_s}, QDir::Files, QDir::Name | QDir::Reversed);
    for (const auto &name : names.mid(bundlesKept))
        folder.remove(name);
}

/// What the self-test of a program that works asks: the printer by way of the spooler that has it.
self_test::Ports selfTestPorts(const ServiceRooms &rooms, self_test::Ask<self_test::SpeechFacts> speech)
{
    auto ports = machinePorts(rooms.config);
    ports.backend = backendAsk(rooms.config, rooms.backend, rooms.clock);
    ports.printer = [&rooms](const auto &tell) {
        self_test::PrinterFacts facts;
        facts.connection = printerText(rooms.config.printer.printer);
        if (rooms.printing) {
            const auto &status = rooms.printing->spooler().printerStatus();
            facts.canPrint = status.canPrint();
            facts.isPaperLow = status.condition == printing::Condition::PaperLow;
            facts.words = staffWords(status);
        }
        tell(facts);
    };
    ports.speech = std::move(speech);
    return ports;
}

presentation::StoredFile fileIn(const QDir &folder, const QString &name, const QString &trouble = {})
{
    const QFileInfo file(folder.filePath(name));
    return {name, file.exists() ? file.size() : -1, trouble};
}

} // namespace

MachineDiagnostics::MachineDiagnostics(const ServiceRooms &rooms,
                                       self_test::Ask<self_test::SpeechFacts> speech)
    : m_rooms(rooms), m_selfTest(selfTestPorts(m_rooms, std::move(speech)), rooms.clock),
      m_model({[this] { return look(); }, [this] { check(); },
               rooms.printing ? std::function<void()>([this] { testPrint(); }) : nullptr,
               [this](auto tell) { selfTest(std::move(tell)); },
               [this](const auto &tell) { makeBundle(tell); }},
              rooms.clock)
{
    connect(&rooms.word, &BackendWord::failed, &m_model, &DiagnosticsViewModel::addError);
    connect(&rooms.word.keeper(), &device_config::DeviceConfigKeeper::answered, &m_model,
            &DiagnosticsViewModel::look);
    connect(&rooms.checkout, &presentation::CheckoutViewModel::alarmRaised, &m_model,
            &DiagnosticsViewModel::addError);
    connect(&rooms.checkout, &presentation::CheckoutViewModel::backgroundCountChanged, &m_model,
            &DiagnosticsViewModel::look);
    if (rooms.printing) {
        connect(rooms.printing, &ReceiptPrinting::alarmRaised, &m_model, &DiagnosticsViewModel::addError);
        connect(&rooms.printing->spooler(), &printing::Spooler::changed, &m_model,
                &DiagnosticsViewModel::look);
    }
    connect(&m_selfTest, &self_test::SelfTest::finished, this,
            [this] { m_tellSelfTest(self_test::reportLines(m_selfTest.results())); });
}

presentation::DiagnosticFacts MachineDiagnostics::look() const
{
    const auto &config = m_rooms.config;
    const QDir data(config.dataFolder);
    const auto &keeper = m_rooms.word.keeper();
    presentation::DiagnosticFacts facts;
    facts.version = QString::fromStdString(version::text());
    facts.qtVersion = QString::fromLatin1(qVersion());
    facts.webEngineVersion = m_rooms.engineOrigin;
    facts.engine = m_rooms.engine;
    facts.system = QSysInfo::prettyProductName();

    facts.device = config.deviceName;
    facts.isSandbox = m_rooms.isSandbox;
    facts.backendAddress = config.backendUrl.toString(QUrl::RemoveUserInfo);
    facts.isBackendReached = m_rooms.word.isReached();
    if (keeper.trouble())
        facts.backendTrouble = QString::fromStdString(keeper.trouble()->cause);
    facts.clive = keeper.clive();
    facts.clockAheadMs = keeper.clockAheadMs();
    facts.config = keeper.config();
    facts.isConfigConfirmed = keeper.isConfirmed();
    facts.configDifferences = m_rooms.word.differences(m_rooms.isSandbox);

    facts.dataFolder = QDir::toNativeSeparators(data.absolutePath());
    facts.files.append(fileIn(data, u"journal.sqlite"_s,
                              m_rooms.desk.isRecovering() ? tr("not complete yet: the backend is being asked")
                                                          : m_rooms.journalTrouble));
    facts.files.append(fileIn(data, u"staff.sqlite"_s, m_auditTrouble));
    if (m_rooms.printing)
        facts.files.append(
            fileIn(data, u"spool.sqlite"_s,
                   m_rooms.printing->setAside().isEmpty()
                       ? QString()
                       : tr("was damaged; the old one is kept as %1").arg(m_rooms.printing->setAside())));
    facts.freeBytes = QStorageInfo(data).bytesAvailable();

    facts.customerDisplay = config.customerScreen;
    facts.printer = printerText(config.printer.printer);
    if (m_rooms.printing) {
        const auto &spooler = m_rooms.printing->spooler();
        facts.printerWords = staffWords(spooler.printerStatus());
        facts.canPrint = spooler.printerStatus().canPrint();
        if (const auto jobs = spooler.open()) {
            facts.openJobs = int(jobs->size());
            facts.stuckJobs = int(std::count_if(jobs->begin(), jobs->end(),
                                                [](const printing::Job &job) { return isStuck(job.state); }));
        } else {
            facts.printerWords = jobs.error().cause;
            facts.canPrint = false;
        }
    }
    const bool isOneInFront = m_rooms.checkout.outcome() == presentation::Outcome::Unresolved;
    facts.unresolvedSales = m_rooms.checkout.backgroundCount() + (isOneInFront ? 1 : 0);
    return facts;
}

void MachineDiagnostics::check()
{
    const auto whole = m_rooms.staff.store().verifyAudit();
    m_auditTrouble = whole
        ? QString()
        : tr("its audit was changed from outside: %1").arg(QString::fromStdString(whole.error().cause));
    m_rooms.word.keeper().refresh();
    if (!m_rooms.printer)
        return;
    const auto jobs = m_rooms.printing->spooler().open();
    m_rooms.printer->watch(jobs && !jobs->isEmpty());
}

void MachineDiagnostics::testPrint()
{
    using Kind = receipt::Block::Kind;
    const auto &config = m_rooms.config;
    const auto nowMs = m_rooms.clock.nowMs();
    const QString time =
        QLocale::c().toString(QDateTime::fromMSecsSinceEpoch(nowMs), u"d MMM yyyy HH:mm:ss"_s);
    const QList<receipt::Block> blocks{
        {Kind::Title, config.merchantName, {}},
        {Kind::Banner, tr("TEST PRINT"), {}},
        {Kind::Row, tr("Register"), config.deviceName},
        {Kind::Row, tr("Time"), time},
        {Kind::Row, tr("Columns"), QString::number(config.printer.layout.columns)},
        {Kind::Rule, {}, {}},
        {Kind::Text, u"ABC abc 0123456789 $ € £ ¥ é ñ ü ç"_s, {}},
        {Kind::Total, tr("Total"), u"$0.00"_s},
        {Kind::Rule, {}, {}},
        {Kind::Text, tr("No sale. Throw it away."), {}}};
    m_rooms.printing->printPaper(u"test/%1"_s.arg(nowMs), tr("Test print"), blocks, blocks);
}

void MachineDiagnostics::selfTest(std::function<void(const QList<presentation::DiagnosticLine> &)> tell)
{
    m_tellSelfTest = std::move(tell);
    m_selfTest.start();
}

void MachineDiagnostics::makeBundle(const std::function<void(const QString &)> &tell)
{
    const QDir folder(QDir(m_rooms.config.dataFolder).filePath(u"support"_s));
    const auto nowMs = m_rooms.clock.nowMs();
    const QString name = u"tillwright-support-%1.tar.gz"_s.arg(
        QDateTime::fromMSecsSinceEpoch(nowMs, Qt::UTC).toString(u"yyyyMMdd-HHmmss"_s));
    m_rooms.staff.desk().allow(
        {u"support_bundle_made"_s, name, u"for support"_s, tr("Make a support bundle")},
        [this, folder, name, nowMs, tell] {
            BundleSources sources{m_rooms.config};
            sources.journal = &m_rooms.journal;
            sources.staff = &m_rooms.staff.store();
            sources.log = m_rooms.log.text();
            sources.diagnostics = m_model.text();
            const QString file = folder.filePath(name);
            const auto made = QDir().mkpath(folder.path())
                ? makeSupportBundle(sources, file, nowMs)
                : tl::unexpected(tr("the folder %1 cannot be made").arg(folder.path()));
            tell(made ? tr("The support bundle is %1.").arg(QDir::toNativeSeparators(file))
                      : tr("There is no support bundle: %1").arg(made.error()));
            if (made)
                forgetOldBundles(folder);
        });
}

} // namespace tillwright::kiosk
