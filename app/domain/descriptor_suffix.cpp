#include "domain/descriptor_suffix.h"

#include "domain/text.h"

#include <algorithm>

namespace tillwright::domain {

namespace {

constexpr std::string_view forbiddenCharacters = "<>\\'\"*";
constexpr std::size_t separatorCharacters = 2; // "* " between prefix and suffix

std::size_t suffixMaxCharacters(const DescriptorPrefix &prefix)
{
    return statementDescriptorMaxCharacters - separatorCharacters - prefix.text().size();
}

/// The problem, or empty when the characters are fine.
std::string characterProblem(std::string_view text)
{
    for (const char c : text) {
        if (isAsciiControl(c))
            return "it has a control character";
        if (static_cast<unsigned char>(c) >= 0x80)
            return "it has a character that is not Latin";
        if (forbiddenCharacters.find(c) != std::string_view::npos)
            return std::string("it has the character ") + c + " that Stripe forbids";
    }
    if (std::none_of(text.begin(), text.end(), isAsciiLetter))
        return "it has no letter";
    if (text.front() == ' ' || text.back() == ' ')
        return "it begins or ends with a blank";
    return {};
}

} // namespace

tl::expected<DescriptorPrefix, InputError> DescriptorPrefix::parse(std::string_view text)
{
    const auto wrong = [](std::string problem) {
        return tl::unexpected(
            InputError{"descriptor.prefix", std::move(problem),
                       "use 2 to 10 Latin characters with a letter, without < > \\ ' \" *"});
    };
    if (text.size() < descriptorPrefixMinCharacters || text.size() > descriptorPrefixMaxCharacters)
        return wrong("it does not have 2 to 10 characters");
    if (auto problem = characterProblem(text); !problem.empty())
        return wrong(std::move(problem));
    return DescriptorPrefix(text);
}

tl::expected<DescriptorSuffix, InputError> DescriptorSuffix::parse(std::string_view text,
                                                                   const DescriptorPrefix &prefix)
{
    const auto limit = suffixMaxCharacters(prefix);
    const auto wrong = [&](std::string problem) {
        return tl::unexpected(InputError{"statement_descriptor_suffix", std::move(problem),
                                         "use 1 to " + std::to_string(limit)
                                             + " Latin characters with a letter, without < > \\ ' \" *"});
    };
    if (text.empty())
        return wrong("it is empty");
    if (text.size() > limit)
        return wrong("with the prefix " + prefix.text() + " it is longer than " + std::to_string(limit)
                     + " characters");
    if (auto problem = characterProblem(text); !problem.empty())
        return wrong(std::move(problem));
    return DescriptorSuffix(text);
}

tl::expected<DescriptorSuffix, InputError> DescriptorSuffix::fromClientName(std::string_view name,
                                                                            const DescriptorPrefix &prefix)
{
    std::string text;
    for (const char c : name) {
        if (isAsciiLetter(c) || isAsciiDigit(c))
            text += (c >= 'a' && c <= 'z') ? static_cast<char>(c & ~0x20) : c;
        else if (!text.empty() && text.back() != ' ')
            text += ' ';
    }
    text.resize(std::min(text.size(), suffixMaxCharacters(prefix)));
    while (!text.empty() && text.back() == ' ')
        text.pop_back();
    return parse(text, prefix);
}

} // namespace tillwright::domain
