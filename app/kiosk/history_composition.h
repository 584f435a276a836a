#pragma once

#include "kiosk/presentation/attention_view_model.h"
#include "kiosk/presentation/history_view_model.h"

#include <functional>

namespace tillwright::kiosk {

class ReceiptPrinting;
namespace receipt {
class ReceiptStore;
}
namespace presentation {
class CheckoutViewModel;
}
namespace register_face {
class AttentionScreen;
class HistoryScreen;
class RegisterWindow;
} // namespace register_face

/// What history and attention are made of; everything must outlive them.
struct HistoryRooms {
    const checkout::AttemptHistory &journal;
    checkout::AttentionMemory &memory;
    checkout::CheckoutDesk &desk;
    presentation::CheckoutViewModel &checkout;
    checkout::BackendPort &backend;
    checkout::Clock &clock;
    const receipt::ReceiptStore &receipts;
    ReceiptPrinting *printing = nullptr;      ///< null without a printer
    presentation::StaffDesk *staff = nullptr; ///< null on a register without operators
};

/// History and attention list, put together: from journal, backend and spool to the window.
class HistoryComposition
{
public:
    /// The window takes the screens.
    HistoryComposition(const HistoryRooms &rooms, presentation::HistoryOptions options,
                       register_face::RegisterWindow &window);

    /// Asks the backend for the first time. Once the journal has been read.
    void start();
    /// `ECHEZONA`, of what is shown from now on.
    void setStatementPrefix(const QString &prefix) { m_history.setStatementPrefix(prefix); }
    /// Shows the sale whose receipt was scanned, or searches for the text; not while a payment is in front.
    void openReceipt(const QString &text);

private:
    presentation::HistoryViewModel m_history;
    register_face::RegisterWindow &m_window;
    register_face::HistoryScreen *m_screen;
    presentation::AttentionViewModel m_attention;
    register_face::AttentionScreen *m_attentionScreen;
};

} // namespace tillwright::kiosk
