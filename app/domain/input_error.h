#pragma once

#include <string>

namespace tillwright::domain {

/// Why a value from outside was not accepted. `field` is the name the contract gives the value
/// (for example `amount`), `problem` says what is wrong with it, `wayOut` what to do instead.
/// None of the three ever repeats a secret.
struct InputError {
    std::string field;
    std::string problem;
    std::string wayOut;

    [[nodiscard]] std::string text() const { return field + ": " + problem + "; " + wayOut; }
    friend bool operator==(const InputError &, const InputError &) = default;
};

} // namespace tillwright::domain
