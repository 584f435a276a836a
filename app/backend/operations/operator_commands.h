#pragma once

#include "backend/operations/import_commands.h"
#include "backend/operations/operator_answer.h"
#include "backend/webhooks/webhook_intake.h"

#include <string>
#include <vector>

namespace tillwright::backend::operations {

/// A code is good for this long.
inline constexpr std::int64_t enrolmentCodeTtlMs = 15LL * 60 * 1000;

/// `tillwright-backend devices|dead-letters|orders|catalogue|bookings ...` (contracts: Programs), on the store: by the program itself, or by
/// the one that serves when it has the store to itself (operator_door.h).
class OperatorCommands
{
public:
    OperatorCommands(store::Store &store, webhooks::WebhookIntake &intake, catalogue::Imports &imports,
                     std::function<std::int64_t()> nowMs, std::function<std::string()> makeCode)
        : m_store(store), m_intake(intake), m_nowMs(nowMs), m_makeCode(std::move(makeCode)),
          m_imports(store, imports, std::move(nowMs))
    {
    }

    using Words = operations::Words;
    /// Always answers; an unknown command is one.
    boost::asio::awaitable<OperatorAnswer> run(Words words);

private:
    boost::asio::awaitable<OperatorAnswer> enroll(std::string name);
    boost::asio::awaitable<OperatorAnswer> listDevices();
    boost::asio::awaitable<OperatorAnswer> revoke(std::string name);
    store::StoreResult<std::vector<store::KeptWebhook>> allDeadLetters();
    boost::asio::awaitable<OperatorAnswer> listDeadLetters();
    boost::asio::awaitable<OperatorAnswer> showDeadLetter(std::int64_t id);
    boost::asio::awaitable<OperatorAnswer> replay(std::int64_t id);
    boost::asio::awaitable<OperatorAnswer> replayAll();
    boost::asio::awaitable<OperatorAnswer> listOrders(store::OrderSearch search);
    boost::asio::awaitable<OperatorAnswer> showOrder(std::string cliveTxId);

    store::Store &m_store;
    webhooks::WebhookIntake &m_intake;
    std::function<std::int64_t()> m_nowMs;
    std::function<std::string()> m_makeCode;
    ImportCommands m_imports;
};

} // namespace tillwright::backend::operations
