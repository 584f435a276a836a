#pragma once

#include "checkout/catalogue_port.h"

#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace tillwright::kiosk::presentation {

/// Finds what a traveller has booked by what was typed or scanned (booking_text.h), and says whether it can be paid here.
/// Whoever asks is a stranger: of a booking that cannot be paid nothing is told but that, and never who pays it. Must not
/// outlive the port.
class BookingFinder : public QObject
{
    Q_OBJECT
    Q_PROPERTY(State state READ state NOTIFY changed)
    /// A sentence for the traveller; empty while there is nothing to say.
    Q_PROPERTY(QString message READ message NOTIFY changed)
    Q_PROPERTY(QString reference READ reference NOTIFY changed)
    // What follows is empty unless the booking is Found.
    Q_PROPERTY(QString description READ description NOTIFY changed)
    Q_PROPERTY(QString passengerName READ passengerName NOTIFY changed)
    Q_PROPERTY(QString amountText READ amountText NOTIFY changed)
    Q_PROPERTY(qint64 amountMinor READ amountMinor NOTIFY changed)
    Q_PROPERTY(QString currency READ currency NOTIFY changed)

public:
    enum class State {
        Idle,
        Looking,
        Found,         ///< and can be paid
        NotUnderstood, ///< what was typed or scanned can be no booking: nobody was asked
        NotFound,
        Expired,     ///< its time to be paid is over
        Paid,        ///< already
        BeingPaid,   ///< somewhere else, right now
        NotPayable,  ///< in a state that this program does not know
        Unreachable, ///< no answer, or not a good one
    };
    Q_ENUM(State)

    explicit BookingFinder(checkout::CataloguePort &port, QObject *parent = nullptr);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] QString message() const;
    /// As the backend writes it, once it has answered; as it was asked for before.
    [[nodiscard]] QString reference() const { return m_reference; }
    [[nodiscard]] QString description() const;
    [[nodiscard]] QString passengerName() const;
    /// As moneyText() writes it.
    [[nodiscard]] QString amountText() const;
    [[nodiscard]] qint64 amountMinor() const { return m_booking ? m_booking->due.minor : 0; }
    [[nodiscard]] QString currency() const;
    /// Only when it is Found: what the sale is made of.
    [[nodiscard]] const std::optional<domain::Booking> &booking() const { return m_booking; }

    /// The same one once more while it is being looked for is ignored. An answer to an earlier question is dropped.
    Q_INVOKABLE void find(const QString &typedOrScanned);
    /// For the next customer.
    Q_INVOKABLE void clear();
    /// The language is another one.
    void retranslate() { Q_EMIT changed(); }

Q_SIGNALS:
    void changed();
    void found();
    /// For the ear: it is over, and nothing can be paid.
    void refused();

private:
    void ask();
    void take(const tl::expected<contract::BookingAnswer, checkout::BackendError> &answer);
    void end(State state);

    checkout::CataloguePort &m_port;
    State m_state = State::Idle;
    QString m_reference;
    std::optional<domain::Booking> m_booking;
    /// A boarding pass may name several; the first one is being asked for.
    std::vector<domain::Reference> m_candidates;
    int m_question = 0;
};

} // namespace tillwright::kiosk::presentation
