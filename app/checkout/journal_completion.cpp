#include "checkout/journal_completion.h"

#include "checkout/transition.h"

namespace tillwright::checkout {

namespace {

const std::string paidWord = domain::PaymentStatus(domain::PaymentStatus::Kind::Paid).word();

} // namespace

JournalCompletion::JournalCompletion(Ports ports, Listener listener)
    : m_ports(ports), m_listener(std::move(listener))
{
}

JournalCompletion::~JournalCompletion()
{
    m_ports.clock.cancel(m_timer);
}

void JournalCompletion::start()
{
    m_search = {};
    m_search.status = contract::searchStatusOpen;
    ask();
}

void JournalCompletion::ask()
{
    m_ports.backend.searchCheckouts(m_search,
                                    [this, alive = std::weak_ptr<bool>(m_alive)](
                                        tl::expected<contract::CheckoutPage, BackendError> page) {
                                        if (alive.expired())
                                            return;
                                        if (page)
                                            take(*page);
                                        else
                                            fail(page.error());
                                    });
}

void JournalCompletion::take(const contract::CheckoutPage &page)
{
    m_failures = 0;
    const bool isPaidPass = m_search.status == paidWord;
    const std::int64_t horizonMs = m_ports.clock.nowMs() - completionPaidWithinMs;
    bool isPastHorizon = false;
    for (const auto &found : page.checkouts) {
        m_soldBefore = m_soldBefore || isPaidPass;
        isPastHorizon = isPastHorizon || (isPaidPass && found.createdAtMs < horizonMs);
        if (!isPastHorizon)
            add(found);
    }
    if (!page.nextCursor.empty() && !isPastHorizon) {
        if (++m_pages >= completionPagesMax || page.nextCursor == m_search.cursor) {
            m_listener.refused("the backend's list of checkouts does not end");
            return;
        }
        m_search.cursor = page.nextCursor;
        ask();
    } else if (!isPaidPass) {
        m_search = {};
        m_search.status = paidWord;
        ask();
    } else {
        finish();
    }
}

void JournalCompletion::add(const contract::FoundCheckout &found)
{
    const auto reference = domain::Reference::parse(found.state.reference);
    const auto email = domain::EmailAddress::parse(found.email);
    if (!reference || !email) {
        m_listener.alarm("the backend lists a checkout that cannot be understood: " + found.state.cliveTxId);
        return;
    }
    // Paid between the two passes: it is in both.
    if (!m_seen.insert(found.state.cliveTxId).second)
        return;
    AttemptRecord record{
        {m_ports.random.uuid(), m_ports.random.uuid(), {*reference, found.state.amount, *email, {}, {}}},
        // Whatever the backend says of it now: it is verified, like after a power loss.
        Phase::Verifying,
        CheckoutIds{found.state.cliveTxId, found.state.stripePaymentIntentId,
                    found.state.statementDescriptorSuffix},
        {},
        0,
        false,
        {},
        found.createdAtMs,
        m_ports.clock.nowMs()};
    m_found.push_back(std::move(record));
}

void JournalCompletion::fail(const BackendError &error)
{
    if (error.isRetryable())
        later(&JournalCompletion::ask);
    else
        m_listener.refused(error.cause);
}

void JournalCompletion::finish()
{
    const auto added = m_ports.journal.complete(m_found, m_soldBefore, m_ports.clock.nowMs());
    if (added) {
        m_listener.completed(*added);
        return;
    }
    if (!std::exchange(m_alarmed, true))
        m_listener.alarm("the journal cannot be written: " + added.error().cause);
    later(&JournalCompletion::finish);
}

void JournalCompletion::later(void (JournalCompletion::*step)())
{
    const auto delayMs = backOffMs(completionRetryFirstMs, completionRetryLongestMs, m_failures++);
    m_timer = m_ports.clock.after(delayMs, [this, step] { (this->*step)(); });
}

} // namespace tillwright::checkout
