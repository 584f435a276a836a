#pragma once

#include "checkout/attempt_history.h"
#include "kiosk/kiosk_config.h"

#include <QString>
#include <tl/expected.hpp>

namespace tillwright::kiosk {

namespace staff {
class StaffStore;
}

/// What a bundle is made of. Null or empty is left out, and the bundle says so.
struct BundleSources {
    const KioskConfig &config;
    const checkout::AttemptHistory *journal = nullptr;
    QString journalTrouble = {}; ///< why there is none
    const staff::StaffStore *staff = nullptr;
    QString staffTrouble = {};
    QString log = {};
    QString logTrouble = {};  ///< why there is none
    QString diagnostics = {}; ///< of the register, as its screen has them; empty without a register
};

/// Writes the bundle (docs/support-bundle.md). `nowMs`: since 1970, UTC.
[[nodiscard]] tl::expected<void, QString> makeSupportBundle(const BundleSources &sources,
                                                            const QString &fileName, std::int64_t nowMs);
/// `tillwright --support-bundle FILE`, beside a running register or without one. What the files of the register are read
/// from are copies, so that nothing of them is touched. The exit code; what is wrong goes to standard error.
[[nodiscard]] int runSupportBundle(const KioskConfig &config, const QString &fileName);

} // namespace tillwright::kiosk
