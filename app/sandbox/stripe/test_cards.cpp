#include "sandbox/stripe/test_cards.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace tillwright::sandbox {

namespace {

enum class Outcome {
    Succeeds,
    GenericDecline,
    InsufficientFunds,
    LostCard,
    StolenCard,
    ExpiredCard,
    IncorrectCvc,
    ProcessingError,
    VelocityExceeded,
};

struct TestCard {
    std::string_view number;
    Outcome outcome = Outcome::Succeeds;
    bool isChallenged = false;
};

constexpr std::array<TestCard, 30> testCards{{
    {"4242424242424242"},
    {"4000056655665556"},
    {"5555555555554444"},
    {"2223003122003222"},
    {"5200828282828210"},
    {"5105105105105100"},
    {"378282246310005"},
    {"371449635398431"},
    {"6011111111111117"},
    {"6011000990139424"},
    {"3056930009020004"},
    {"36227206271667"},
    {"3566002020360505"},
    {"6200000000000005"},
    {"4000000000000002", Outcome::GenericDecline},
    {"4000000000009995", Outcome::InsufficientFunds},
    {"4000000000009987", Outcome::LostCard},
    {"4000000000009979", Outcome::StolenCard},
    {"4000000000000069", Outcome::ExpiredCard},
    {"4000000000000127", Outcome::IncorrectCvc},
    {"4000000000000119", Outcome::ProcessingError},
    {"4000000000006975", Outcome::VelocityExceeded},
    {"4000002500003155", Outcome::Succeeds, true},
    {"4000002760003184", Outcome::Succeeds, true},
    {"4000000000003220", Outcome::Succeeds, true},
    {"4000003800000446", Outcome::Succeeds, true},
    {"4000008400001629", Outcome::GenericDecline, true},
    {"4000008260003178", Outcome::InsufficientFunds, true},
    // The lookup at the bank fails, so there is no page to show: a plain decline.
    {"4000008400001280", Outcome::GenericDecline},
    // 3-D Secure is supported but not required: goes through without the bank's page.
    {"4000000000003055"},
}};

std::optional<CardError> errorOf(Outcome outcome)
{
    constexpr std::string_view declined = "Your card has been declined.";
    const auto decline = [](std::string_view declineCode, std::string_view message) {
        return CardError{"card_declined", std::string(declineCode), std::string(message), {}};
    };
    switch (outcome) {
    case Outcome::Succeeds:
        return std::nullopt;
    case Outcome::GenericDecline:
        return decline("generic_decline", declined);
    case Outcome::InsufficientFunds:
        return decline("insufficient_funds", "Your card has insufficient funds. Try a different card.");
    case Outcome::LostCard:
        return decline("lost_card", declined);
    case Outcome::StolenCard:
        return decline("stolen_card", declined);
    case Outcome::VelocityExceeded:
        return decline("card_velocity_exceeded",
                       "Your card was declined for making repeated attempts too frequently "
                       "or exceeding its amount limit.");
    case Outcome::ExpiredCard:
        return CardError{"expired_card", "expired_card", "Your card has expired. Try a different card.",
                         "exp_month"};
    case Outcome::IncorrectCvc:
        return CardError{"incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect.", "cvc"};
    case Outcome::ProcessingError:
        return CardError{"processing_error",
                         "processing_error",
                         "An error occurred while processing your card. Try again in a little bit.",
                         {}};
    }
    return std::nullopt;
}

std::string_view brandOf(std::string_view number)
{
    if (number.starts_with("4"))
        return "visa";
    if (number.starts_with("34") || number.starts_with("37"))
        return "amex";
    if (number.starts_with("6011") || number.starts_with("65"))
        return "discover";
    if (number.starts_with("62"))
        return "unionpay";
    if (number.starts_with("35"))
        return "jcb";
    if (number.starts_with("30") || number.starts_with("36") || number.starts_with("38"))
        return "diners";
    if (number.starts_with("5") || number.starts_with("2"))
        return "mastercard";
    return "unknown";
}

std::optional<int> numberOf(std::string_view digits)
{
    int value = 0;
    const auto [stop, code] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || code != std::errc() || stop != digits.data() + digits.size() || value < 0)
        return std::nullopt;
    return value;
}

