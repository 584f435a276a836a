#include "backend/operations/operator_answer.h"

#include <algorithm>
#include <utility>

namespace tillwright::backend::operations {

namespace {
constexpr int exitNotDone = 1;
} // namespace

OperatorAnswer done(std::string text)
{
    return {0, std::move(text)};
}

OperatorAnswer notDone(std::string text)
{
    return {exitNotDone, std::move(text)};
}

OperatorAnswer storeFailed(const store::StoreError &error)
{
    return notDone("the store failed: " + error.cause + "\n");
}

std::string printable(std::string_view text)
{
    std::string safe(text);
    std::replace_if(
        safe.begin(), safe.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; },
        '?');
    return safe;
}

} // namespace tillwright::backend::operations
