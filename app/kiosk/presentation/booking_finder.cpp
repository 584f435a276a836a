#include "kiosk/presentation/booking_finder.h"

#include "kiosk/presentation/booking_text.h"
#include "kiosk/presentation/money_text.h"

#include <QPointer>

namespace tillwright::kiosk::presentation {

BookingFinder::BookingFinder(checkout::CataloguePort &port, QObject *parent) : QObject(parent), m_port(port)
{
}

QString BookingFinder::message() const
{
    switch (m_state) {
    case State::Idle:
    case State::Found:
        break;
    case State::Looking:
        return tr("Looking for %1 …").arg(m_reference);
    case State::NotUnderstood:
        return tr("This is no booking reference. Type the letters and digits from your booking, such as "
                  "EZ12345, or scan your boarding pass.");
    case State::NotFound:
        return tr("There is no booking %1 here. Check each letter and digit, or ask our staff.")
            .arg(m_reference);
    case State::Expired:
        return tr("The time to pay booking %1 is over. Please ask our staff.").arg(m_reference);
    case State::Paid:
        return tr("Booking %1 is paid already. There is nothing to pay.").arg(m_reference);
    case State::BeingPaid:
        return tr("Booking %1 is being paid somewhere else right now. Please do not pay it again here.")
            .arg(m_reference);
    case State::NotPayable:
        return tr("Booking %1 cannot be paid here. Please ask our staff.").arg(m_reference);
    case State::Unreachable:
        return tr("We cannot look for your booking right now. Please try again, or ask our staff.");
    }
    return {};
}

QString BookingFinder::description() const
{
    return m_booking ? QString::fromStdString(m_booking->description) : QString();
}

QString BookingFinder::passengerName() const
{
    return m_booking ? QString::fromStdString(m_booking->passengerName) : QString();
}

QString BookingFinder::amountText() const
{
    return m_booking ? moneyText(m_booking->due) : QString();
}

QString BookingFinder::currency() const
{
    return m_booking ? QString::fromStdString(m_booking->due.currency.code()) : QString();
}

void BookingFinder::find(const QString &typedOrScanned)
{
    auto candidates = bookingReferencesIn(typedOrScanned);
    // Scanned twice by an impatient hand.
    if (m_state == State::Looking && candidates == m_candidates)
        return;
    clear();
    m_candidates = std::move(candidates);
    if (m_candidates.empty())
        end(State::NotUnderstood);
    else
        ask();
}

void BookingFinder::clear()
{
    ++m_question;
    m_candidates.clear();
    m_booking.reset();
    m_reference.clear();
    if (m_state == State::Idle)
        return;
    m_state = State::Idle;
    Q_EMIT changed();
}

void BookingFinder::ask()
{
    const domain::Reference reference = m_candidates.front();
    m_reference = QString::fromStdString(reference.text());
    m_state = State::Looking;
    Q_EMIT changed();
    m_port.fetchBooking(reference, [self = QPointer(this), question = ++m_question](const auto &answer) {
        if (self && self->m_question == question)
            self->take(answer);
    });
}

void BookingFinder::take(const tl::expected<contract::BookingAnswer, checkout::BackendError> &answer)
{
    if (!answer) {
        if (answer.error().kind != checkout::BackendError::Kind::NotFound) {
            end(State::Unreachable);
        } else if (m_candidates.size() > 1) {
            m_candidates.erase(m_candidates.begin());
            ask();
        } else {
            end(State::NotFound);
        }
        return;
    }
    m_reference = QString::fromStdString(answer->booking.reference.text());
    if (!answer->state) {
        end(State::NotPayable);
        return;
    }
    switch (*answer->state) {
    case domain::BookingState::Open:
        m_booking = answer->booking;
        end(State::Found);
        break;
    case domain::BookingState::InProgress:
        end(State::BeingPaid);
        break;
    case domain::BookingState::Paid:
        end(State::Paid);
        break;
    case domain::BookingState::Expired:
        end(State::Expired);
        break;
    }
}

void BookingFinder::end(State state)
{
    m_candidates.clear();
    m_state = state;
    Q_EMIT changed();
    if (state == State::Found)
        Q_EMIT found();
    else
        Q_EMIT refused();
}

} // namespace tillwright::kiosk::presentation
