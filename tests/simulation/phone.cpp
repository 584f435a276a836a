#include "phone.h"

#include "backend/store/records.h"

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

namespace tillwright::simulation {

namespace json = boost::json;

namespace {

constexpr std::string_view secretPart = "_secret_";
constexpr Ms requestTimeLimitMs = 40'000;
constexpr Ms stripeTimeLimitMs = 80'000;
constexpr Ms bankMinMs = 2'000;
constexpr Ms bankMaxMs = 90'000;
constexpr Ms unclearMinMs = 10'000;
constexpr Ms unclearMaxMs = 15'000;
constexpr Ms typingMinMs = 1'000;
constexpr Ms typingMaxMs = 15'000;
constexpr Ms retryMinMs = 1'000;
constexpr Ms retryMaxMs = 15'000;
/// A transaction of the store takes no longer.
constexpr Ms storeTimeMaxMs = 20'000;
constexpr int holdS = 25;
/// Nobody looks at a phone for ever.
constexpr int asksMax = 30;

std::string textOf(const json::object &object, std::string_view name)
{
    const auto *value = object.if_contains(name);
    const auto *text = value ? value->if_string() : nullptr;
    return text ? std::string(*text) : std::string();
}

} // namespace

Phone::Phone(World &world, Network &network, BackendProcess &backend, Stripe &stripe, Reached &reached,
             std::map<std::string, PhoneBook> &books, const std::string &payUrl, Mood mood)
    : m_world(world), m_network(network), m_backend(backend), m_stripe(stripe), m_reached(reached),
      m_books(books), m_path(payUrl.substr(payUrl.find("/pay/"))), m_mood(mood), m_asksLeft(asksMax)
{
}

void Phone::start()
{
    m_world.note("phone", "scans a link");
    later(typingMinMs, typingMaxMs, [this] { open(); });
}

void Phone::later(Ms minMs, Ms maxMs, std::function<void()> action)
{
    m_world.after(m_world.random().between(minMs, maxMs),
                  m_life.whileAlive([this, action = std::move(action)] {
                      if (m_world.strikes(Fault::PhoneDies)) {
                          note("dies");
                          m_life.end();
                          return;
                      }
                      action();
                  }));
}

void Phone::ask(const std::string &method, const std::string &below, const Next &next)
{
    const auto cut = below.find('?');
    auto request = BackendProcess::request(method, m_path + below.substr(0, cut));
    if (below.starts_with("/status")) {
        request.query["wait"] = std::to_string(holdS);
        request.query["after"] = std::to_string(m_version);
        request.query["refresh"] = "1";
    }
    auto view = std::make_shared<View>();
    const auto deliver = m_life.whileAlive([view, next] { next(*view); });
    const bool isRelease = below == "/declined";
    m_network.call<http::Response>(
        Channel::PhoneBackend, requestTimeLimitMs,
        [this, isRelease, request, id = m_id](const auto &answer) {
            if (isRelease)
                m_books[id].releasedUntilMs = m_world.nowMs() + storeTimeMaxMs;
            m_backend.handle(request, [answer](http::Response response) { answer(std::move(response)); });
        },
        [view, deliver](const Network::Result<http::Response> &response) {
            if (response)
                view->status = response->status;
            if (response && response->status == 200) {
                const auto object = json::parse(response->body).as_object();
                view->state = textOf(object, "state");
                view->cliveTxId = textOf(object, "clive_tx_id");
                view->clientSecret = textOf(object, "client_secret");
                view->version = object.at("version").as_int64();
                view->amount = {object.at("amount_minor").as_int64(),
                                *domain::Currency::parse(textOf(object, "currency"))};
            }
            deliver();
        });
}

void Phone::open()
{
    ask("GET", "/checkout", [this](const View &view) { opened(view); });
}

void Phone::opened(const View &view)
{
    if (view.state.empty()) {
        // No answer, or the link is not known: tried again for a while.
        if (--m_asksLeft > 0 && view.status != 404)
            later(retryMinMs, retryMaxMs, [this] { open(); });
        return;
    }
    m_id = view.cliveTxId;
    m_version = view.version;
    if (view.state != "open") {
        note("is told " + view.state);
        if (view.state == "checking")
            follow();
        return;
    }
    ++m_reached["phone opened"];
    m_intent = view.clientSecret.substr(0, view.clientSecret.find(secretPart));
    checkIntent(view.amount);
}

void Phone::checkIntent(const domain::Money &shown)
{
    auto seen = std::make_shared<std::optional<Intent>>();
    const auto done = m_life.whileAlive([this, seen, shown] {
        if (!*seen)
            later(retryMinMs, retryMaxMs, [this, shown] { checkIntent(shown); });
        else if ((*seen)->amount != shown)
            note("sees another amount, and does not pay");
        else
            later(typingMinMs, typingMaxMs, [this] { act(); });
    });
    m_network.call<Intent>(
        Channel::PageStripe, stripeTimeLimitMs,
        [this, intent = m_intent](const auto &answer) { answer(m_stripe.intent(intent)); },
        [seen, done](const Network::Result<Intent> &intent) {
            if (intent)
                *seen = *intent;
            done();
        });
}

void Phone::act()
{
    if (m_isOver)
        return;
    if (m_mood == Mood::Cancels)
        cancel();
    else
        pressPay();
}

void Phone::pressPay()
{
    note("Pay is pressed");
    const Ms announcedAtMs = m_world.nowMs();
    const int jumps = m_backend.clockJumps();
    ask("POST", "/confirming", [this, announcedAtMs, jumps](const View &view) {
        if (view.state != "open") {
            // Over, abandoned or not to be known: nothing is confirmed then.
            ++m_reached["phone may not go on"];
            follow();
            return;
        }
        m_version = std::max(m_version, view.version);
        ++m_reached["phone confirms"];
        m_heldSinceMs = announcedAtMs;
        m_clockJumps = jumps;
        confirm(drawCard(m_world));
    });
}

void Phone::confirm(Card card)
{
    auto result = std::make_shared<Network::Result<Stripe::Outcome>>();
    const auto done = m_life.whileAlive([this, result] { confirmEnded(*result); });
    m_network.call<Stripe::Outcome>(
        Channel::PageStripe, stripeTimeLimitMs,
        [this, card, intent = m_intent](const auto &answer) { answer(m_stripe.confirm(intent, card)); },
        [result, done](Network::Result<Stripe::Outcome> outcome) {
            *result = std::move(outcome);
            done();
        });
}

bool Phone::holdsUp(const std::string &cliveTxId) const
{
    if (!m_heldSinceMs || m_id != cliveTxId || m_backend.clockJumps() != m_clockJumps)
        return false;
    const auto book = m_books.find(m_id);
    const bool isReleased = book != m_books.end() && book->second.releasedUntilMs >= *m_heldSinceMs;
    return !isReleased && m_world.nowMs() - *m_heldSinceMs < backend::store::phoneConfirmingMs;
}

void Phone::confirmEnded(const Network::Result<Stripe::Outcome> &result)
{
    if (!result) {
        later(unclearMinMs, unclearMaxMs, [this] { lookAgain(); });
    } else if (result->challenge > 0) {
        goToBank(*result);
    } else if (result->errorType.empty()) {
        ++m_reached["phone confirmed"];
        follow();
    } else if (result->errorType == "card_error" || result->code == "payment_intent_authentication_failure") {
        declined();
    } else {
        later(unclearMinMs, unclearMaxMs, [this] { lookAgain(); });
    }
}

void Phone::goToBank(const Stripe::Outcome &outcome)
{
    auto result = std::make_shared<Network::Result<Stripe::Outcome>>();
    const auto done = m_life.whileAlive([this, result] { confirmEnded(*result); });
    m_world.after(m_world.random().between(bankMinMs, bankMaxMs),
                  [this, intent = m_intent, outcome, result, done] {
                      *result = m_stripe.finishChallenge(intent, outcome.challenge, !outcome.bankRefuses);
                      m_network.send(Channel::PageStripe, done);
                  });
}

void Phone::lookAgain()
{
    auto seen = std::make_shared<std::optional<Intent>>();
    const auto done = m_life.whileAlive([this, seen] {
        if (!*seen)
            later(unclearMinMs, unclearMaxMs, [this] { lookAgain(); });
        else if ((*seen)->status == Intent::Status::RequiresPaymentMethod
                 || (*seen)->status == Intent::Status::RequiresAction)
            declined();
        else
            follow();
    });
    m_network.call<Intent>(
        Channel::PageStripe, stripeTimeLimitMs,
        [this, intent = m_intent](const auto &answer) { answer(m_stripe.intent(intent)); },
        [seen, done](const Network::Result<Intent> &intent) {
            if (intent)
                *seen = *intent;
            done();
        });
}

void Phone::declined()
{
    note("is declined");
    m_heldSinceMs.reset();
    ++m_reached["phone declined"];
    // The page asks nobody whether that has arrived, and goes on once it knows that it has or has not.
    ask("POST", "/declined", [this](const View &) {
        if (--m_triesLeft > 0)
            later(typingMinMs, typingMaxMs, [this] { act(); });
    });
}

void Phone::cancel()
{
    note("Cancel is pressed");
    ask("POST", "/cancel", [this](const View &view) {
        if (view.state == "abandoned") {
            m_isOver = true;
            ++m_reached["phone cancelled"];
        } else if (--m_triesLeft > 0) {
            later(retryMinMs, retryMaxMs, [this] { act(); });
        }
    });
}

void Phone::follow()
{
    ask("GET", "/status", [this](const View &view) {
        m_version = std::max(m_version, view.version);
        const bool isOpen = view.state.empty() || view.state == "open" || view.state == "checking";
        m_isOver = !isOpen;
        if (view.state == "paid")
            ++m_reached["phone is told paid"];
        if (isOpen && --m_asksLeft > 0)
            later(retryMinMs, retryMaxMs, [this] { follow(); });
    });
}

void Phones::checkAbandoned(const std::string &cliveTxId)
{
    for (const auto &phone : m_phones) {
        if (phone->holdsUp(cliveTxId))
            m_world.violate(Law::OnePayment, cliveTxId + " is abandoned while a phone is confirming it");
    }
}

void Phones::scan(const std::string &payUrl, Phone::Mood mood)
{
    m_phones.push_back(
        std::make_unique<Phone>(m_world, m_network, m_backend, m_stripe, m_reached, m_books, payUrl, mood));
    m_phones.back()->start();
}

} // namespace tillwright::simulation
