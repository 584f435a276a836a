#include "domain/reference.h"

#include "domain/text.h"

#include <algorithm>

namespace tillwright::domain {

namespace {

char lowerLetter(char c) noexcept
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace

tl::expected<Reference, InputError> Reference::parse(std::string_view text)
{
    const auto wrong = [](std::string problem) {
        return tl::unexpected(InputError{"reference", std::move(problem),
                                         "use 1 to 64 letters, digits and - _ . / such as EZ12345"});
    };
    if (text.empty())
        return wrong("it is empty");
    if (text.size() > referenceMaxCharacters)
        return wrong("it is longer than 64 characters");
    for (const char c : text) {
        if (isAsciiControl(c))
            return wrong("it has a control character");
        if (!isAsciiLetter(c) && !isAsciiDigit(c)
            && std::string_view("-_./").find(c) == std::string_view::npos)
            return wrong("it has a character that is not allowed");
    }
    return Reference(text);
}

std::string referenceKey(std::string_view reference)
{
    std::string key(reference);
    std::transform(key.begin(), key.end(), key.begin(), &lowerLetter);
    return key;
}

bool equalIgnoringCase(const Reference &a, const Reference &b) noexcept
{
    return std::equal(a.text().begin(), a.text().end(), b.text().begin(), b.text().end(),
                      [](char x, char y) { return lowerLetter(x) == lowerLetter(y); });
}

} // namespace tillwright::domain
