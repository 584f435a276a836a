#pragma once

#include "domain/input_error.h"
#include "domain/secret.h"

#include <string>
#include <string_view>
#include <tl/expected.hpp>

/// `POST /v1/devices/redeem`: a device gives the code that an operator was shown and gets its token, once.
namespace tillwright::contract {

/// Body of the request: `{"code": "ABCD-EFGH-JKMN"}`.
[[nodiscard]] std::string writeRedeemCode(std::string_view code);
[[nodiscard]] tl::expected<std::string, domain::InputError> parseRedeemCode(std::string_view body);

/// Answer, 201.
struct EnrolledDevice {
    std::string device;
    domain::Secret token;
    friend bool operator==(const EnrolledDevice &, const EnrolledDevice &) = default;
};
[[nodiscard]] std::string writeEnrolledDevice(const EnrolledDevice &enrolled);
[[nodiscard]] tl::expected<EnrolledDevice, domain::InputError> parseEnrolledDevice(std::string_view body);

} // namespace tillwright::contract
