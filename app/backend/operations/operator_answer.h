#pragma once

#include "backend/store/records.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What an operator's command says.
namespace tillwright::backend::operations {

/// What was typed, without the options.
using Words = std::vector<std::string>;

struct OperatorAnswer {
    /// 0, 1 when what was asked for is not there or could not be done, 2 for words that are no command.
    int exitCode = 0;
    /// For a person, with a newline at its end. Only the answer of `devices enroll` holds a secret: the code.
    std::string text;
};

[[nodiscard]] OperatorAnswer done(std::string text);
[[nodiscard]] OperatorAnswer notDone(std::string text);
[[nodiscard]] OperatorAnswer storeFailed(const store::StoreError &error);

/// What came from outside may hold anything; a terminal must not act on it.
[[nodiscard]] std::string printable(std::string_view text);

} // namespace tillwright::backend::operations
