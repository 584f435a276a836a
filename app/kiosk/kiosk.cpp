#include "kiosk/kiosk.h"

#include "kiosk/backend_client/backend_client.h"
#include "kiosk/backend_word.h"
#include "kiosk/counter.h"
#include "kiosk/customer_screen.h"
#include "kiosk/history_composition.h"
#include "kiosk/journal/journal_opening.h"
#include "kiosk/payment_page/engine.h"
#include "kiosk/payment_page/payment_page.h"
#include "kiosk/presentation/checkout_view_model.h"
#include "kiosk/presentation/sale_form_view_model.h"
#include "kiosk/printing/printer_words.h"
#include "kiosk/receipt/receipt_store.h"
#include "kiosk/receipt_printing.h"
#include "kiosk/register/customer_display.h"
#include "kiosk/register/register_window.h"
#include "kiosk/service_composition.h"
#include "kiosk/shift_composition.h"
#include "kiosk/staff_composition.h"
#include "kiosk/terminal_composition.h"
#include "kiosk/terminal_staff.h"
#include "kiosk/travellers_receipts.h"
#include "kiosk/watchdog_composition.h"
#include "version/version.h"

#include <QApplication>
#include <QLoggingCategory>

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcKiosk, "tillwright.kiosk")

/// Longer than the backend is asked about (checkout::completionPaidWithinMs), because files are written after sales start.
constexpr std::int64_t receiptsReadWithinMs = 7LL * 24 * 60 * 60 * 1000;

/// As the terminal's own type is larger than the register's: its fields and its button are 72 px high then.
constexpr qreal terminalPageZoom = 1.5;

/// The receipts on the disk, with the transactions of those that the backend may be asked about.
journal::IssuedReceipts issuedReceipts(const QDir &folder, std::int64_t nowMs)
{
    journal::IssuedReceipts issued;
    for (auto &found : receipt::receiptsIn(folder.path(), nowMs - receiptsReadWithinMs))
        issued.push_back({found.number, std::move(found.cliveTxId)});
    return issued;
}

QString setAsideWords(const journal::SetAside &setAside)
{
    QString words =
        QCoreApplication::translate(
            "Kiosk",
            "this register’s journal was damaged. It is kept as %1; nothing was deleted. %2 of its "
            "sales could be read and are in the new journal. The backend is asked for the "
            "others before the next sale starts.")
            .arg(setAside.file)
            .arg(setAside.attemptsKept);
    if (setAside.lastReceiptNumber > 0)
        words += u' '
            + QCoreApplication::translate("Kiosk", "Receipts go on from number %1.")
                  .arg(setAside.lastReceiptNumber + 1);
    return words + u' ' + QCoreApplication::translate("Kiosk", "Tell support.");
}

} // namespace

Kiosk::~Kiosk() = default;

