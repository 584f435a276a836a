#pragma once

#include "journal.h"
#include "network.h"
#include "stripe.h"

#include <set>

namespace tillwright::simulation {

/// The payment page with Stripe.js in it, as web/payment/src/checkout/state.ts moves: it mounts, shows the intent to the
/// kiosk, submits, announces, confirms. Its renderer dies, and messages of others come through the same bridge.
class Page final : public checkout::PaymentPagePort
{
public:
    /// Just before confirmPayment leaves for Stripe: the journal has to have it.
    using BeforeConfirm = std::function<void(const std::string &cliveTxId)>;

    Page(World &world, Network &network, Stripe &stripe, std::string who)
        : m_world(world), m_network(network), m_stripe(stripe), m_who(std::move(who))
    {
    }
    void setBeforeConfirm(BeforeConfirm check) { m_beforeConfirm = std::move(check); }
    void setIntoKiosk(IntoKiosk run) { m_intoKiosk = std::move(run); }

    void setListener(checkout::PaymentPageListener *listener) override { m_listener = listener; }
    void show(const contract::CheckoutReady &checkout) override;
    void reset() override;

    [[nodiscard]] bool isEmpty() const noexcept { return m_phase == Phase::Empty && !m_waiting; }
    [[nodiscard]] bool mayPay() const noexcept { return m_phase == Phase::Editing; }
    /// Pay was pressed for the transaction that is shown, maybe on a page before this one.
    [[nodiscard]] bool hasPaidOnce() const { return m_shown && m_confirmed.contains(m_shown->cliveTxId); }
    [[nodiscard]] bool hasPaidOnce(const std::string &cliveTxId) const
    {
        return m_confirmed.contains(cliveTxId);
    }
    [[nodiscard]] bool mayRetry() const noexcept { return m_phase == Phase::LoadFailed; }
    void pressPay(Card card);
    void pressRetry();
    /// The renderer's end: a fresh page comes in its place.
    void loseRenderer();
    /// The kiosk's process ends, and its page with it.
    void endWithKiosk();
    /// A script of somebody else's, an echo of an earlier sale, a message at the wrong time.
    void sayWhatItShouldNot();

private:
    enum class Phase {
        Empty,
        Preparing,
        Editing,
        Announcing,
        Confirming,
        Confirmed,
        Uncertain,
        Stopped,
        LoadFailed
    };

    void open();
    void openShown(const contract::CheckoutReady &checkout);
    void readIntent();
    void settle();
    void confirm(Card card);
    void confirmEnded(const Network::Result<Stripe::Outcome> &result);
    void goToBank(const Stripe::Outcome &outcome);
    void fail(const Stripe::Outcome &outcome);
    /// `then` gets whether the kiosk accepted it; not called when this page has gone meanwhile.
    void say(contract::PageMessage message, std::function<void(bool)> then = {});
    void sayAsStranger(const contract::PageMessage &message, bool mustBeRefused);
    void toPage(Ms maxMs, std::function<void()> action);
    [[nodiscard]] std::string intentId() const;
    [[nodiscard]] const std::string &id() const { return m_shown->cliveTxId; }

    World &m_world;
    Network &m_network;
    Stripe &m_stripe;
    std::string m_who;
    BeforeConfirm m_beforeConfirm;
    IntoKiosk m_intoKiosk;
    checkout::PaymentPageListener *m_listener = nullptr;
    Life m_renderer;
    Phase m_phase = Phase::Empty;
    bool m_isReady = true;
    bool m_isUnavailable = false;
    bool m_elementReady = false;
    bool m_intentAccepted = false;
    std::optional<contract::CheckoutReady> m_shown;
    /// Handed over before the page was ready.
    std::optional<contract::CheckoutReady> m_waiting;
    std::vector<std::string> m_earlier;
    std::set<std::string> m_confirmed;
};

} // namespace tillwright::simulation
