#pragma once

#include "../../../support/fake_ports.h"

#include "kiosk/shift/figures.h"

#include <QTest>

/// Sales as journal and backend tell them.
namespace tillwright::testing {

inline constexpr std::int64_t shiftFromMs = FakeClock::startMs;
inline constexpr std::int64_t shiftToMs = shiftFromMs + 8LL * 3600 * 1000;

inline checkout::AttemptRecord
journalSale(const std::string &name, checkout::Phase phase, const std::string &amount = "10.00",
            const std::string &operatorId = "ada", const std::string &currency = "USD",
            std::int64_t atMs = shiftFromMs + 1'000)
{
    domain::SaleInput input{amount, currency, "buyer@example.com", "REF-" + name, {}, {}};
    if (!operatorId.empty())
        input.meta.emplace("operator", operatorId);
    checkout::AttemptRecord record{{"attempt-" + name, "key-" + name, domain::makeSale(input).value()},
                                   phase,
                                   checkout::CheckoutIds{"clv-" + name, "pi-" + name, "AIRPEACE"},
                                   {},
                                   0,
                                   false,
                                   {},
                                   atMs,
                                   atMs};
    if (phase == checkout::Phase::NotPaid)
        record.reason = "declined";
    return record;
}

inline contract::FoundCheckout orderOf(const checkout::AttemptRecord &record, domain::PaymentStatus status,
                                       std::optional<std::int64_t> feesMinor = {})
{
    contract::FoundCheckout order;
    order.state.cliveTxId = record.ids->cliveTxId;
    order.state.reference = record.attempt.sale.reference.text();
    order.state.amount = record.attempt.sale.amount;
    order.state.status = std::move(status);
    order.state.feesMinor = feesMinor;
    order.createdAtMs = record.startedAtMs + 200;
    return order;
}

inline const kiosk::shift::CurrencyFigures *figuresIn(const kiosk::shift::Report &report,
                                                      const std::string &code)
{
    for (const auto &figures : report.currencies) {
        if (figures.currency.code() == code)
            return &figures;
    }
    return nullptr;
}

} // namespace tillwright::testing