bool isDigits(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

CardError inputError(std::string_view code, std::string_view message, std::string_view param)
{
    return {std::string(code), {}, std::string(message), std::string(param), true};
}

std::optional<CardError> checkInput(const CardDetails &card, std::string_view brand, YearAndMonth today,
                                    CardVerdict &verdict)
{
    constexpr std::size_t numberMinDigits = 12;
    constexpr std::size_t numberMaxDigits = 19;
    if (!isDigits(card.number) || card.number.size() < numberMinDigits
        || card.number.size() > numberMaxDigits)
        return inputError("invalid_number", "The card number is not a valid credit card number.", "number");
    if (!passesLuhn(card.number))
        return inputError("incorrect_number", "Your card number is incorrect.", "number");
    const auto month = numberOf(card.expMonth);
    const auto year = numberOf(card.expYear);
    if (!month || *month < 1 || *month > 12)
        return inputError("invalid_expiry_month", "Your card's expiration month is invalid.", "exp_month");
    verdict.expMonth = *month;
    verdict.expYear = year ? (*year < 100 ? today.year / 100 * 100 + *year : *year) : 0;
    constexpr int yearsAheadMax = 50;
    if (!year || verdict.expYear < today.year || verdict.expYear > today.year + yearsAheadMax)
        return inputError("invalid_expiry_year", "Your card's expiration year is invalid.", "exp_year");
    if (verdict.expYear == today.year && *month < today.month)
        return inputError("invalid_expiry_month", "Your card's expiration month is invalid.", "exp_month");
    const std::size_t cvcDigits = brand == "amex" ? 4 : 3;
    // Stripe takes three digits for every brand, and four for American Express.
    if (!isDigits(card.cvc) || (card.cvc.size() != 3 && card.cvc.size() != cvcDigits))
        return inputError("invalid_cvc", "Your card's security code is invalid.", "cvc");
    return std::nullopt;
}

} // namespace

YearAndMonth yearAndMonth(std::chrono::system_clock::time_point time)
{
    const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(time));
    return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month()))};
}

bool passesLuhn(std::string_view digits)
{
    int sum = 0;
    bool doubled = false;
    for (auto it = digits.rbegin(); it != digits.rend(); ++it, doubled = !doubled) {
        int digit = *it - '0';
        if (doubled) {
            digit *= 2;
            if (digit > 9)
                digit -= 9;
        }
        sum += digit;
    }
    return sum % 10 == 0;
}

std::vector<std::string_view> testCardNumbers()
{
    std::vector<std::string_view> numbers;
    for (const auto &card : testCards)
        numbers.push_back(card.number);
    return numbers;
}

CardVerdict judgeCard(const CardDetails &card, YearAndMonth today)
{
    CardVerdict verdict;
    verdict.brand = brandOf(card.number);
    verdict.lastFour = card.number.size() >= 4 ? card.number.substr(card.number.size() - 4) : std::string();
    if (auto error = checkInput(card, verdict.brand, today, verdict)) {
        verdict.error = std::move(error);
        return verdict;
    }
    const auto found = std::find_if(testCards.begin(), testCards.end(),
                                    [&card](const TestCard &test) { return test.number == card.number; });
    if (found == testCards.end()) {
        verdict.error =
            CardError{"card_declined",
                      "test_mode_live_card",
                      "Your card was declined. Your request was in test mode, but used a non test card. "
                      "For a list of valid test cards, visit: https://stripe.com/docs/testing.",
                      {}};
        return verdict;
    }
    verdict.isChallenged = found->isChallenged;
    verdict.error = errorOf(found->outcome);
    return verdict;
}

} // namespace tillwright::sandbox
