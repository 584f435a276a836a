#pragma once

#include "backend/store/store.h"
#include "contract/enrolment_messages.h"

#include <functional>

namespace tillwright::backend::operations {

/// Gives a device its token for the code that an operator was shown. The token is kept as a hash alone.
class DeviceEnrolment
{
public:
    DeviceEnrolment(store::Store &store, std::function<std::int64_t()> nowMs,
                    std::function<std::string()> makeToken)
        : m_store(store), m_nowMs(std::move(nowMs)), m_makeToken(std::move(makeToken))
    {
    }
    /// `code`: as a person typed it. Empty when it is not good, or not any more.
    store::StoreResult<std::optional<contract::EnrolledDevice>> redeem(std::string code);

private:
    store::Store &m_store;
    std::function<std::int64_t()> m_nowMs;
    std::function<std::string()> m_makeToken;
};

} // namespace tillwright::backend::operations
