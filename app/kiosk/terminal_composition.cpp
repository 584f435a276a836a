#include "kiosk/terminal_composition.h"

#include "kiosk/backend_health.h"
#include "kiosk/backend_word.h"
#include "kiosk/kiosk_config.h"
#include "kiosk/receipt/take_along.h"
#include "kiosk/receipt_printing.h"
#include "kiosk/terminal/keyboard_dock.h"
#include "kiosk/travellers_receipts.h"

#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QLoggingCategory>
#include <QScreen>

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcTerminal, "tillwright.terminal")

presentation::TerminalOptions optionsOf(const KioskConfig &config, const domain::Meta &meta,
                                        bool printsReceipts)
{
    presentation::TerminalOptions options;
    options.statementText = config.statementText;
    options.email = config.defaultEmail;
    options.helpText = config.terminal.help;
    options.meta = meta;
    options.printsReceipts = printsReceipts;
    return options;
}

} // namespace

TerminalFace::TerminalFace(const TerminalRooms &rooms, const KioskConfig &config, const domain::Meta &meta,
                           bool sandbox, const presentation::Engine &engine)
    : m_rooms(rooms), m_isSandbox(sandbox),
      m_keeper(QDir(config.dataFolder).filePath(u"catalogue"_s), rooms.backend, rooms.clock),
      m_finder(rooms.backend), m_idle(config.terminal.idle, rooms.clock),
      m_feed(m_availability, rooms.word, rooms.sale, rooms.clock), m_languages(config.locale),
      m_extras(config.terminal.extras), m_terminal(rooms.sale, rooms.desk, m_finder, m_idle, m_availability,
                                                   optionsOf(config, meta, rooms.printing != nullptr)),
      m_speaker(m_speech), m_window(m_terminal, m_languages, rooms.page,
                                    {config.merchantName, sandbox, config.theme == "dark"_L1}),
      m_scanner(config.scanner)
{
    using presentation::Availability;
    using presentation::TerminalViewModel;
    m_terminal.setExtras(m_extras);
    rooms.receipts.setWatcher([this](const checkout::ReceiptData &receipt) {
        const auto paper = paidReceipt(receipt, m_rooms.merchant(), receipt::Copy::Customer);
        m_terminal.setReceiptCode(receipt.receiptNumber, qr_code::makeQrCode(takeAlongText(paper)));
    });
    QObject::connect(&m_keeper, &catalogue::CatalogueKeeper::itemsChanged, &m_extras,
                     [this] { m_extras.setItems(m_keeper.items()); });
    QObject::connect(&m_languages, &terminal::Languages::changed, &m_extras, [this] { useLanguage(); });
    useLanguage();
    m_window.setKeyboardDock(new terminal::KeyboardDock(m_window, m_languages, rooms.page));
    m_window.setSpeaker(m_speaker);
    // A number from a scanner is not for the card form.
    m_scanner.setLeftAlone(rooms.page);
    QObject::connect(&m_scanner, &register_face::Scanner::scanned, &m_terminal, &TerminalViewModel::scanned);
    QObject::connect(&m_terminal, &TerminalViewModel::left, &m_window, [this] { wipe(); });
    QObject::connect(&m_terminal, &TerminalViewModel::helpAsked, &m_window, [this] {
        qCInfo(lcTerminal).noquote() << "help was asked for on" << m_terminal.screenName();
    });

    const QString refusal = presentation::cardRefusal(engine);
    // The sandbox's backend has pages for phones.
    m_availability.setPhonePayment(config.terminal.hasPhonePayment || sandbox);
    m_availability.setReason(Availability::Reason::EngineFloor, !refusal.isEmpty(), refusal);
    rooms.word.followSale(rooms.sale);
    if (rooms.printing) {
        QObject::connect(&rooms.printing->spooler(), &printing::Spooler::changed, &m_window,
                         [this] { showPrinter(); });
        QObject::connect(rooms.printing, &ReceiptPrinting::alarmRaised, &m_window,
                         [](const QString &text) { qCWarning(lcTerminal).noquote() << "printing:" << text; });
        showPrinter();
    }
}

void TerminalFace::useLanguage()
{
    const QString language = m_languages.current();
    m_extras.setLanguage(language);
    m_terminal.setLanguage(language);
    // For the next card form; one that is open keeps its language, and what is typed into it.
    m_rooms.desk.setLocale(language.toStdString());
    m_rooms.receipts.choose(m_rooms.desk.state(), language.toStdString());
}

void TerminalFace::start()
{
    m_rooms.word.start();
    m_keeper.start();
}

void TerminalFace::show()
{
    if (!m_isSandbox) {
        m_window.lock();
        m_window.showFullScreen();
        m_window.activateWindow();
        return;
    }
    if (!m_window.testAttribute(Qt::WA_Resized))
        m_window.resize(m_window.screen()->availableSize());
    m_window.show();
    // Keys are for it from the beginning, where no window manager gives them to anybody.
    m_window.activateWindow();
}

void TerminalFace::showPrinter()
{
    const auto &status = m_rooms.printing->spooler().printerStatus();
    // A printer that has not answered yet is not known to be without paper.
    m_availability.setReason(presentation::Availability::Reason::Paper,
                             !status.canPrint() && status.condition != printing::Condition::Unknown);
}

void TerminalFace::wipe()
{
    QGuiApplication::clipboard()->clear(QClipboard::Clipboard);
    QGuiApplication::clipboard()->clear(QClipboard::Selection);
    m_speaker.forget();
    m_languages.reset();
}

} // namespace tillwright::kiosk
