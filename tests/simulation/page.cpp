#include "page.h"

#include <algorithm>

namespace tillwright::simulation {

using namespace contract::page;

namespace {

constexpr Ms warmMaxMs = 400;
constexpr Ms mountMaxMs = 900;
constexpr Ms bridgeMaxMs = 12;
constexpr Ms stripeTimeLimitMs = 80'000;
constexpr Ms bankMinMs = 2'000;
constexpr Ms bankMaxMs = 90'000;
constexpr std::string_view secretPart = "_secret_";

bool isPayable(Intent::Status status)
{
    return status == Intent::Status::RequiresPaymentMethod || status == Intent::Status::RequiresAction;
}

} // namespace

void Page::toPage(Ms maxMs, std::function<void()> action)
{
    m_world.after(m_world.random().between(1, maxMs), m_renderer.whileAlive(std::move(action)));
}

std::string Page::intentId() const
{
    const auto &secret = m_shown->clientSecret.reveal();
    return secret.substr(0, secret.find(secretPart));
}

void Page::show(const contract::CheckoutReady &checkout)
{
    if (m_shown && m_shown->cliveTxId != checkout.cliveTxId)
        m_world.violate(Law::NextCustomer,
                        m_who + " shows " + checkout.cliveTxId + " on the page of " + m_shown->cliveTxId);
    if (m_isUnavailable) {
        m_isUnavailable = false;
        toPage(bridgeMaxMs, [this] {
            m_intoKiosk([this] {
                if (m_listener)
                    m_listener->pageUnavailable("lost three times");
            });
        });
        return;
    }
    if (!m_isReady) {
        m_waiting = checkout;
        return;
    }
    m_world.note(m_who, "page shows " + checkout.cliveTxId);
    toPage(bridgeMaxMs, [this, checkout] { openShown(checkout); });
}

void Page::openShown(const contract::CheckoutReady &checkout)
{
    if (m_phase == Phase::Empty) {
        m_shown = checkout;
        if (std::find(m_earlier.begin(), m_earlier.end(), id()) == m_earlier.end())
            m_earlier.push_back(id());
        open();
    } else if (m_phase == Phase::Confirmed || m_phase == Phase::Uncertain) {
        m_phase = Phase::Preparing;
        m_intentAccepted = false;
        m_elementReady = true;
        say(ElementReady{id()});
        readIntent();
    } else if (m_phase == Phase::Stopped || m_phase == Phase::LoadFailed) {
        open();
    }
}

void Page::open()
{
    m_phase = Phase::Preparing;
    m_elementReady = false;
    m_intentAccepted = false;
    toPage(mountMaxMs, [this] {
        if (m_world.strikes(Fault::PageLoadFails)) {
            m_phase = Phase::LoadFailed;
            say(LoadFailed{id(), "Stripe.js did not load"});
            return;
        }
        m_elementReady = true;
        say(ElementReady{id()});
        settle();
    });
    readIntent();
}

void Page::readIntent()
{
    const auto renderer = m_renderer;
    auto seen = std::make_shared<std::optional<Intent>>();
    const auto done = m_renderer.whileAlive([this, seen] {
        if (m_phase != Phase::Preparing)
            return;
        if (!*seen) {
            m_phase = Phase::LoadFailed;
            say(LoadFailed{id(), "retrievePaymentIntent failed"});
            return;
        }
        const auto status = (*seen)->status;
        say(IntentSeen{id(), (*seen)->amount.minor, (*seen)->amount.currency.code(),
                       std::string(intentStatusWord(status))},
            [this, status](bool accepted) {
                if (m_phase != Phase::Preparing)
                    return;
                if (!accepted || !isPayable(status))
                    m_phase = Phase::Stopped;
                m_intentAccepted = accepted;
                settle();
            });
    });
    m_network.call<Intent>(
        Channel::PageStripe, stripeTimeLimitMs,
        [this, intent = intentId()](const auto &answer) { answer(m_stripe.intent(intent)); },
        [seen, done](const Network::Result<Intent> &intent) {
            if (intent)
                *seen = *intent;
            done();
        });
}

void Page::settle()
{
    if (m_phase == Phase::Preparing && m_elementReady && m_intentAccepted)
        m_phase = Phase::Editing;
}

void Page::pressPay(Card card)
{
    if (!mayPay())
        return;
    m_phase = Phase::Announcing;
    m_world.note(m_who, "Pay is pressed");
    say(Confirming{id()}, [this, card](bool accepted) {
        if (m_phase != Phase::Announcing)
            return;
        if (!accepted) {
            m_phase = Phase::Editing;
            return;
        }
        confirm(card);
    });
}

void Page::pressRetry()
{
    if (mayRetry())
        open();
}

void Page::confirm(Card card)
{
    m_phase = Phase::Confirming;
    m_beforeConfirm(id());
    m_confirmed.insert(id());
    auto result = std::make_shared<Network::Result<Stripe::Outcome>>();
    const auto done = m_renderer.whileAlive([this, result] { confirmEnded(*result); });
    m_network.call<Stripe::Outcome>(
        Channel::PageStripe, stripeTimeLimitMs,
        [this, intent = intentId(), card](const auto &answer) { answer(m_stripe.confirm(intent, card)); },
        [result, done](Network::Result<Stripe::Outcome> outcome) {
            *result = std::move(outcome);
            done();
        });
}

void Page::confirmEnded(const Network::Result<Stripe::Outcome> &result)
{
    if (m_phase != Phase::Confirming)
        return;
    if (!result) {
        m_phase = Phase::Uncertain;
        say(Failed{id(), "api_connection_error", {}, {}, "The network failed"});
    } else if (result->challenge > 0) {
        goToBank(*result);
    } else if (!result->errorType.empty()) {
        fail(*result);
    } else {
        m_phase = Phase::Confirmed;
        if (m_world.strikes(Fault::ReturnNavigation)) {
            m_world.note(m_who, "page navigates to return_url");
            m_intoKiosk([this] {
                if (m_listener)
                    m_listener->pageReturned();
            });
            return;
        }
        say(Confirmed{id(), std::string(intentStatusWord(result->status))});
    }
}

void Page::goToBank(const Stripe::Outcome &outcome)
{
    // The bank's answer reaches Stripe whether this page lives or not: the customer's phone is not ours.
    auto result = std::make_shared<Network::Result<Stripe::Outcome>>();
    const auto done = m_renderer.whileAlive([this, result] { confirmEnded(*result); });
    m_world.after(m_world.random().between(bankMinMs, bankMaxMs),
                  [this, intent = intentId(), outcome, result, done] {
                      *result = m_stripe.finishChallenge(intent, outcome.challenge, !outcome.bankRefuses);
                      m_network.send(Channel::PageStripe, done);
                  });
    // Stripe.js gives up at last when the bank's answer does not come through.
    m_world.after(bankMaxMs + stripeTimeLimitMs, m_renderer.whileAlive([this] {
        if (m_phase == Phase::Confirming)
            confirmEnded(tl::unexpected(Network::Loss::Timeout));
    }));
}

void Page::fail(const Stripe::Outcome &outcome)
{
    const bool isDefinite =
        outcome.errorType == "card_error" || outcome.code == "payment_intent_authentication_failure";
    m_phase = isDefinite ? Phase::Editing : Phase::Uncertain;
    say(Failed{id(), outcome.errorType, outcome.code, outcome.declineCode, "Stripe's words"});
}

void Page::say(contract::PageMessage message, std::function<void(bool)> then)
{
    toPage(bridgeMaxMs, [this, message = std::move(message), then = std::move(then)] {
        auto accepted = std::make_shared<bool>(false);
        const auto renderer = m_renderer.whileAlive([this, accepted, then] {
            if (then)
                toPage(bridgeMaxMs, [accepted, then] { then(*accepted); });
        });
        m_world.note(m_who, "page: " + std::string(contract::pageMessageType(message)));
        m_intoKiosk([this, message, accepted] {
            if (m_listener)
                *accepted = m_listener->pageMessage(message);
        });
        renderer();
    });
}

void Page::sayAsStranger(const contract::PageMessage &message, bool mustBeRefused)
{
    m_world.note(m_who, "page, not asked: " + std::string(contract::pageMessageType(message)));
    bool accepted = false;
    m_intoKiosk([&] {
        if (m_listener)
            accepted = m_listener->pageMessage(message);
    });
    if (accepted && mustBeRefused)
        m_world.violate(Law::OnePayment, "the message of an earlier sale was taken for this one's");
}

void Page::sayWhatItShouldNot()
{
    auto &random = m_world.random();
    const auto any = [&](const std::string &id) -> contract::PageMessage {
        switch (random.between(0, 5)) {
        case 0:
            return Confirmed{id, "succeeded"};
        case 1:
            return Confirming{id};
        case 2:
            return Failed{id, "card_error", "card_declined", {}, "forged"};
        case 3:
            return IntentSeen{id, random.between(1, 100'000), "USD", "requires_payment_method"};
        case 4:
            return LoadFailed{id, "forged"};
        default:
            return ElementReady{id};
        }
    };
    if (m_shown && m_world.strikes(Fault::PageMessageForged))
        sayAsStranger(any(id()), false);
    if (m_shown && m_world.strikes(Fault::PageMessageOutOfOrder))
        sayAsStranger(random.chance(500) ? contract::PageMessage(Confirming{id()})
                                         : Confirmed{id(), "processing"},
                      false);
    const auto isEarlier = !m_earlier.empty() && (!m_shown || m_earlier.front() != id());
    if (isEarlier && m_world.strikes(Fault::PageMessageOfEarlierAttempt))
        sayAsStranger(any(m_earlier.front()), m_shown.has_value());
}

void Page::loseRenderer()
{
    reset();
    m_world.note(m_who, "renderer lost");
    // Lost once too often: the next checkout cannot be shown.
    m_isUnavailable = m_world.strikes(Fault::PageUnavailable);
    m_intoKiosk([this] {
        if (m_listener)
            m_listener->pageLost("the renderer was killed");
    });
}

void Page::endWithKiosk()
{
    m_listener = nullptr;
    reset();
}

void Page::reset()
{
    m_renderer.renew();
    m_phase = Phase::Empty;
    m_shown.reset();
    m_waiting.reset();
    m_isReady = false;
    m_world.after(m_world.random().between(1, warmMaxMs), m_renderer.whileAlive([this] {
        m_isReady = true;
        if (m_waiting) {
            const auto checkout = *m_waiting;
            m_waiting.reset();
            show(checkout);
        }
        m_intoKiosk([this] {
            if (m_listener)
                m_listener->pageMessage(PageReady{});
        });
    }));
}

} // namespace tillwright::simulation
