#pragma once

#include "kiosk.h"

namespace tillwright::simulation {

/// The cashier and the customer at one kiosk. They act every few seconds, by what they see and by their mood.
class Kiosk::People
{
public:
    People(Kiosk &kiosk) : m_kiosk(kiosk) {}
    void act();

private:
    void cashier();
    void customer();
    void pressEverything();
    void startSale();
    [[nodiscard]] domain::Sale nextSale();
    void takeOutPhone();
    [[nodiscard]] World &world() const { return m_kiosk.m_world; }
    [[nodiscard]] checkout::CheckoutDesk &desk() const { return *m_kiosk.m_desk; }

    Kiosk &m_kiosk;
    /// The customer of this transaction has gone.
    std::string m_walkedAway;
    int m_actsSinceWalkedAway = 0;
    /// The customer of this transaction looks at their phone, and hardly at the card form.
    std::string m_atPhone;
};

} // namespace tillwright::simulation
