#include "domain/sale_line.h"

#include "domain/catalogue_item.h"

#include <limits>
#include <utility>

namespace tillwright::domain {

namespace {

tl::unexpected<InputError> wrong(std::string problem, std::string wayOut)
{
    return tl::unexpected(InputError{"lines", std::move(problem), std::move(wayOut)});
}

} // namespace

tl::expected<SaleLine, InputError> checkSaleLine(SaleLine line)
{
    if (!line.code.empty()) {
        if (const auto code = parseItemCode(line.code); !code)
            return wrong("the code of a line: " + code.error().problem, code.error().wayOut);
    }
    if (const auto name = parseLine(line.name, lineNameMaxCharacters); !name)
        return wrong("the name of a line: " + name.error().problem, name.error().wayOut);
    if (line.quantity < 1 || line.quantity > lineQuantityMax)
        return wrong("a quantity is out of range", "sell 1 to 999 of one thing");
    if (const auto price = checkItemPrice(line.unitPrice); !price)
        return wrong("the price of a line: " + price.error().problem, price.error().wayOut);
    return line;
}

tl::expected<Money, InputError> lineTotal(const SaleLine &line)
{
    const auto largest = std::numeric_limits<std::int64_t>::max();
    if (line.quantity < 0 || line.unitPrice.minor < 0)
        return wrong("a line is negative", "sell at least one piece at a price of 0 or more");
    if (line.quantity > 0 && line.unitPrice.minor > largest / line.quantity)
        return wrong("the sum is too large", "charge at most eight digits");
    return Money{line.unitPrice.minor * line.quantity, line.unitPrice.currency};
}

tl::expected<Money, InputError> sumOf(const std::vector<SaleLine> &lines, Currency currency)
{
    if (lines.size() > saleLinesMax)
        return wrong("it has too many lines",
                     "put at most " + std::to_string(saleLinesMax) + " lines into one sale");
    Money sum{0, currency};
    for (const auto &line : lines) {
        if (line.unitPrice.currency != currency)
            return wrong("a line is in another currency", "sell in one currency");
        const auto total = lineTotal(line);
        if (!total)
            return tl::unexpected(total.error());
        if (total->minor > std::numeric_limits<std::int64_t>::max() - sum.minor)
            return wrong("the sum is too large", "charge at most eight digits");
        sum.minor += total->minor;
    }
    return sum;
}

} // namespace tillwright::domain
