#include "journal.h"

#include <algorithm>

namespace tillwright::simulation {

using checkout::AttemptRecord;

tl::expected<AttemptRecord, checkout::JournalError> Journal::save(const AttemptRecord &record)
{
    if (m_world.strikes(Fault::KioskCrashBeforeSave))
        throw KioskCrashed();
    if (m_world.strikes(Fault::JournalFull))
        return tl::unexpected(checkout::JournalError{"database or disk is full"});
    // As the real one, whose column is unique.
    const bool isKeyTaken = std::any_of(m_records.begin(), m_records.end(), [&](const AttemptRecord &other) {
        return other.attempt.id != record.attempt.id
            && other.attempt.idempotencyKey == record.attempt.idempotencyKey;
    });
    if (isKeyTaken)
        return tl::unexpected(checkout::JournalError{"the key belongs to another attempt"});
    auto kept = std::find_if(m_records.begin(), m_records.end(), [&](const AttemptRecord &candidate) {
        return candidate.attempt.id == record.attempt.id;
    });
    const std::int64_t knownNumber = kept == m_records.end() ? 0 : kept->receiptNumber;
    if (kept == m_records.end())
        kept = m_records.insert(m_records.end(), record);
    else
        *kept = record;
    if (kept->receiptNumber == 0)
        kept->receiptNumber = knownNumber;
    if (kept->phase == checkout::Phase::Paid && kept->receiptNumber == 0)
        kept->receiptNumber = ++m_lastReceiptNumber;
    m_world.note(m_who, "journal: " + std::string(checkout::phaseWord(record.phase)));
    const auto copy = *kept;
    if (m_world.strikes(Fault::KioskCrashAfterSave))
        throw KioskCrashed();
    return copy;
}

tl::expected<std::vector<AttemptRecord>, checkout::JournalError> Journal::openAttempts()
{
    std::vector<AttemptRecord> open;
    std::copy_if(
        m_records.begin(), m_records.end(), std::back_inserter(open), [](const AttemptRecord &record) {
            const bool isReceiptOwed = record.phase == checkout::Phase::Paid && !record.receiptIssued;
            return !checkout::isFinal(record.phase) || isReceiptOwed;
        });
    return open;
}

const AttemptRecord *Journal::find(const std::string &attemptId) const
{
    const auto found = std::find_if(m_records.begin(), m_records.end(), [&](const AttemptRecord &record) {
        return record.attempt.id == attemptId;
    });
    return found == m_records.end() ? nullptr : &*found;
}

const AttemptRecord *Journal::findTransaction(const std::string &cliveTxId) const
{
    const auto found = std::find_if(m_records.begin(), m_records.end(), [&](const AttemptRecord &record) {
        return record.ids && record.ids->cliveTxId == cliveTxId;
    });
    return found == m_records.end() ? nullptr : &*found;
}

} // namespace tillwright::simulation
