#pragma once

#include "domain/input_error.h"

#include <chrono>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

/// The bar code of a boarding pass (BCBP, IATA resolution 792, format M): the mandatory items of every leg. What airlines
/// add behind them, and the security data, is skipped: nothing is sold by it.
namespace tillwright::domain {

/// The longest that the resolution's four legs make is well below.
inline constexpr std::size_t boardingPassMaxCharacters = 1000;
inline constexpr int boardingPassLegsMax = 4;

/// Blanks that fill an item up are taken away.
struct BoardingPassLeg {
    std::string bookingReference; ///< the operating carrier's PNR, such as `ABC123`
    std::string from;             ///< IATA airport, `YUL`
    std::string to;
    std::string carrier;       ///< `AC`
    std::string flightNumber;  ///< `834`, `834A`: without leading noughts
    int dayOfYear = 0;         ///< 1..366; the pass does not tell the year
    char compartment = ' ';    ///< `J`; blank when there is none
    std::string seat;          ///< `1A`; empty before check-in
    std::string checkInNumber; ///< `25`; empty before check-in
    friend bool operator==(const BoardingPassLeg &, const BoardingPassLeg &) = default;
};

struct BoardingPass {
    std::string surname;    ///< `DESMARAIS`
    std::string givenNames; ///< `LUC`; empty when the pass has none
    std::vector<BoardingPassLeg> legs;
    friend bool operator==(const BoardingPass &, const BoardingPass &) = default;
};

/// `M`, a digit and enough behind it: worth reading as a boarding pass, and nothing that a booking's reference can be.
[[nodiscard]] bool looksLikeBoardingPass(std::string_view code) noexcept;

/// Line ends behind it are ignored: scanners add them. Error field: `boarding_pass`.
[[nodiscard]] tl::expected<BoardingPass, InputError> parseBoardingPass(std::string_view code);

/// The day of this number that is nearest to `today`: a pass is read within weeks of its flight. A day 366 is the last of a leap
/// year.
[[nodiscard]] std::chrono::year_month_day flightDate(int dayOfYear,
                                                     std::chrono::year_month_day today) noexcept;

} // namespace tillwright::domain
