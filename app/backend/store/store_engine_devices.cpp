#include "backend/store/store_engine.h"

/// Devices and their enrolment.
namespace tillwright::backend::store {

void StoreEngine::addEnrolment(const std::string &name, const std::string &codeSha256,
                               std::int64_t expiresAtMs)
{
    SqlTransaction transaction(*m_session);
    // One code at a time: a new one voids the device's last.
    m_session->run("DELETE FROM enrolments WHERE device = ?1", {name});
    m_session->run("INSERT INTO enrolments (code_sha256, device, expires_at_ms) VALUES (?1, ?2, ?3)",
                   {codeSha256, name, expiresAtMs});
    transaction.commit();
}

std::optional<std::string> StoreEngine::redeemEnrolment(const std::string &codeSha256,
                                                        const std::string &tokenSha256, std::int64_t nowMs)
{
    SqlTransaction transaction(*m_session);
    m_session->run("DELETE FROM enrolments WHERE expires_at_ms <= ?1", {nowMs});
    const auto found = m_session->run(std::string("SELECT device FROM enrolments WHERE code_sha256 = ?1")
                                          + std::string(m_session->forUpdate()),
                                      {codeSha256});
    if (found.rows.empty()) {
        transaction.commit();
        return std::nullopt;
    }
    auto name = found.rows.front().text(0);
    m_session->run("DELETE FROM enrolments WHERE code_sha256 = ?1", {codeSha256});
    // A device that is enrolled again keeps its orders; its former token is good no more.
    m_session->run(
        "INSERT INTO devices (name, token_sha256, enrolled_at_ms, revoked_at_ms) VALUES (?1, ?2, ?3, NULL) "
        "ON CONFLICT (name) DO UPDATE SET token_sha256 = excluded.token_sha256, "
        "enrolled_at_ms = excluded.enrolled_at_ms, revoked_at_ms = NULL",
        {name, tokenSha256, nowMs});
    transaction.commit();
    return name;
}

std::optional<std::string> StoreEngine::findDevice(const std::string &tokenSha256)
{
    const auto found = m_session->run(
        "SELECT name FROM devices WHERE token_sha256 = ?1 AND revoked_at_ms IS NULL", {tokenSha256});
    if (found.rows.empty())
        return std::nullopt;
    return found.rows.front().text(0);
}

std::vector<DeviceRecord> StoreEngine::listDevices()
{
    const auto found =
        m_session->run("SELECT name, enrolled_at_ms, revoked_at_ms FROM devices ORDER BY name");
    std::vector<DeviceRecord> devices;
    for (const auto &row : found.rows) {
        DeviceRecord device{row.text(0), row.integer(1), std::nullopt};
        if (!row.isNull(2))
            device.revokedAtMs = row.integer(2);
        devices.push_back(std::move(device));
    }
    return devices;
}

bool StoreEngine::revokeDevice(const std::string &name, std::int64_t nowMs)
{
    SqlTransaction transaction(*m_session);
    m_session->run("DELETE FROM enrolments WHERE device = ?1", {name});
    const auto revoked = m_session->run(
        "UPDATE devices SET revoked_at_ms = ?1 WHERE name = ?2 AND revoked_at_ms IS NULL", {nowMs, name});
    transaction.commit();
    return revoked.changed == 1;
}

} // namespace tillwright::backend::store
