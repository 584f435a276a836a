#pragma once

#include "checkout/checkout_desk.h"
#include "kiosk/backend_health.h"
#include "kiosk/kiosk_config.h"
#include "kiosk/leap_clock.h"
#include "kiosk/qt_clock.h"

#include <QDir>
#include <functional>
#include <memory>
#include <set>

class QWidget;

namespace tillwright::kiosk {

namespace backend_client {
class BackendClient;
}
namespace journal {
class Journal;
}
namespace payment_page {
class PaymentPage;
struct PaymentPageOptions;
} // namespace payment_page
namespace presentation {
class CheckoutViewModel;
class SaleFormViewModel;
struct Engine;
} // namespace presentation
namespace printing {
class Printer;
}
namespace receipt {
class ReceiptStore;
struct Merchant;
} // namespace receipt
class BackendWord;
class CustomerScreen;
class HistoryComposition;
class Counter;
class ReceiptPrinting;
class ServiceComposition;
class ShiftParts;
class StaffParts;
class TerminalFace;
class TerminalStaff;
class TravellersReceipts;
class WatchdogComposition;
namespace support_bundle {
class LogMemory;
}
namespace register_face {
class RegisterWindow;
enum class PaperAnswer;
enum class Scheme;
} // namespace register_face

/// Wraps the connection to the backend, for scenarios with faults between kiosk and backend.
using BackendDecorator =
    std::function<std::unique_ptr<checkout::BackendPort>(checkout::BackendPort &, checkout::Clock &)>;

/// The whole kiosk, put together. Constructed once, by main().
class Kiosk
{
public:
    /// The error is for standard error: what could not be opened, and the way out. `log` must outlive it.
    [[nodiscard]] static tl::expected<std::unique_ptr<Kiosk>, QString>
    create(const KioskConfig &fileConfig, const payment_page::PaymentPageOptions &pageOptions, bool sandbox,
           const domain::Meta &meta, const BackendDecorator &decorateBackend,
           const support_bundle::LogMemory &log);
    ~Kiosk();

    /// Takes up what a power loss interrupted and shows the window.
    [[nodiscard]] tl::expected<void, QString> start();

    /// The face's.
    [[nodiscard]] QWidget &window();
    [[nodiscard]] payment_page::PaymentPage &page() { return *m_page; }
    [[nodiscard]] presentation::CheckoutViewModel &sale() { return *m_sale; }
    [[nodiscard]] QDir receiptsFolder() const;
    /// So much time has passed for whoever waits for a customer, or for the backend to come back. Only in the sandbox.
    void leap(int ms) { m_leapClock.leap(ms); }

private:
    Kiosk() = default;
    /// Without a printer in the configuration there is nothing to do.
    [[nodiscard]] tl::expected<void, QString> setUpPrinting(const receipt::Merchant &merchant);
    void setUpTerminal(bool sandbox, const domain::Meta &meta, const presentation::Engine &engine);
    /// Of what waits for people and for the backend's word, and not of the payments.
    [[nodiscard]] checkout::Clock &faceClock(bool sandbox)
    {
        return sandbox ? static_cast<checkout::Clock &>(m_leapClock) : m_clock;
    }
    void haveItWatched();
    void setUpCustomerScreen(bool sandbox, register_face::Scheme scheme);
    void useStatementPrefix();
    void showPrinter();
    void settlePaper(const QString &id, register_face::PaperAnswer answer);
    void keepPendingSlips();
    void keepPendingSlip(const checkout::State &state);

    KioskConfig m_config;
    QtClock m_clock;
    LeapClock m_leapClock{m_clock};
    QtRandom m_random;
    /// Null where no service manager watches.
    std::unique_ptr<WatchdogComposition> m_watchdog;
    std::unique_ptr<journal::Journal> m_journal;
    std::unique_ptr<backend_client::BackendClient> m_client;
    std::unique_ptr<BackendHealth> m_health;
    std::unique_ptr<BackendWord> m_word;
    std::unique_ptr<checkout::BackendPort> m_decorated;
    std::unique_ptr<payment_page::PaymentPage> m_page;
    std::unique_ptr<receipt::ReceiptStore> m_receipts;
    std::unique_ptr<printing::Printer> m_printer;
    /// Null without a printer.
    std::unique_ptr<ReceiptPrinting> m_printing;
    /// Null on a register.
    std::unique_ptr<TravellersReceipts> m_travellersReceipts;
    std::unique_ptr<checkout::CheckoutDesk> m_desk;
    std::unique_ptr<presentation::CheckoutViewModel> m_sale;
    std::unique_ptr<presentation::SaleFormViewModel> m_form;
    std::unique_ptr<StaffParts> m_staff;
    std::unique_ptr<ShiftParts> m_shifts;
    /// Before the window, which has the screens that show it, so that it goes after them.
    std::unique_ptr<HistoryComposition> m_history;
    std::unique_ptr<Counter> m_counter;
    /// Null on a terminal, as what is the register's alone.
    std::unique_ptr<ServiceComposition> m_service;
    std::unique_ptr<register_face::RegisterWindow> m_window;
    /// Null where customers pay at the register's own screen.
    std::unique_ptr<CustomerScreen> m_customerScreen;
    /// Null on a register.
    std::unique_ptr<TerminalFace> m_terminal;
    std::unique_ptr<TerminalStaff> m_terminalStaff;
    /// The attempts whose slips were made in this run.
    std::set<std::string> m_slipsOf;
    /// What staff have to know of journal and spool, once there is a window to tell it.
    QStringList m_firstAlarms;
};

} // namespace tillwright::kiosk
