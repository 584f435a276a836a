#pragma once

#include <QtCore/QString>
#include <tl/expected.hpp>

/// For the rooms that have a SQLite file of their own: each has its own statements and errors, and one way to do several of
/// them or none.
namespace tillwright::kiosk::sqlite {

/// Between BEGIN IMMEDIATE and COMMIT; taken back when `work()`, which returns an expected, fails. `ask(statement)` runs a
/// statement and returns an expected with the same error.
template<typename Ask, typename Work> auto inTransaction(Ask ask, Work work) -> decltype(work())
{
    if (const auto begun = ask(QStringLiteral("BEGIN IMMEDIATE")); !begun)
        return tl::unexpected(begun.error());
    auto done = work();
    if (done) {
        const auto committed = ask(QStringLiteral("COMMIT"));
        if (committed)
            return done;
        done = tl::unexpected(committed.error());
    }
    // What failed first is what the caller needs to know; a rollback that fails as well is undone by the next opening.
    static_cast<void>(ask(QStringLiteral("ROLLBACK")));
    return done;
}

} // namespace tillwright::kiosk::sqlite
