#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tillwright::sandbox {

/// What a customer typed. Lives for one confirmation and is never kept or logged.
struct CardDetails {
    /// Digits only.
    std::string number;
    std::string expMonth;
    /// Two or four digits.
    std::string expYear;
    std::string cvc;
};

/// Stripe's error object of type card_error.
struct CardError {
    std::string code;
    std::string declineCode;
    std::string message;
    /// The field that is to blame, or empty.
    std::string param;
    /// The card was never tried: its details cannot be right. Leaves no trace at the intent.
    bool isInput = false;
};

/// How Stripe's test mode would deal with a card (facts: Test cards).
struct CardVerdict {
    std::string brand;
    std::string lastFour;
    int expMonth = 0;
    /// Four digits.
    int expYear = 0;
    /// The bank's page comes first; `error` is what the charge after it meets.
    bool isChallenged = false;
    std::optional<CardError> error;
};

struct YearAndMonth {
    int year = 0;
    /// 1 to 12.
    int month = 0;
};
/// Of the day in UTC.
[[nodiscard]] YearAndMonth yearAndMonth(std::chrono::system_clock::time_point time);

/// A number that passes its check digit but is not one of the test cards is declined as test mode declines real
/// cards.
[[nodiscard]] CardVerdict judgeCard(const CardDetails &card, YearAndMonth today);
/// The numbers of all test cards.
[[nodiscard]] std::vector<std::string_view> testCardNumbers();
[[nodiscard]] bool passesLuhn(std::string_view digits);

} // namespace tillwright::sandbox
