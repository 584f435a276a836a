#include "checkout/checkout_desk.h"

#include "checkout/checkout_session.h"
#include "checkout/journal_completion.h"

#include <algorithm>

namespace tillwright::checkout {

struct CheckoutDesk::Private : PaymentPageListener {
    Private(Ports thePorts, DeskOptions theOptions) : ports(thePorts), options(std::move(theOptions)) {}

    Ports ports;
    DeskOptions options;
    DeskObserver *observer = nullptr;
    std::unique_ptr<CheckoutSession> atDesk;
    std::vector<std::unique_ptr<CheckoutSession>> inBackground;
    /// A sale that was refused without a final word of the backend (no network): when it is asked for again, the same
    /// attempt goes on. One key, so that a request that did get through is found again instead of doubled, and one
    /// row, so that a restart takes up one of them and not an older try beside it.
    std::optional<Attempt> withoutAnswer;
    /// While it asks, nobody knows which references are locked.
    std::unique_ptr<JournalCompletion> completion;
    bool isRecovering = false;
    State idle;

    bool pageMessage(const contract::PageMessage &message) override
    {
        // A warm page belongs to nobody yet.
        const bool accepted = std::holds_alternative<contract::page::PageReady>(message)
            || (atDesk && atDesk->handle(event::PageSaid{message}));
        note("page:" + std::string(contract::pageMessageType(message)) + (accepted ? "" : " (not accepted)"));
        return accepted;
    }
    void pageLost(const std::string &cause) override
    {
        note("page:lost");
        if (atDesk)
            atDesk->handle(event::PageLost{cause});
    }
    void pageUnavailable(const std::string &cause) override
    {
        note("page:unavailable");
        if (atDesk)
            atDesk->handle(event::PageUnavailable{cause});
        else if (observer)
            observer->alarm("the card form cannot be shown: " + cause);
    }
    void pageReturned() override
    {
        note("page:returned");
        if (atDesk)
            atDesk->handle(event::PageReturned{});
    }

    void note(const std::string &text) const
    {
        if (observer)
            observer->timeline(text);
    }

    std::unique_ptr<CheckoutSession> makeSession()
    {
        // The listener is handed out before the session exists, so it looks up at call time which one it is.
        auto self = std::make_shared<CheckoutSession *>(nullptr);
        auto session = std::make_unique<CheckoutSession>(
            ports, options,
            CheckoutSession::Listener{[this, self] { sessionChanged(*self); },
                                      [this](const std::string &text) { alarm(text); },
                                      [this](const std::string &text) { note(text); }});
        *self = session.get();
        return session;
    }

    void sessionChanged(const CheckoutSession *session)
    {
        if (!observer)
            return;
        if (atDesk && atDesk.get() == session)
            observer->stateChanged(session->state());
        else
            observer->backgroundChanged();
    }

    /// `ez12345` is no other booking than `EZ12345`.
    [[nodiscard]] bool isUnresolvedInBackground(const domain::Reference &reference) const
    {
        return std::any_of(inBackground.begin(), inBackground.end(), [&](const auto &session) {
            const auto *attempt = attemptOf(session->state());
            return attempt && domain::equalIgnoringCase(attempt->sale.reference, reference)
                && isOpen(session->state());
        });
    }

    static bool isOpen(const State &state)
    {
        return !std::holds_alternative<state::Paid>(state) && !std::holds_alternative<state::NotPaid>(state)
            && !std::holds_alternative<state::Refused>(state) && !std::holds_alternative<state::Idle>(state);
    }

    void forgetEnded()
    {
        std::erase_if(inBackground, [](const auto &session) {
            return !isOpen(session->state()) && !isReceiptOnItsWay(session->state());
        });
    }

    void restoreInBackground(std::unique_ptr<CheckoutSession> session, const AttemptRecord &record)
    {
        auto *raw = session.get();
        raw->leavePage();
        inBackground.push_back(std::move(session));
        raw->handle(event::Restore{record, false});
    }

    void completeJournal()
    {
        note("journal:incomplete");
        isRecovering = true;
        completion = std::make_unique<JournalCompletion>(
            ports,
            JournalCompletion::Listener{
                [this](const std::vector<AttemptRecord> &added) {
                    note("journal:complete, " + std::to_string(added.size()) + " found");
                    for (const auto &record : added)
                        restoreInBackground(makeSession(), record);
                    endRecovery();
                },
                [this](const std::string &cause) {
                    // The backend refuses a second payment of an open reference by itself, so sales may go on.
                    alarm("the backend does not list the payments of this register (" + cause
                          + "). Ask support which payments are open before a booking is charged again");
                    endRecovery();
                },
                [this](const std::string &text) { alarm(text); }});
        completion->start();
        if (observer)
            observer->backgroundChanged();
    }

