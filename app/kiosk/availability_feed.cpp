#include "kiosk/availability_feed.h"

#include "kiosk/backend_word.h"

#include <QLoggingCategory>
#include <utility>

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;
using presentation::Availability;
using Reason = presentation::Availability::Reason;

namespace {

Q_LOGGING_CATEGORY(lcAvailability, "tillwright.availability")

} // namespace

AvailabilityFeed::AvailabilityFeed(Availability &availability, BackendWord &word,
                                   const presentation::CheckoutViewModel &sale, checkout::Clock &clock)
    : m_availability(availability), m_word(word), m_sale(sale), m_clock(clock)
{
    connect(&m_word, &BackendWord::changed, this, &AvailabilityFeed::look);
    connect(&m_sale, &presentation::CheckoutViewModel::changed, this, &AvailabilityFeed::saleChanged);
    connect(&m_availability, &Availability::changed, this, &AvailabilityFeed::tellLog);
}

AvailabilityFeed::~AvailabilityFeed()
{
    m_clock.cancel(m_rest);
}

void AvailabilityFeed::setClosedByStaff(bool isClosed)
{
    m_availability.setReason(Reason::Staff, isClosed);
}

void AvailabilityFeed::look()
{
    const bool isReached = m_word.isReached().value_or(true);
    const auto &trouble = m_word.keeper().trouble();
    m_availability.setReason(Reason::Network, !isReached && m_word.lacksNetwork());
    // Who is reached and says no cannot serve anybody either: a token that was revoked, a store that is full.
    m_availability.setReason(Reason::Backend, !m_word.lacksNetwork() && (!isReached || trouble),
                             trouble ? QString::fromStdString(trouble->cause) : QString());
    lookAtClive();
}

void AvailabilityFeed::lookAtClive()
{
    if (m_word.keeper().clive() != contract::CliveReach::NotReached) {
        m_isTrial = false;
        m_clock.cancel(std::exchange(m_rest, 0));
        m_availability.setReason(Reason::Clive, false);
        return;
    }
    if (m_isTrial)
        return;
    m_availability.setReason(Reason::Clive, true);
    if (m_rest == 0)
        m_rest = m_clock.after(cliveRestMs, [this] {
            m_rest = 0;
            m_isTrial = true;
            m_availability.setReason(Reason::Clive, false);
        });
}

void AvailabilityFeed::saleChanged()
{
    using presentation::Outcome;
    const auto outcome = m_sale.outcome();
    if (std::exchange(m_lastOutcome, outcome) == outcome)
        return;
    // The trial came to nothing, as far as the backend's next word does not say otherwise.
    if (outcome == Outcome::Refused || outcome == Outcome::Unresolved)
        m_isTrial = false;
}

void AvailabilityFeed::tellLog()
{
    const auto reasons = m_availability.reasons();
    if (std::exchange(m_lastReasons, reasons) == reasons)
        return;
    if (m_availability.isAvailable())
        qCInfo(lcAvailability).noquote() << "AVAILABLE" << reasons.join(u' ');
    else
        qCWarning(lcAvailability).noquote() << "UNAVAILABLE" << reasons.join(u' ');
}

} // namespace tillwright::kiosk
