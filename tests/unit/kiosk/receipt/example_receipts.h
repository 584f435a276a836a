#pragma once

#include "../../../support/fake_ports.h"

#include "kiosk/receipt/receipt.h"

namespace tillwright::testing {

inline kiosk::receipt::Merchant exampleMerchant()
{
    return {QStringLiteral("Echezona Travel"),
            {QStringLiteral("Terminal 2, Departures"), QStringLiteral("Lagos")},
            QStringLiteral("register-1"),
            QStringLiteral("ECHEZONA"),
            QTimeZone::utc()};
}

inline checkout::ReceiptData exampleReceiptData(std::int64_t number = 17)
{
    return {number, exampleSale(), {"clv_tx_1", "pi_1", "AIRPEACE"}, 2205, FakeClock::startMs};
}

inline checkout::state::Unresolved exampleUnresolved(const std::string &reference = "EZ12345")
{
    return {.attempt = {"attempt-1", "key-1", exampleSale(reference)},
            .ids = {"clv_tx_1", "pi_1", "AIRPEACE"},
            .alarm = {}};
}

inline kiosk::receipt::Receipt exampleReceipt(kiosk::receipt::Copy copy = kiosk::receipt::Copy::Customer)
{
    return kiosk::receipt::paidReceipt(exampleReceiptData(), exampleMerchant(), copy);
}

/// Several of one thing, one of another with a long name, something for nothing, and an amount that was typed.
inline domain::Sale exampleBasket()
{
    const auto usd = domain::Currency::usd();
    return domain::makeSale(
               {.amount = {},
                .currency = "USD",
                .email = "buyer@example.com",
                .reference = "EZ12345",
                .meta = {},
                .suffix = {},
                .lines = {{"BAG-23KG", "Bagage en soute, jusqu'à 23 kg", 2, {4'500, usd}},
                          {"UPG", "Upgrade to business class on the long way from Lagos", 1, {25'000, usd}},
                          {"BAG-EXTRA-KG", "Excess baggage, per kg", 12, {1'250, usd}},
                          {"WHEELCHAIR", "المساعدة بكرسي متحرك", 1, {0, usd}},
                          {"", "Open amount", 1, {26'000, usd}}}})
        .value();
}

inline kiosk::receipt::Receipt examplePendingSlip()
{
    return kiosk::receipt::pendingSlip(exampleUnresolved(), exampleMerchant(), FakeClock::startMs);
}

} // namespace tillwright::testing