tl::expected<std::unique_ptr<Kiosk>, QString>
Kiosk::create(const KioskConfig &fileConfig, const payment_page::PaymentPageOptions &pageOptions,
              bool sandbox, const domain::Meta &meta, const BackendDecorator &decorateBackend,
              const support_bundle::LogMemory &log)
{
    std::unique_ptr<Kiosk> kiosk(new Kiosk);
    kiosk->m_config = withSettings(fileConfig, kiosk->m_firstAlarms);
    const KioskConfig &config = kiosk->m_config;
    kiosk->m_watchdog = WatchdogComposition::create(kiosk->m_clock);
    const QDir data(config.dataFolder);
    auto journal = journal::openJournal(data.filePath(u"journal.sqlite"_s), kiosk->m_clock.nowMs(),
                                        issuedReceipts(kiosk->receiptsFolder(), kiosk->m_clock.nowMs()));
    if (!journal)
        return tl::unexpected(QString::fromStdString(journal.error().cause));
    kiosk->m_journal = std::move(journal->journal);
    QString journalTrouble;
    if (journal->setAside) {
        kiosk->m_firstAlarms.append(setAsideWords(*journal->setAside));
        journalTrouble = QCoreApplication::translate("Kiosk", "was damaged; the old one is kept as %1")
                             .arg(journal->setAside->file);
        qCWarning(lcKiosk).noquote() << "the journal was set aside as" << journal->setAside->file
                                     << "because:" << QString::fromStdString(journal->setAside->cause);
    }

    auto staff = StaffParts::create(kiosk->m_config, kiosk->m_clock, sandbox);
    if (!staff)
        return tl::unexpected(staff.error());
    kiosk->m_staff = *std::move(staff);

    backend_client::BackendOptions backendOptions;
    backendOptions.baseUrl = config.backendUrl;
    backendOptions.token = config.deviceToken;
    backendOptions.caFile = config.backendCaFile;
    auto client = backend_client::BackendClient::create(backendOptions);
    if (!client)
        return tl::unexpected(QString::fromStdString(client.error().text()));
    kiosk->m_client = *std::move(client);
    kiosk->m_health = std::make_unique<BackendHealth>(*kiosk->m_client, *kiosk->m_client, *kiosk->m_client);
    kiosk->m_word =
        std::make_unique<BackendWord>(kiosk->m_config, *kiosk->m_health, kiosk->faceClock(sandbox));
    if (decorateBackend)
        kiosk->m_decorated = decorateBackend(*kiosk->m_health, kiosk->m_clock);

    auto facePageOptions = pageOptions;
    if (config.mode == Mode::Terminal)
        facePageOptions.zoom = terminalPageZoom;
    kiosk->m_page = std::make_unique<payment_page::PaymentPage>(facePageOptions);

    receipt::ReceiptStoreOptions receiptOptions;
    receiptOptions.directory = kiosk->receiptsFolder().path();
    receiptOptions.merchant.name = config.merchantName;
    receiptOptions.merchant.addressLines = config.merchantAddress;
    receiptOptions.merchant.device = config.deviceName;
    receiptOptions.merchant.language = config.locale;
    receiptOptions.merchant.statementPrefix = config.statementText.section(u"* "_s, 0, 0);
    kiosk->m_receipts = std::make_unique<receipt::ReceiptStore>(receiptOptions, kiosk->m_clock);
    if (const auto printing = kiosk->setUpPrinting(receiptOptions.merchant); !printing)
        return tl::unexpected(printing.error());

    checkout::BackendPort &backend =
        kiosk->m_decorated ? *kiosk->m_decorated : static_cast<checkout::BackendPort &>(*kiosk->m_health);
    checkout::ReceiptPort *receiptPort = kiosk->m_receipts.get();
    if (kiosk->m_printing)
        receiptPort = kiosk->m_printing.get();
    if (config.mode == Mode::Terminal) {
        kiosk->m_travellersReceipts = std::make_unique<TravellersReceipts>(*receiptPort);
        receiptPort = kiosk->m_travellersReceipts.get();
    }
    checkout::DeskOptions deskOptions;
    deskOptions.locale = config.locale.toStdString();
    deskOptions.theme = schemeOf(config.theme) == register_face::Scheme::Dark ? "dark" : "light";
    const presentation::Engine engine{payment_page::chromiumSecurityPatch(), config.engineFloor,
                                      config.takesCardsBelowFloor};
    const QString refusal = presentation::cardRefusal(engine);
    // What a power loss interrupted must not bring the card form back either; and at a terminal nobody is there any more to
    // whom it could be offered again.
    deskOptions.resumeAwaiting = refusal.isEmpty() && config.mode == Mode::Register;
    if (!refusal.isEmpty())
        kiosk->m_firstAlarms.append(refusal);
    const checkout::Ports ports{backend,      *kiosk->m_page, *kiosk->m_journal,
                                *receiptPort, kiosk->m_clock, kiosk->m_random};
    kiosk->m_desk = std::make_unique<checkout::CheckoutDesk>(ports, deskOptions);
    kiosk->m_sale = std::make_unique<presentation::CheckoutViewModel>(*kiosk->m_desk, kiosk->m_clock);
    auto *self = kiosk.get();
    // Before the window listens, so that the slip lies there when it looks for it.
    QObject::connect(self->m_sale.get(), &presentation::CheckoutViewModel::changed, self->m_sale.get(),
                     [self] { self->keepPendingSlips(); });
    QObject::connect(self->m_sale.get(), &presentation::CheckoutViewModel::backgroundCountChanged,
                     self->m_sale.get(), [self] { self->keepPendingSlips(); });
    QObject::connect(self->m_sale.get(), &presentation::CheckoutViewModel::alarmRaised, self->m_sale.get(),
                     [](const QString &text) { qCWarning(lcKiosk).noquote() << "alarm:" << text; });
    QObject::connect(self->m_sale.get(), &presentation::CheckoutViewModel::timelineEvent, self->m_sale.get(),
                     [](const QString &event) { qCInfo(lcKiosk).noquote() << event; });
    const ServiceRooms serviceRooms{kiosk->m_config,
                                    sandbox,
                                    engine,
                                    payment_page::engineOrigin(),
                                    *kiosk->m_word,
                                    *kiosk->m_health,
                                    *kiosk->m_desk,
                                    *kiosk->m_sale,
                                    kiosk->m_clock,
                                    *kiosk->m_staff,
                                    kiosk->m_printer.get(),
                                    kiosk->m_printing.get(),
                                    journalTrouble,
                                    *kiosk->m_journal,
                                    log};
    if (config.mode == Mode::Terminal) {
        kiosk->setUpTerminal(sandbox, meta, engine);
        // Not quit(), which asks the windows, and a terminal's refuses.
        kiosk->m_terminalStaff =
            std::make_unique<TerminalStaff>(serviceRooms, *kiosk->m_terminal, &QCoreApplication::exit);
        kiosk->haveItWatched();
        return kiosk;
    }
    presentation::SaleFormOptions formOptions;
    formOptions.currency = config.currency;
    formOptions.statementText = config.statementText;
    formOptions.meta = meta;
    formOptions.defaultEmail = config.defaultEmail;
    formOptions.refusal = refusal;
    kiosk->m_form = std::make_unique<presentation::SaleFormViewModel>(*kiosk->m_desk, kiosk->m_clock,
                                                                      kiosk->m_random, formOptions);
    kiosk->m_counter =
        std::make_unique<Counter>(kiosk->m_config, *kiosk->m_health, kiosk->m_clock, *kiosk->m_form);

    register_face::ReceiptView receipts{
        [self](int widthPx) { return self->m_receipts->picture(self->m_desk->state(), widthPx); },
        [self] { return self->m_receipts->pdfPath(self->m_desk->state()); }};
    if (self->m_printing)
        receipts.printAgain = [self] { self->m_printing->printAgain(self->m_desk->state()); };
    const auto scheme = schemeOf(config.theme);
    kiosk->m_window = std::make_unique<register_face::RegisterWindow>(
        *kiosk->m_sale, *kiosk->m_form, kiosk->m_page->widget(), std::move(receipts),
        register_face::Environment{sandbox, config.deviceName, QString::fromStdString(version::text()),
                                   engine},
        scheme);

    kiosk->m_counter->attachTo(*kiosk->m_window);
    kiosk->haveItWatched();
    kiosk->setUpCustomerScreen(sandbox, scheme);
    presentation::HistoryOptions historyOptions;
    historyOptions.currency = config.currency;
    historyOptions.statementPrefix = receiptOptions.merchant.statementPrefix;
    kiosk->m_history = std::make_unique<HistoryComposition>(
        HistoryRooms{*kiosk->m_journal, *kiosk->m_journal, *kiosk->m_desk, *kiosk->m_sale, *kiosk->m_health,
                     kiosk->m_clock, *kiosk->m_receipts, kiosk->m_printing.get(), &kiosk->m_staff->desk()},
        historyOptions, *kiosk->m_window);
    self->m_window->setStaffDesk(&self->m_staff->desk());
    self->m_window->setReceiptOpener([self](const QString &search) { self->m_history->openReceipt(search); });
    kiosk->m_shifts = std::make_unique<ShiftParts>(*self->m_staff, *self->m_journal, backend, self->m_clock,
                                                   receiptOptions.merchant, data.filePath(u"reports"_s),
                                                   self->m_printing.get());
    kiosk->m_shifts->attach(*kiosk->m_window);
    kiosk->m_staff->attach(*kiosk->m_window, *kiosk->m_sale, *kiosk->m_form);
    kiosk->m_service = std::make_unique<ServiceComposition>(serviceRooms, *kiosk->m_window,
                                                            [self](register_face::Scheme wanted) {
                                                                if (self->m_customerScreen)
                                                                    self->m_customerScreen->setScheme(wanted);
                                                            });
    kiosk->m_word->attach(*self->m_window, *self->m_form, *self->m_sale);
    QObject::connect(kiosk->m_word.get(), &BackendWord::statementTextChanged, self->m_window.get(),
                     [self] { self->useStatementPrefix(); });
    if (self->m_printing) {
        QObject::connect(self->m_printing.get(), &ReceiptPrinting::alarmRaised, self->m_window.get(),
                         [self](const QString &text) {
                             qCWarning(lcKiosk).noquote() << "printing:" << text;
                             self->m_window->addAlarm(text);
                         });
        QObject::connect(&self->m_printing->spooler(), &printing::Spooler::changed, self->m_window.get(),
                         [self] { self->showPrinter(); });
        QObject::connect(
            self->m_window.get(), &register_face::RegisterWindow::paperAnswered, self->m_window.get(),
            [self](const QString &id, register_face::PaperAnswer answer) { self->settlePaper(id, answer); });
        self->showPrinter();
    }
    return kiosk;
}

