#include "backend/store/store_engine.h"

/// The customer's own phone: links to the pay page, and what the page tells of itself.
namespace tillwright::backend::store {

tl::expected<std::optional<PhoneStepped>, StoreError>
StoreEngine::stepOnPhone(const std::string &cliveTxId, domain::PhoneStep step, std::int64_t nowMs)
{
    SqlTransaction transaction(*m_session);
    auto found = selectOrder(cliveTxId, For::Changing);
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return std::nullopt;
    PhoneStepped stepped{false, **std::move(found)};
    auto &record = stepped.record;
    const auto versionBefore = record.order.version;
    const auto untilBefore = record.phoneUntilMs;
    stepped.accepted = record.order.stepOnPhone(step);
    if (stepped.accepted && step == domain::PhoneStep::Confirm)
        record.phoneUntilMs = nowMs + phoneConfirmingMs;
    else if (step == domain::PhoneStep::Declined)
        record.phoneUntilMs = 0;
    if (record.order.version != versionBefore || record.phoneUntilMs != untilBefore) {
        updateOrder(record, nowMs);
        transaction.commit();
    }
    return stepped;
}

bool StoreEngine::addPayLink(const PayLink &link)
{
    return m_session
               ->run("INSERT INTO pay_links (token_sha256, clive_tx_id, expires_at_ms) "
                     "SELECT CAST(?1 AS TEXT), clive_tx_id, "
                     "CASE WHEN secret_expires_at_ms < ?2 THEN secret_expires_at_ms ELSE ?2 END "
                     "FROM orders WHERE clive_tx_id = ?3 AND sealed_secret IS NOT NULL",
                     {link.tokenSha256, link.expiresAtMs, link.cliveTxId})
               .changed
        == 1;
}

std::optional<PayLink> StoreEngine::findPayLink(const std::string &tokenSha256)
{
    const auto found = m_session->run(
        "SELECT clive_tx_id, expires_at_ms FROM pay_links WHERE token_sha256 = ?1", {tokenSha256});
    if (found.rows.empty())
        return std::nullopt;
    return PayLink{tokenSha256, found.rows.front().text(0), found.rows.front().integer(1)};
}

std::int64_t StoreEngine::forgetOldPayLinks(std::int64_t beforeMs)
{
    return m_session->run("DELETE FROM pay_links WHERE expires_at_ms < ?1", {beforeMs}).changed;
}

} // namespace tillwright::backend::store