    void endRecovery()
    {
        isRecovering = false;
        if (observer)
            observer->backgroundChanged();
    }

    void alarm(const std::string &text) const
    {
        if (observer)
            observer->alarm(text);
    }

    /// The desk is free for the next sale; what is left to do for this one goes on behind.
    void sendToBackground()
    {
        atDesk->leavePage();
        inBackground.push_back(std::move(atDesk));
        if (observer)
            observer->backgroundChanged();
    }
};

CheckoutDesk::CheckoutDesk(Ports ports, DeskOptions options)
    : d(std::make_unique<Private>(ports, std::move(options)))
{
    d->ports.page.setListener(d.get());
}

CheckoutDesk::~CheckoutDesk()
{
    d->ports.page.setListener(nullptr);
}

void CheckoutDesk::setObserver(DeskObserver *observer)
{
    d->observer = observer;
}

void CheckoutDesk::setLocale(std::string locale)
{
    d->options.locale = std::move(locale);
}

void CheckoutDesk::setTheme(std::string theme)
{
    d->options.theme = std::move(theme);
}

tl::expected<void, JournalError> CheckoutDesk::recover()
{
    const auto open = d->ports.journal.openAttempts();
    if (!open)
        return tl::unexpected(open.error());
    // The last one that a person was at goes back to the desk; everything else is settled in the background.
    const auto lastActive = std::find_if(open->rbegin(), open->rend(), [](const AttemptRecord &record) {
        return record.phase != Phase::Unresolved && record.phase != Phase::Paid;
    });
    for (auto record = open->rbegin(); record != open->rend(); ++record) {
        auto session = d->makeSession();
        if (record == lastActive) {
            d->atDesk = std::move(session);
            d->atDesk->handle(event::Restore{*record, d->options.resumeAwaiting});
        } else {
            d->restoreInBackground(std::move(session), *record);
        }
    }
    if (d->ports.journal.isIncomplete())
        d->completeJournal();
    return {};
}

bool CheckoutDesk::isRecovering() const
{
    return d->isRecovering;
}

tl::expected<void, DeskError> CheckoutDesk::start(domain::Sale sale)
{
    if (d->atDesk && !std::holds_alternative<state::Idle>(d->atDesk->state()))
        return tl::unexpected(DeskError{DeskError::Kind::Busy});
    if (d->isRecovering)
        return tl::unexpected(DeskError{DeskError::Kind::Recovering});
    d->forgetEnded();
    if (d->isUnresolvedInBackground(sale.reference))
        return tl::unexpected(DeskError{DeskError::Kind::Unresolved});
    auto attempt = std::exchange(d->withoutAnswer, std::nullopt);
    if (!attempt || attempt->sale != sale)
        attempt = Attempt{d->ports.random.uuid(), d->ports.random.uuid(), std::move(sale)};
    d->atDesk = d->makeSession();
    d->atDesk->handle(event::Start{*std::move(attempt)});
    return {};
}

void CheckoutDesk::cancel()
{
    if (d->atDesk)
        d->atDesk->handle(event::CancelPressed{});
}

void CheckoutDesk::dismiss()
{
    if (!d->atDesk || !canDismiss(d->atDesk->state()))
        return;
    if (const auto *refused = std::get_if<state::Refused>(&d->atDesk->state());
        refused && !refused->journalFailed && refused->error.isRetryable())
        d->withoutAnswer = refused->attempt;
    const auto &left = d->atDesk->state();
    if (std::holds_alternative<state::Unresolved>(left) || isReceiptOnItsWay(left))
        d->sendToBackground();
    else
        d->atDesk->handle(event::Dismissed{});
    d->atDesk.reset();
    if (d->observer)
        d->observer->stateChanged(d->idle);
}

void CheckoutDesk::checkNow(const std::string &cliveTxId)
{
    std::vector<CheckoutSession *> sessions{d->atDesk.get()};
    for (const auto &session : d->inBackground)
        sessions.push_back(session.get());
    for (auto *session : sessions) {
        const auto *unresolved = session ? std::get_if<state::Unresolved>(&session->state()) : nullptr;
        if (!unresolved || unresolved->ids.cliveTxId != cliveTxId)
            continue;
        // The timer that still runs is replaced by the answer.
        session->handle(event::TimerFired{unresolved->attempt.id, TimerKind::NextCheck});
        return;
    }
}

const State &CheckoutDesk::state() const
{
    return d->atDesk ? d->atDesk->state() : d->idle;
}

std::vector<State> CheckoutDesk::background() const
{
    std::vector<State> states;
    for (const auto &session : d->inBackground) {
        if (Private::isOpen(session->state()))
            states.push_back(session->state());
    }
    return states;
}

} // namespace tillwright::checkout