tl::expected<void, QString> Kiosk::setUpPrinting(const receipt::Merchant &merchant)
{
    m_printer = makePrinter(m_config.printer.printer);
    if (!m_printer)
        return {};
    auto printing = ReceiptPrinting::create(QDir(m_config.dataFolder).filePath(u"spool.sqlite"_s),
                                            m_config.printer, merchant, *m_receipts, *m_printer, m_clock);
    if (!printing)
        return tl::unexpected(u"the printer's spool: "_s + printing.error());
    m_printing = *std::move(printing);
    if (!m_printing->setAside().isEmpty())
        m_firstAlarms.append(
            QCoreApplication::translate(
                "Kiosk",
                "this register’s printing spool was damaged. It is kept as %1. Receipts that "
                "waited in it are not printed; print them again where they are missed.")
                .arg(m_printing->setAside()));
    return {};
}

void Kiosk::setUpTerminal(bool sandbox, const domain::Meta &meta, const presentation::Engine &engine)
{
    m_terminal = std::make_unique<TerminalFace>(
        TerminalRooms{*m_health, *m_word, faceClock(sandbox), *m_desk, *m_sale, m_page->widget(),
                      m_printing.get(), *m_travellersReceipts, [this] { return m_receipts->merchant(); }},
        m_config, meta, sandbox, engine);
}

