#include "kiosk/presentation/phone_way.h"

#include "kiosk/presentation/availability.h"

namespace tillwright::kiosk::presentation {

PhoneWay::PhoneWay(CheckoutViewModel &sale, checkout::CheckoutDesk &desk, Availability &availability,
                   QObject *parent)
    : QObject(parent), m_sale(sale), m_desk(desk), m_availability(availability)
{
    connect(&m_availability, &Availability::changed, this, &PhoneWay::changed);
}

bool PhoneWay::isPossible() const
{
    return m_availability.hasPhonePayment();
}

bool PhoneWay::isCardPossible() const
{
    return !m_availability.holds(Availability::Reason::EngineFloor);
}

bool PhoneWay::isOffered() const
{
    return m_sale.isPhoneOffered() && !isShown();
}

bool PhoneWay::isShown() const
{
    return m_sale.isPhoneShown();
}

bool PhoneWay::isCardOffered() const
{
    return isShown() && isCardPossible() && !isPaying();
}

QString PhoneWay::words() const
{
    if (hasFailed() && !isCardPossible())
        return tr("Nothing was charged. You can try again there with another card.");
    return m_sale.phoneWords();
}

void PhoneWay::choose(bool isWanted)
{
    m_isChosen = isWanted;
    m_hadNoWay = false;
}

void PhoneWay::switchWay()
{
    if (isOffered() || isCardOffered())
        m_sale.switchWay();
}

void PhoneWay::saleChanged()
{
    look();
    Q_EMIT changed();
}

void PhoneWay::look()
{
    const bool hasCode = !code().isEmpty();
    if (hasCode && !m_hadCode)
        ++m_codeNumber;
    m_hadCode = hasCode;

    const auto state = m_sale.phoneState();
    const bool hasMoved = state != m_lastState && state != PhoneState::None;
    m_lastState = state;
    if (hasMoved)
        Q_EMIT moved();

    if (!std::holds_alternative<checkout::state::AwaitingPayment>(m_desk.state()))
        return;
    const bool isWanted = m_isChosen || !isCardPossible();
    m_isChosen = false;
    m_availability.setPhonePayment(hasCode);
    if (hasCode && isWanted && !isShown()) {
        m_sale.switchWay();
    } else if (!hasCode && !isCardPossible() && !m_hadNoWay) {
        m_hadNoWay = true;
        // Later, because the flow is at work.
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (std::holds_alternative<checkout::state::AwaitingPayment>(m_desk.state()))
                    m_desk.cancel();
            },
            Qt::QueuedConnection);
    }
}

} // namespace tillwright::kiosk::presentation
