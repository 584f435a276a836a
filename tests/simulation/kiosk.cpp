#include "kiosk.h"

#include "people.h"

#include <algorithm>

namespace tillwright::simulation {

namespace {

constexpr Ms actMinMs = 700;
constexpr Ms actMaxMs = 6'000;
constexpr Ms restartMinMs = 500;
constexpr Ms restartMaxMs = 90'000;
constexpr Ms clockJumpMaxMs = 2LL * 3'600'000;
constexpr Ms receiptMaxMs = 80;

} // namespace

Kiosk::Kiosk(World &world, Network &network, BackendProcess &backend, Clive &clive, Stripe &stripe,
             SaleBook &sales, Reached &reached, Phones &phones, const std::string &name,
             const std::string &token)
    : m_world(world), m_clive(clive), m_stripe(stripe), m_sales(sales), m_reached(reached), m_phones(phones),
      m_name(name), m_journal(world, name), m_line(world, network, backend, m_journal, token),
      m_page(world, network, stripe, name)
{
    m_page.setIntoKiosk([this](const std::function<void()> &action) { intoDesk(action); });
    m_line.setIntoKiosk([this](const std::function<void()> &action) { intoDesk(action); });
    m_page.setBeforeConfirm([this](const std::string &id) { checkConfirm(id); });
    m_people = std::make_unique<People>(*this);
}

Kiosk::~Kiosk() = default;

void Kiosk::switchOn()
{
    if (m_desk)
        return;
    m_isInUse = true;
    m_life.renew();
    checkout::DeskOptions options;
    options.resumeAwaiting = m_world.random().chance(500);
    m_desk = std::make_unique<checkout::CheckoutDesk>(
        checkout::Ports{m_line, m_page, m_journal, *this, *this, *this}, options);
    m_desk->setObserver(this);
    m_world.note(m_name, "switched on");
    intoDesk([this] { static_cast<void>(m_desk->recover()); });
    if (!m_desk)
        return;
    // One step plans the next; the chain ends with the process.
    auto act = std::make_shared<std::function<void()>>();
    *act = [this, weak = std::weak_ptr<std::function<void()>>(act)] {
        m_world.after(m_world.random().between(actMinMs, actMaxMs),
                      m_life.whileAlive([this, act = weak.lock()] {
                          m_people->act();
                          if (m_desk && act)
                              (*act)();
                      }));
    };
    (*act)();
}

void Kiosk::intoDesk(const std::function<void()> &action)
{
    if (!m_desk)
        return;
    try {
        action();
    } catch (const KioskCrashed &) {
        crash("at the journal");
    }
}

void Kiosk::crash(std::string_view why)
{
    if (!m_desk)
        return;
    m_world.note(m_name, "crashed " + std::string(why));
    m_life.end();
    m_line.hangUp();
    m_timers.clear();
    m_desk->setObserver(nullptr);
    m_desk.reset();
    m_page.endWithKiosk();
    m_world.after(m_world.random().between(restartMinMs, restartMaxMs), [this] { switchOn(); });
}

void Kiosk::sufferFaults()
{
    if (m_world.strikes(Fault::KioskClockJump))
        m_clockOffsetMs = m_world.random().between(-clockJumpMaxMs, clockJumpMaxMs);
    if (!isOn())
        return;
    m_page.sayWhatItShouldNot();
    if (!m_page.isEmpty() && m_world.strikes(Fault::RendererLost))
        m_page.loseRenderer();
    if (isOn() && m_world.strikes(Fault::KioskCrash))
        crash("for no reason");
}

std::int64_t Kiosk::nowMs() const
{
    return rightWallMs(m_world) + m_clockOffsetMs;
}

checkout::TimerId Kiosk::after(std::int64_t delayMs, std::function<void()> callback)
{
    const auto id = ++m_lastTimer;
    m_timers.insert(id);
    m_world.after(delayMs, m_life.whileAlive([this, id, callback = std::move(callback)] {
        if (m_timers.erase(id) > 0)
            intoDesk(callback);
    }));
    return id;
}

void Kiosk::cancel(checkout::TimerId timer)
{
    m_timers.erase(timer);
}

void Kiosk::issue(const checkout::ReceiptData &receipt, checkout::ReceiptCallback done)
{
    checkReceipt(receipt);
    m_world.note(m_name, "receipt " + std::to_string(receipt.receiptNumber));
    const bool isKept = !m_world.strikes(Fault::ReceiptNotKept);
    m_receipts.push_back(
        {receipt.ids.cliveTxId, receipt.sale.reference.text(), receipt.receiptNumber, isKept});
    m_world.after(m_world.random().between(1, receiptMaxMs),
                  m_life.whileAlive([this, isKept, done = std::move(done)] {
                      intoDesk([&] {
                          if (isKept)
                              done({});
                          else
                              done(tl::unexpected(checkout::ReceiptError{"disk full"}));
                      });
                  }));
}

void Kiosk::checkReceipt(const checkout::ReceiptData &receipt)
{
    const auto *transaction = m_clive.find(receipt.ids.cliveTxId);
    const auto &sale = receipt.sale;
    const bool isPaid = transaction && transaction->isPaid()
        && transaction->told.echezonaReference == sale.reference.text()
        && transaction->told.amount == sale.amount;
    if (!isPaid)
        m_world.violate(Law::Receipt,
                        "a receipt for " + sale.reference.text() + " over " + sale.amount.decimalText()
                            + ", but Clive says "
                            + (transaction
                                   ? transaction->told.status + " " + transaction->told.amount.decimalText()
                                   : std::string("nothing")));
    for (const auto &other : m_receipts) {
        if ((other.number == receipt.receiptNumber) != (other.cliveTxId == receipt.ids.cliveTxId))
            m_world.violate(Law::Receipt, "receipt numbers and sales do not match one to one");
    }
}

void Kiosk::checkConfirm(const std::string &cliveTxId)
{
    const auto *record = m_journal.findTransaction(cliveTxId);
    if (!record || record->phase == checkout::Phase::Creating
        || record->phase == checkout::Phase::AwaitingPayment)
        m_world.violate(Law::Persisted, cliveTxId + " is confirmed and the journal does not say so");
}

void Kiosk::stateChanged(const checkout::State &state)
{
    ++m_reached["state " + std::string(checkout::stateName(state))];
    if (const auto *ended = std::get_if<checkout::state::NotPaid>(&state))
        ++m_reached["not paid: " + std::string(checkout::notPaidReasonWord(ended->reason))];
    const auto *verifying = std::get_if<checkout::state::Verifying>(&state);
    if (m_wasAbandoning && verifying && verifying->evidence == checkout::state::Evidence::None)
        ++m_reached["abandoning waits for a phone"];
    m_wasAbandoning = std::holds_alternative<checkout::state::Abandoning>(state);
    if (checkout::isPhoneConfirming(state)) {
        ++m_reached["kiosk waits for a phone"];
        if (checkout::canCancel(state))
            m_world.violate(Law::NothingForgotten, m_name + " offers to cancel what a phone is paying");
    }
    if (std::holds_alternative<checkout::state::Paid>(state)
        && !m_page.hasPaidOnce(checkout::cliveTxIdOf(state)))
        ++m_reached["paid on a phone"];
    if (std::holds_alternative<checkout::state::Idle>(state) && !m_page.isEmpty())
        m_world.violate(Law::NextCustomer, "the desk is free and the page still shows a sale");
}

void Kiosk::alarm(const std::string &text)
{
    m_world.note(m_name, "alarm: " + text);
    checkNoLink(text);
    ++m_reached["alarm"];
}

void Kiosk::timeline(const std::string &event)
{
    m_world.note(m_name, event);
    checkNoLink(event);
}

void Kiosk::checkNoLink(const std::string &text) const
{
    if (text.find(payTokenMark) != std::string::npos)
        m_world.violate(Law::Secrets, m_name + " tells a link to the pay page: " + text);
}

std::set<std::string> Kiosk::alarmed() const
{
    std::set<std::string> transactions;
    if (!m_desk)
        return transactions;
    for (const auto &state : m_desk->background()) {
        const auto *unresolved = std::get_if<checkout::state::Unresolved>(&state);
        if (unresolved && !unresolved->alarm.empty())
            transactions.insert(unresolved->ids.cliveTxId);
    }
    return transactions;
}

bool Kiosk::isAtRest() const
{
    if (!m_isInUse)
        return true;
    if (!m_desk || !std::holds_alternative<checkout::state::Idle>(m_desk->state()))
        return false;
    const auto background = m_desk->background();
    return std::all_of(background.begin(), background.end(), [](const checkout::State &state) {
        const auto *unresolved = std::get_if<checkout::state::Unresolved>(&state);
        return unresolved && !unresolved->alarm.empty();
    });
}

bool Kiosk::owesReceipt() const
{
    const auto &records = m_journal.records();
    return std::any_of(records.begin(), records.end(), [](const checkout::AttemptRecord &record) {
        return record.phase == checkout::Phase::Paid && !record.receiptIssued;
    });
}

std::string Kiosk::describe() const
{
    if (!m_desk)
        return m_name + " is off";
    std::string text = m_name + " is " + std::string(checkout::stateName(m_desk->state()));
    for (const auto &state : m_desk->background())
        text += ", behind it " + std::string(checkout::stateName(state)) + " " + checkout::cliveTxIdOf(state);
    return text;
}

} // namespace tillwright::simulation