void Kiosk::haveItWatched()
{
    if (!m_watchdog)
        return;
    m_watchdog->attach(window());
    QObject::connect(m_page.get(), &payment_page::PaymentPage::answered, m_watchdog.get(),
                     &WatchdogComposition::pageAnswered);
}

QWidget &Kiosk::window()
{
    return m_terminal ? static_cast<QWidget &>(m_terminal->window()) : *m_window;
}

void Kiosk::setUpCustomerScreen(bool sandbox, register_face::Scheme scheme)
{
    if (m_config.customerScreen == customerScreenOff)
        return;
    auto display =
        std::make_unique<register_face::CustomerDisplay>(*m_sale, *m_form, m_config.merchantName, sandbox);
    display->setScheme(scheme);
    m_customerScreen =
        std::make_unique<CustomerScreen>(m_config.customerScreen, std::move(display), *m_window, *m_sale);
    QObject::connect(m_customerScreen.get(), &CustomerScreen::missing, m_window.get(),
                     [this](const QString &words) {
                         qCWarning(lcKiosk).noquote() << words;
                         m_window->addAlarm(words);
                     });
}

void Kiosk::useStatementPrefix()
{
    const QString prefix = m_word->statementPrefix();
    m_receipts->setStatementPrefix(prefix);
    if (m_printing)
        m_printing->setStatementPrefix(prefix);
    m_history->setStatementPrefix(prefix);
}

