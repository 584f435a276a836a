#pragma once

#include <QList>
#include <QString>

namespace tillwright::kiosk::self_test {

enum class Verdict {
    Ok,
    Warning, ///< it works, and somebody should look at it
    Failed,
    NotConfigured, ///< nothing of the kind is asked of this machine
};

/// What one check came to.
struct Result {
    QString name; ///< one word, the same in every language: `engine`, `printer`
    Verdict verdict = Verdict::Failed;
    QString words;  ///< what was found
    QString advice; ///< what to do; empty when there is nothing to be done
    friend bool operator==(const Result &, const Result &) = default;
};

} // namespace tillwright::kiosk::self_test
