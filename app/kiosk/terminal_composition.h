#pragma once

#include "checkout/checkout_desk.h"
#include "kiosk/availability_feed.h"
#include "kiosk/catalogue/catalogue_keeper.h"
#include "kiosk/presentation/availability.h"
#include "kiosk/presentation/booking_finder.h"
#include "kiosk/presentation/engine_words.h"
#include "kiosk/presentation/idle_policy.h"
#include "kiosk/presentation/speaker.h"
#include "kiosk/presentation/terminal_extras.h"
#include "kiosk/presentation/terminal_view_model.h"
#include "kiosk/receipt/receipt.h"
#include "kiosk/register/scanner.h"
#include "kiosk/speech/speech_dispatcher.h"
#include "kiosk/terminal/languages.h"
#include "kiosk/terminal/terminal_window.h"

namespace tillwright::kiosk {

class BackendHealth;
class BackendWord;
class ReceiptPrinting;
class TravellersReceipts;
struct KioskConfig;

/// What the terminal is made of; everything must outlive it.
struct TerminalRooms {
    BackendHealth &backend;
    BackendWord &word;
    checkout::Clock &clock;
    checkout::CheckoutDesk &desk;
    presentation::CheckoutViewModel &sale;
    QWidget *page = nullptr;             ///< the payment page's view; the window takes it
    ReceiptPrinting *printing = nullptr; ///< null without a printer
    TravellersReceipts &receipts;
    std::function<receipt::Merchant()> merchant; ///< the head of receipts, as it is now
};

/// The traveller's face, put together: from journal, backend and spool to the window.
class TerminalFace
{
public:
    TerminalFace(const TerminalRooms &rooms, const KioskConfig &config, const domain::Meta &meta,
                 bool sandbox, const presentation::Engine &engine);

    [[nodiscard]] terminal::TerminalWindow &window() { return m_window; }
    /// Over the whole screen, and not to be closed. The sandbox's is a window as others are, as large as there is room unless
    /// it was given a size.
    void show();
    /// Begins to look whether the backend can be reached. Once the journal has been read.
    void start();
    [[nodiscard]] presentation::TerminalViewModel &model() { return m_terminal; }
    [[nodiscard]] const presentation::Availability &availability() const { return m_availability; }
    [[nodiscard]] const speech::SpeechDispatcher &speech() const { return m_speech; }
    /// What staff decide about the terminal, beside what is known of it.
    [[nodiscard]] AvailabilityFeed &availabilityFeed() { return m_feed; }

private:
    /// Whatever is to be in the traveller's language.
    void useLanguage();
    void showPrinter();
    /// What the traveller has left behind beside the payment page, which the flow takes away itself.
    void wipe();

    TerminalRooms m_rooms;
    const bool m_isSandbox;
    catalogue::CatalogueKeeper m_keeper;
    presentation::BookingFinder m_finder;
    presentation::IdlePolicy m_idle;
    presentation::Availability m_availability;
    AvailabilityFeed m_feed;
    terminal::Languages m_languages;
    presentation::TerminalExtras m_extras;
    presentation::TerminalViewModel m_terminal;
    speech::SpeechDispatcher m_speech;
    presentation::Speaker m_speaker;
    terminal::TerminalWindow m_window;
    register_face::Scanner m_scanner;
};

} // namespace tillwright::kiosk
