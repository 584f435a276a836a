#pragma once

#include "backend_line.h"
#include "checkout/checkout_desk.h"
#include "page.h"
#include "phone.h"

#include <set>

namespace tillwright::simulation {

/// The sales of a run, shared by the kiosks, so that two of them can be asked for the same one.
struct SaleBook {
    std::vector<domain::Sale> sales;
    int startsLeft = 0;
};

/// A receipt that was made: its attempt, by transaction.
struct Receipt {
    std::string cliveTxId;
    std::string reference;
    std::int64_t number = 0;
    bool isKept = false;
};

/// One kiosk with the people at it: the real desk over simulated ports, a cashier and a customer.
class Kiosk final : private checkout::Clock,
                    private checkout::RandomSource,
                    private checkout::ReceiptPort,
                    private checkout::DeskObserver
{
public:
    Kiosk(World &world, Network &network, BackendProcess &backend, Clive &clive, Stripe &stripe,
          SaleBook &sales, Reached &reached, Phones &phones, const std::string &name,
          const std::string &token);
    ~Kiosk() override;

    void switchOn();
    void crash(std::string_view why);
    /// The weather strikes: called every few seconds.
    void sufferFaults();
    void setClockRight() noexcept { m_clockOffsetMs = 0; }

    [[nodiscard]] bool isOn() const noexcept { return m_desk != nullptr; }
    /// Nothing is at the desk or behind it that could still move; what is left is known to need a person.
    [[nodiscard]] bool isAtRest() const;
    /// A paid sale whose receipt could not be kept: the next start makes it again.
    [[nodiscard]] bool owesReceipt() const;
    [[nodiscard]] std::string describe() const;

    [[nodiscard]] const Journal &journal() const noexcept { return m_journal; }
    [[nodiscard]] const std::vector<Receipt> &receipts() const noexcept { return m_receipts; }
    /// Transactions of sales that wait, unresolved, for a person.
    [[nodiscard]] std::set<std::string> alarmed() const;

private:
    class People;
    struct Timer {
        checkout::TimerId id;
    };

    // Clock
    [[nodiscard]] std::int64_t nowMs() const override;
    checkout::TimerId after(std::int64_t delayMs, std::function<void()> callback) override;
    void cancel(checkout::TimerId timer) override;
    // RandomSource
    [[nodiscard]] std::string uuid() override { return m_world.random().uuid(); }
    // ReceiptPort
    void issue(const checkout::ReceiptData &receipt, checkout::ReceiptCallback done) override;
    // DeskObserver
    void stateChanged(const checkout::State &state) override;
    void backgroundChanged() override {}
    void alarm(const std::string &text) override;
    void timeline(const std::string &event) override;

    /// Runs what may crash the process.
    void intoDesk(const std::function<void()> &action);
    void checkReceipt(const checkout::ReceiptData &receipt);
    void checkConfirm(const std::string &cliveTxId);
    void checkNoLink(const std::string &text) const;

    World &m_world;
    Clive &m_clive;
    Stripe &m_stripe;
    SaleBook &m_sales;
    Reached &m_reached;
    Phones &m_phones;
    std::string m_name;
    Journal m_journal;
    BackendLine m_line;
    Page m_page;
    std::int64_t m_clockOffsetMs = 0;
    Life m_life;
    checkout::TimerId m_lastTimer = 0;
    std::set<checkout::TimerId> m_timers;
    std::vector<Receipt> m_receipts;
    /// It was switched on once; a kiosk that is not in use is at rest.
    bool m_isInUse = false;
    bool m_wasAbandoning = false;
    std::unique_ptr<checkout::CheckoutDesk> m_desk;
    std::unique_ptr<People> m_people;
};

} // namespace tillwright::simulation
