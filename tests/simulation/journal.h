#pragma once

#include "checkout/ports.h"
#include "world.h"

namespace tillwright::simulation {

/// Thrown through the desk when its process dies in the middle of a step; the kiosk catches it and starts again.
struct KioskCrashed {};
/// Runs what leads into the kiosk, and takes care of a crash on the way.
using IntoKiosk = std::function<void(const std::function<void()> &)>;

/// The kiosk's journal on a disk that gets full, in a process that dies before or after it has written. Survives the
/// kiosk's crashes.
class Journal final : public checkout::JournalPort
{
public:
    Journal(World &world, std::string who) : m_world(world), m_who(std::move(who)) {}

    [[nodiscard]] tl::expected<checkout::AttemptRecord, checkout::JournalError>
    save(const checkout::AttemptRecord &record) override;
    [[nodiscard]] tl::expected<std::vector<checkout::AttemptRecord>, checkout::JournalError>
    openAttempts() override;
    /// What this journal forgets is not simulated; the rebuilding has tests of its own (unit.checkout.desk_completion).
    [[nodiscard]] bool isIncomplete() const override { return false; }
    [[nodiscard]] tl::expected<std::vector<checkout::AttemptRecord>, checkout::JournalError>
    complete(const std::vector<checkout::AttemptRecord> &, bool, std::int64_t) override
    {
        return tl::unexpected(checkout::JournalError{"it is complete"});
    }

    /// In the order of their first save.
    [[nodiscard]] const std::vector<checkout::AttemptRecord> &records() const noexcept { return m_records; }
    [[nodiscard]] const checkout::AttemptRecord *find(const std::string &attemptId) const;
    [[nodiscard]] const checkout::AttemptRecord *findTransaction(const std::string &cliveTxId) const;

private:
    World &m_world;
    std::string m_who;
    std::vector<checkout::AttemptRecord> m_records;
    std::int64_t m_lastReceiptNumber = 0;
};

} // namespace tillwright::simulation
