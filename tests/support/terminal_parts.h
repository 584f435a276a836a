#pragma once

#include "fake_catalogue.h"
#include "fake_ports.h"

#include "kiosk/presentation/availability.h"
#include "kiosk/presentation/booking_finder.h"
#include "kiosk/presentation/idle_policy.h"
#include "kiosk/presentation/terminal_extras.h"
#include "kiosk/presentation/terminal_view_model.h"

#include <QCoreApplication>

namespace tillwright::testing {

/// The terminal's view model over the real desk, finder and idle policy; backend, payment page, journal and time are the
/// fakes.
class TerminalParts
{
public:
    explicit TerminalParts(bool printsReceipts = true)
        : desk(fakes.ports(), options()), sale(desk, fakes.clock), finder(catalogue),
          idle(kiosk::presentation::IdleSettings{}, fakes.clock),
          terminal(sale, desk, finder, idle, availability, terminalOptions(printsReceipts))
    {
        terminal.setExtras(extras);
    }

    QString screen() const { return terminal.screenName(); }

    /// Up to the screen that asks for a booking, with one typed in.
    void typeReference(const QString &reference = QStringLiteral("EZ24081"))
    {
        terminal.begin();
        terminal.setTyped(reference);
        terminal.find();
    }
    void answerBooking(std::optional<domain::BookingState> state = domain::BookingState::Open)
    {
        catalogue.booking.answer(exampleBooking("EZ24081", state));
    }
    void toReview()
    {
        typeReference();
        answerBooking();
    }
    contract::CheckoutAnswer answerCreate()
    {
        auto answer = exampleAnswer(fakes.backend.create.asked.back().sale,
                                    "clv_tx_" + std::to_string(fakes.backend.create.asked.size()));
        answer.payUrl = domain::Secret(payUrl);
        fakes.backend.create.answer(answer);
        return answer;
    }
    /// Up to a traveller who can type a card.
    contract::CheckoutAnswer toCard()
    {
        toReview();
        terminal.pay();
        const auto answer = answerCreate();
        fakes.page.say(contract::page::ElementReady{answer.cliveTxId});
        fakes.page.say(contract::page::IntentSeen{answer.cliveTxId, answer.amount.minor,
                                                  answer.amount.currency.code(), "requires_payment_method"});
        return answer;
    }
    /// What the backend tells of the phone next.
    void phoneIs(const contract::CheckoutAnswer &answer, domain::PhoneStage stage,
                 domain::PaymentStatus::Kind kind = domain::PaymentStatus::Kind::Pending)
    {
        auto state = exampleState(answer, kind, ++m_version);
        state.phone = stage;
        fakes.backend.status.answerLatest(state);
    }
    void decline(const contract::CheckoutAnswer &answer)
    {
        fakes.page.say(contract::page::Confirming{answer.cliveTxId});
        fakes.page.say(contract::page::Failed{answer.cliveTxId, "card_error", "card_declined",
                                              "insufficient_funds", "Your card has insufficient funds."});
    }
    contract::CheckoutAnswer toVerifying()
    {
        const auto answer = toCard();
        fakes.page.say(contract::page::Confirming{answer.cliveTxId});
        fakes.page.say(contract::page::Confirmed{answer.cliveTxId, "succeeded"});
        return answer;
    }
    contract::CheckoutAnswer toPaid()
    {
        const auto answer = toVerifying();
        fakes.backend.status.answerLatest(exampleState(answer, domain::PaymentStatus::Kind::Paid));
        fakes.receipts.finish();
        return answer;
    }
    /// The backend never knows, until the budget is spent.
    contract::CheckoutAnswer toUnresolved()
    {
        const auto answer = toVerifying();
        for (int i = 0; i < 1000 && sale.stateName() == QStringLiteral("Verifying"); ++i) {
            if (fakes.backend.status.waiting() > 0)
                fakes.backend.status.answerLatest(
                    exampleState(answer, domain::PaymentStatus::Kind::Processing));
            fakes.clock.advance(1000);
        }
        return answer;
    }
    void answerAbandon(const contract::CheckoutAnswer &answer)
    {
        auto state = exampleState(answer, domain::PaymentStatus::Kind::Pending);
        state.abandoned = true;
        fakes.backend.abandon.answer(state);
        QCoreApplication::processEvents();
    }
    /// Nobody touches anything until the terminal gives them up.
    void walkAway()
    {
        const kiosk::presentation::IdleSettings settings;
        fakes.clock.advance((settings.quietS + settings.warningS + 1) * 1000);
        QCoreApplication::processEvents();
    }

    static constexpr const char *phoneLink =
        "https://pay.example/pay/abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ";

    /// The backend's link for phones in the answers to come; empty: it has no such pages.
    std::string payUrl;
    FakePorts fakes;
    FakeCatalogue catalogue;
    checkout::CheckoutDesk desk;
    kiosk::presentation::CheckoutViewModel sale;
    kiosk::presentation::BookingFinder finder;
    kiosk::presentation::IdlePolicy idle;
    kiosk::presentation::Availability availability;
    /// Nothing is sold besides until it is given items.
    kiosk::presentation::TerminalExtras extras{{QStringLiteral("Baggage"), QStringLiteral("Seats")}};
    kiosk::presentation::TerminalViewModel terminal;

private:
    std::int64_t m_version = 1;

    static checkout::DeskOptions options()
    {
        checkout::DeskOptions options;
        options.resumeAwaiting = false;
        return options;
    }
    static kiosk::presentation::TerminalOptions terminalOptions(bool printsReceipts)
    {
        kiosk::presentation::TerminalOptions options;
        options.statementText = QStringLiteral("ECHEZONA* AIRPEACE");
        options.email = QStringLiteral("counter@airpeace.example");
        options.printsReceipts = printsReceipts;
        return options;
    }
};

} // namespace tillwright::testing
