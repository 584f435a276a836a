#pragma once

#include "backend_process.h"

#include <set>

namespace tillwright::simulation {

/// What the simulation has to know about the phones of one checkout, beside what the backend is told.
struct PhoneBook {
    /// Until then a "declined" about it may take effect, after which it may be abandoned.
    Ms releasedUntilMs = -1;
};

/// A customer's own phone with the pay page on it, as web/payment/src/host/browser.ts moves: it opens the link, announces,
/// confirms, tells a decline, and asks until the backend has the last word. It dies at any moment.
class Phone
{
public:
    enum class Mood { Pays, Cancels };

    Phone(World &world, Network &network, BackendProcess &backend, Stripe &stripe, Reached &reached,
          std::map<std::string, PhoneBook> &books, const std::string &payUrl, Mood mood);

    /// The link is opened, and what follows is planned.
    void start();
    /// The backend has let it confirm this checkout, and nothing has ended that.
    [[nodiscard]] bool holdsUp(const std::string &cliveTxId) const;

private:
    /// What the page was answered.
    struct View {
        int status = 0;
        std::string state;
        std::string cliveTxId;
        std::string clientSecret;
        std::int64_t version = 0;
        domain::Money amount;
    };
    using Next = std::function<void(const View &)>;

    /// Without an answer the view is empty.
    void ask(const std::string &method, const std::string &below, const Next &next);
    void open();
    void opened(const View &view);
    /// Before Pay can be pressed: the intent is over what the page shows.
    void checkIntent(const domain::Money &shown);
    void act();
    void pressPay();
    void confirm(Card card);
    void confirmEnded(const Network::Result<Stripe::Outcome> &result);
    void goToBank(const Stripe::Outcome &outcome);
    /// A payment of unknown outcome: Stripe's own word on the intent decides.
    void lookAgain();
    void declined();
    void cancel();
    void follow();
    /// Does it later, unless the phone has died.
    void later(Ms minMs, Ms maxMs, std::function<void()> action);
    void note(const std::string &what) { m_world.note("phone", m_id + " " + what); }

    World &m_world;
    Network &m_network;
    BackendProcess &m_backend;
    Stripe &m_stripe;
    Reached &m_reached;
    std::map<std::string, PhoneBook> &m_books;
    std::string m_path;
    Mood m_mood;
    Life m_life;
    std::string m_id;
    std::string m_intent;
    std::int64_t m_version = 0;
    /// When Pay was pressed that the backend has agreed to, and how often its clock had jumped; none: nothing is confirmed.
    std::optional<Ms> m_heldSinceMs;
    int m_clockJumps = 0;
    int m_triesLeft = 3;
    int m_asksLeft;
    bool m_isOver = false;
};

/// All phones of a run. They are nobody's: no crash of a kiosk ends them.
class Phones
{
public:
    Phones(World &world, Network &network, BackendProcess &backend, Stripe &stripe, Reached &reached)
        : m_world(world), m_network(network), m_backend(backend), m_stripe(stripe), m_reached(reached)
    {
    }
    void scan(const std::string &payUrl, Phone::Mood mood);
    /// What the backend has let a phone confirm, it abandons for nobody (decision 014): another attempt could be charged.
    void checkAbandoned(const std::string &cliveTxId);

private:
    World &m_world;
    Network &m_network;
    BackendProcess &m_backend;
    Stripe &m_stripe;
    Reached &m_reached;
    std::map<std::string, PhoneBook> m_books;
    std::vector<std::unique_ptr<Phone>> m_phones;
};

} // namespace tillwright::simulation
