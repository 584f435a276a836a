#pragma once

#include "checkout/attempt.h"

#include <QtCore/QString>
#include <vector>

/// Sales as a busy counter makes them, for tests and benchmarks of the history: the same ones for the same count.
namespace tillwright::testing {

/// 2026-01-01 06:00 UTC.
inline constexpr std::int64_t firstSaleMs = 1'767'247'200'000;
inline constexpr std::int64_t betweenSalesMs = 60'000;

/// Most are paid, in some hundred different amounts; every other reference is a booking's, the rest are made here.
inline checkout::AttemptRecord saleOfMany(int number)
{
    using checkout::Phase;
    const auto numbered = [number](const char *form) {
        return QString::asprintf(form, number).toStdString();
    };
    const std::int64_t atMs = firstSaleMs + number * betweenSalesMs;
    // Spread, as random letters are.
    const unsigned spread = static_cast<unsigned>(number) * 2'654'435'761U;
    const std::string reference = number % 2 == 0
        ? QString::asprintf("EZ%08X", spread).toStdString()
        : QString::asprintf("TW-2026%02d%02d-%08X", 1 + number / 28 % 12, 1 + number % 28, spread)
              .toStdString();
    auto sale = domain::makeSale(
        {.amount = QString::asprintf("%d.%02d", 1 + number % 400, number % 4 * 25).toStdString(),
         .currency = "USD",
         .email = "buyer@example.com",
         .reference = reference,
         .meta = {{"order_id", "ORD-1001"}, {"customer_tier", "gold"}},
         .suffix = {}});
    const bool isPaid = number % 10 != 3;
    checkout::AttemptRecord record{
        {numbered("00000000-0000-4000-8000-%012d"), numbered("10000000-0000-4000-8000-%012d"),
         *std::move(sale)},
        isPaid ? Phase::Paid : Phase::NotPaid,
        checkout::CheckoutIds{QString::asprintf("clv_tx_%08x", ~spread).toStdString(), numbered("pi_%08d"),
                              number % 5 == 0 ? "ARIK" : "AIRPEACE"},
        isPaid ? "" : "declined",
        isPaid ? number + 1 : 0,
        isPaid,
        std::nullopt,
        atMs,
        atMs + 20'000};
    if (isPaid)
        record.feesMinor = 2'205;
    return record;
}

inline std::vector<checkout::AttemptRecord> manySales(int count)
{
    std::vector<checkout::AttemptRecord> sales;
    sales.reserve(static_cast<std::size_t>(count));
    for (int number = 0; number < count; ++number)
        sales.push_back(saleOfMany(number));
    return sales;
}

} // namespace tillwright::testing
