#pragma once

#include "checkout/ports.h"
#include "kiosk/presentation/availability.h"
#include "kiosk/presentation/checkout_view_model.h"

namespace tillwright::kiosk {

class BackendWord;

/// How long a terminal stays closed because the backend says that Clive does not answer. The backend knows that from its own
/// requests alone, and while nobody pays it may make none: then the next traveller's payment is the question.
inline constexpr std::int64_t cliveRestMs = 5LL * 60 * 1000;

/// Tells a terminal's availability what is known of network, backend and Clive, and whether staff have closed it; every
/// reason goes as it came. The log has each change, for whoever watches the terminals. All must outlive it.
class AvailabilityFeed : public QObject
{
    Q_OBJECT

public:
    AvailabilityFeed(presentation::Availability &availability, BackendWord &word,
                     const presentation::CheckoutViewModel &sale, checkout::Clock &clock);
    ~AvailabilityFeed() override;

    /// By a supervisor. Whoever tells it keeps it over a restart (terminal_staff.h).
    void setClosedByStaff(bool isClosed);

private:
    void look();
    void lookAtClive();
    void saleChanged();
    void tellLog();

    presentation::Availability &m_availability;
    BackendWord &m_word;
    const presentation::CheckoutViewModel &m_sale;
    checkout::Clock &m_clock;
    checkout::TimerId m_rest = 0;
    /// Clive did not answer, and whether it does now is for the next payment to find out.
    bool m_isTrial = false;
    presentation::Outcome m_lastOutcome = presentation::Outcome::None;
    QStringList m_lastReasons;
};

} // namespace tillwright::kiosk
