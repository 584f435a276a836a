#include "backend/operations/device_enrolment.h"

#include "backend/operations/enrolment_code.h"
#include "contract/webhook_signature.h"

#include <spdlog/spdlog.h>

namespace tillwright::backend::operations {

store::StoreResult<std::optional<contract::EnrolledDevice>> DeviceEnrolment::redeem(std::string code)
{
    const auto read = readEnrolmentCode(code);
    if (read.empty())
        co_return std::optional<contract::EnrolledDevice>();
    contract::EnrolledDevice enrolled;
    enrolled.token = domain::Secret(m_makeToken());
    auto name = co_await m_store.redeemEnrolment(contract::sha256Hex(read),
                                                 contract::sha256Hex(enrolled.token.reveal()), m_nowMs());
    if (!name)
        co_return tl::unexpected(name.error());
    if (!*name) {
        spdlog::warn("a code was to be redeemed that is not good");
        co_return std::optional<contract::EnrolledDevice>();
    }
    enrolled.device = **std::move(name);
    spdlog::info("device {} was enrolled", enrolled.device);
    co_return std::optional(std::move(enrolled));
}

} // namespace tillwright::backend::operations
