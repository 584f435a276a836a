#include "contract/enrolment_messages.h"

#include "contract/json_reader.h"

#include <boost/json/serialize.hpp>

namespace tillwright::contract {

namespace json = boost::json;

std::string writeRedeemCode(std::string_view code)
{
    return json::serialize(json::object{{"code", code}});
}

tl::expected<std::string, domain::InputError> parseRedeemCode(std::string_view body)
{
    auto reader = JsonReader::parse(body);
    if (!reader)
        return tl::unexpected(reader.error());
    auto code = reader->requireString("code");
    if (reader->error())
        return tl::unexpected(*reader->error());
    return code;
}

std::string writeEnrolledDevice(const EnrolledDevice &enrolled)
{
    return json::serialize(json::object{{"device", enrolled.device}, {"token", enrolled.token.reveal()}});
}

tl::expected<EnrolledDevice, domain::InputError> parseEnrolledDevice(std::string_view body)
{
    auto reader = JsonReader::parse(body);
    if (!reader)
        return tl::unexpected(reader.error());
    EnrolledDevice enrolled;
    enrolled.device = reader->requireString("device");
    enrolled.token = domain::Secret(reader->requireString("token"));
    if (reader->error())
        return tl::unexpected(*reader->error());
    return enrolled;
}

} // namespace tillwright::contract
