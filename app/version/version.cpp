#include "version/version.h"

namespace tillwright::version {

namespace {

std::string joined(std::string_view name, std::string_view beforeNumber, std::string_view beforeDate)
{
    std::string text(name);
    text += beforeNumber;
    text += number;
    text += " (";
    text += commit;
    text += beforeDate;
    text += date;
    text += ')';
    return text;
}

} // namespace

std::string text()
{
    return joined({}, {}, ", ");
}

std::string product(std::string_view name)
{
    return joined(name, "/", "; ");
}

} // namespace tillwright::version
