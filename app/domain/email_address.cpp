#include "domain/email_address.h"

#include "domain/text.h"

namespace tillwright::domain {

namespace {

constexpr std::size_t emailMaxBytes = 254;
constexpr std::size_t localPartMaxBytes = 64;

bool isHostLabel(std::string_view label)
{
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-')
        return false;
    for (const char c : label) {
        if (!isAsciiLetter(c) && !isAsciiDigit(c) && c != '-')
            return false;
    }
    return true;
}

bool isDottedHost(std::string_view host)
{
    std::size_t labels = 0;
    while (true) {
        const auto dot = host.find('.');
        if (!isHostLabel(host.substr(0, dot)))
            return false;
        ++labels;
        if (dot == std::string_view::npos)
            return labels >= 2;
        host.remove_prefix(dot + 1);
    }
}

bool isLocalPart(std::string_view local)
{
    if (local.empty() || local.size() > localPartMaxBytes || local.front() == '.' || local.back() == '.'
        || local.find("..") != std::string_view::npos)
        return false;
    for (const char c : local) {
        const bool special = std::string_view("!#$%&'*+-/=?^_`{|}~.").find(c) != std::string_view::npos;
        if (!isAsciiLetter(c) && !isAsciiDigit(c) && !special)
            return false;
    }
    return true;
}

} // namespace

tl::expected<EmailAddress, InputError> EmailAddress::parse(std::string_view text)
{
    const auto wrong = [](std::string problem) {
        return tl::unexpected(InputError{"email", std::move(problem), "write it like buyer@example.com"});
    };
    if (text.empty())
        return wrong("it is empty");
    if (text.size() > emailMaxBytes)
        return wrong("it is longer than 254 characters");
    if (hasControlCharacter(text))
        return wrong("it has a control character");
    const auto at = text.rfind('@');
    if (at == std::string_view::npos)
        return wrong("it has no @");
    if (!isLocalPart(text.substr(0, at)))
        return wrong("the part before @ is not valid");
    if (!isDottedHost(text.substr(at + 1)))
        return wrong("the part after @ is not a host name");
    return EmailAddress(text);
}

} // namespace tillwright::domain
