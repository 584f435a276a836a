#pragma once

#include "kiosk/presentation/register_settings.h"

#include <tl/expected.hpp>

namespace tillwright::kiosk {

/// `settings.toml` in the data folder: what a supervisor has changed at the register. Only what was changed is in it.
/// Nothing when there is no file. Read strictly: the errors name file, line and key, and then nothing of it holds.
[[nodiscard]] tl::expected<presentation::SettingValues, QStringList> readSettings(const QString &fileName);

/// Whole or not at all, for this user alone. The error is technical.
[[nodiscard]] tl::expected<void, QString> writeSettings(const QString &fileName,
                                                        const presentation::SettingValues &values);

} // namespace tillwright::kiosk
