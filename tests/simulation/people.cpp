#include "people.h"

#include <algorithm>

namespace tillwright::simulation {

namespace {

constexpr int nextSalePerMille = 500;
constexpr int dismissPerMille = 600;
constexpr int payPerMille = 500;
constexpr int payBesidePhonePerMille = 40;
constexpr int calmCancelPerMille = 200;
constexpr int retryPerMille = 500;
constexpr int doubtPerMille = 150;
constexpr int againPerMille = 400;
constexpr int actsUntilCancelled = 6;
constexpr int strangerCancelsPerMille = 700;

} // namespace

void Kiosk::People::act()
{
    if (!m_kiosk.isOn())
        return;
    customer();
    if (m_kiosk.isOn())
        cashier();
    if (m_kiosk.isOn() && world().strikes(Fault::EverythingPressed))
        pressEverything();
}

void Kiosk::People::cashier()
{
    const auto &state = desk().state();
    if (std::holds_alternative<checkout::state::Idle>(state)) {
        if (m_kiosk.m_sales.startsLeft > 0 && world().isStormy() && world().random().chance(nextSalePerMille))
            startSale();
        return;
    }
    if (checkout::canDismiss(state)) {
        if (world().random().chance(dismissPerMille))
            m_kiosk.intoDesk([this] { desk().dismiss(); });
        return;
    }
    const bool hasWalkedAway =
        m_walkedAway == checkout::cliveTxIdOf(state) && ++m_actsSinceWalkedAway > actsUntilCancelled;
    // Somebody who has pressed Pay and is asked again may well give up.
    const bool isDoubtful =
        m_kiosk.m_page.hasPaidOnce() && world().isStormy() && world().random().chance(doubtPerMille);
    const bool isTired = !world().isStormy() && world().random().chance(calmCancelPerMille);
    if (checkout::canCancel(state)
        && (hasWalkedAway || isTired || world().strikes(Fault::CancelPressed) || isDoubtful)) {
        world().note(m_kiosk.m_name, "Cancel is pressed");
        m_kiosk.intoDesk([this] { desk().cancel(); });
    }
}

void Kiosk::People::customer()
{
    auto &page = m_kiosk.m_page;
    takeOutPhone();
    if (page.mayRetry() && world().random().chance(retryPerMille))
        page.pressRetry();
    if (!page.mayPay())
        return;
    const auto id = checkout::cliveTxIdOf(desk().state());
    if (m_walkedAway == id)
        return;
    if (world().strikes(Fault::CustomerWalksAway)) {
        m_walkedAway = id;
        m_actsSinceWalkedAway = 0;
        return;
    }
    if (!world().random().chance(m_atPhone == id ? payBesidePhonePerMille : payPerMille))
        return;
    page.pressPay(drawCard(world()));
    if (world().strikes(Fault::PayPressedTwice))
        page.pressPay(Card::Good);
}

void Kiosk::People::takeOutPhone()
{
    const auto *link = checkout::payUrlOf(desk().state());
    if (!link)
        return;
    auto &phones = m_kiosk.m_phones;
    const bool isScanned = world().strikes(Fault::LinkScanned);
    // Whoever looks over a shoulder has the link as well. They pay, or they cancel.
    const bool isSeen = world().strikes(Fault::LinkSeenByAnother);
    if (isScanned) {
        phones.scan(link->reveal(), Phone::Mood::Pays);
        m_atPhone = checkout::cliveTxIdOf(desk().state());
    }
    if (isSeen)
        phones.scan(link->reveal(),
                    world().random().chance(strangerCancelsPerMille) ? Phone::Mood::Cancels
                                                                     : Phone::Mood::Pays);
}

void Kiosk::People::pressEverything()
{
    m_kiosk.intoDesk([this] {
        desk().cancel();
        desk().dismiss();
    });
    if (m_kiosk.isOn() && m_kiosk.m_sales.startsLeft > 0)
        startSale();
}

domain::Sale Kiosk::People::nextSale()
{
    auto &sales = m_kiosk.m_sales.sales;
    auto &random = world().random();
    if (!sales.empty() && world().strikes(Fault::SameReferenceElsewhere))
        return sales.back();
    const bool isAgain =
        !sales.empty() && (random.chance(againPerMille) || world().strikes(Fault::SameReferenceAgain));
    if (isAgain)
        return sales[static_cast<std::size_t>(
            random.between(0, static_cast<std::int64_t>(sales.size()) - 1))];
    domain::SaleInput input;
    input.reference = "EZ" + std::to_string(sales.size() + 1);
    input.amount = std::to_string(random.between(1, 9'999)) + ".50";
    input.email = "buyer@example.com";
    auto sale = domain::makeSale(input).value();
    sales.push_back(sale);
    return sale;
}

void Kiosk::People::startSale()
{
    auto sale = nextSale();
    const auto reference = sale.reference.text();
    const auto background = desk().background();
    const bool isUnresolved =
        std::any_of(background.begin(), background.end(), [&](const checkout::State &state) {
            const auto *attempt = checkout::attemptOf(state);
            return attempt && attempt->sale.reference.text() == reference;
        });
    bool isStarted = false;
    m_kiosk.intoDesk([&] { isStarted = desk().start(std::move(sale)).has_value(); });
    if (isStarted)
        --m_kiosk.m_sales.startsLeft;
    if (isStarted && isUnresolved)
        world().violate(Law::OnePayment,
                        "a new attempt for " + reference + " while the last one is unresolved");
}

} // namespace tillwright::simulation