void Kiosk::showPrinter()
{
    const auto &status = m_printing->spooler().printerStatus();
    const auto health = status.condition == printing::Condition::PaperLow ? register_face::Health::Warning
        : status.canPrint()                                               ? register_face::Health::Good
        : status.condition == printing::Condition::Unknown                ? register_face::Health::Unknown
                                                                          : register_face::Health::Bad;
    m_window->setPrinter(health, shortWords(status.condition), staffWords(status));
    const auto job = m_printing->question();
    m_window->askAboutPaper(job ? register_face::PaperQuestion{job->id, staffWords(*job),
                                                               job->state == printing::JobState::Uncertain}
                                : register_face::PaperQuestion{});
}

void Kiosk::settlePaper(const QString &id, register_face::PaperAnswer answer)
{
    auto &spooler = m_printing->spooler();
    const auto settled = answer == register_face::PaperAnswer::CameOut ? spooler.cameOut(id)
        : answer == register_face::PaperAnswer::PrintAgain             ? spooler.printAgain(id)
                                                                       : spooler.cancel(id);
    if (!settled)
        m_window->addAlarm(settled.error().cause);
    showPrinter();
}

QDir Kiosk::receiptsFolder() const
{
    return QDir(QDir(m_config.dataFolder).filePath(u"receipts"_s));
}

tl::expected<void, QString> Kiosk::start()
{
    if (m_window) {
        m_word->start();
        m_counter->start();
    }
    // The window first: what recovery shows needs a place to be shown.
    if (m_terminal)
        m_terminal->show();
    else
        m_window->show();
    if (m_customerScreen)
        m_customerScreen->start();
    for (const QString &alarm : std::as_const(m_firstAlarms)) {
        if (m_window)
            m_window->addAlarm(alarm);
        else
            qCWarning(lcKiosk).noquote() << alarm;
    }
    if (const auto recovered = m_desk->recover(); !recovered)
        return tl::unexpected(QString::fromStdString(recovered.error().cause));
    if (m_terminal)
        m_terminal->start();
    else
        m_history->start();
    return {};
}

void Kiosk::keepPendingSlips()
{
    keepPendingSlip(m_desk->state());
    // A restart, or the backend's list, brings unresolved sales back behind the desk.
    for (const auto &state : m_desk->background())
        keepPendingSlip(state);
}

void Kiosk::keepPendingSlip(const checkout::State &state)
{
    const auto *found = std::get_if<checkout::state::Unresolved>(&state);
    if (!found || !m_slipsOf.insert(found->attempt.id).second)
        return;
    const auto unresolved = m_travellersReceipts ? m_travellersReceipts->translated(*found) : *found;
    // After a restart it lies there already, with the time at which the customer got it.
    const bool isAtDesk = &state == &m_desk->state();
    if (!isAtDesk && !m_receipts->needsPendingSlip(unresolved))
        return;
    if (const auto made = m_receipts->issuePendingSlip(unresolved); !made)
        qCWarning(lcKiosk).noquote() << "the slip could not be made:"
                                     << QString::fromStdString(made.error().cause);
    // The customer is here.
    if (m_printing && isAtDesk)
        m_printing->printPendingSlip(unresolved);
}

} // namespace tillwright::kiosk
