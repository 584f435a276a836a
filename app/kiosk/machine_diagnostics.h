#pragma once

#include "checkout/attempt_history.h"
#include "checkout/checkout_desk.h"
#include "kiosk/kiosk_config.h"
#include "kiosk/presentation/diagnostics_view_model.h"
#include "kiosk/self_test/self_test.h"

#include <functional>

namespace tillwright::kiosk {

class BackendHealth;
class BackendWord;
class ReceiptPrinting;
class StaffParts;
namespace presentation {
class CheckoutViewModel;
}
namespace printing {
class Printer;
}
namespace support_bundle {
class LogMemory;
}
/// What diagnostics, and a register's settings, are made of; everything must outlive them.
struct ServiceRooms {
    KioskConfig &config; ///< what holds now; settings change it
    bool isSandbox = false;
    presentation::Engine engine;
    QString engineOrigin;
    BackendWord &word;
    BackendHealth &backend;
    checkout::CheckoutDesk &desk;
    presentation::CheckoutViewModel &checkout;
    checkout::Clock &clock;
    StaffParts &staff;
    printing::Printer *printer = nullptr; ///< null without a printer, as what follows
    ReceiptPrinting *printing = nullptr;
    QString journalTrouble; ///< what was wrong with it at the start
    const checkout::AttemptHistory &journal;
    const support_bundle::LogMemory &log;
};

/// What a face shows of the machine that it runs on, put together: its state, its self-test, and what support gets.
class MachineDiagnostics : public QObject
{
    Q_OBJECT

public:
    /// `speech`: for the self-test.
    MachineDiagnostics(const ServiceRooms &rooms, self_test::Ask<self_test::SpeechFacts> speech);

    [[nodiscard]] presentation::DiagnosticsViewModel &model() { return m_model; }

private:
    [[nodiscard]] presentation::DiagnosticFacts look() const;
    void check();
    void testPrint();
    void selfTest(std::function<void(const QList<presentation::DiagnosticLine> &)> tell);
    void makeBundle(const std::function<void(const QString &)> &tell);

    const ServiceRooms m_rooms;
    /// As of the last check: the chain is read as a whole.
    QString m_auditTrouble;
    self_test::SelfTest m_selfTest;
    /// Who waits for it.
    std::function<void(const QList<presentation::DiagnosticLine> &)> m_tellSelfTest;
    presentation::DiagnosticsViewModel m_model;
};

} // namespace tillwright::kiosk
