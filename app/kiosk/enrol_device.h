#pragma once

#include "kiosk/command_line.h"

namespace tillwright::kiosk {

/// `tillwright --config FILE --enroll CODE`: the token goes into the configuration's `backend.token_file`, which only this
/// user may read. Runs an event loop of its own; returns the exit code.
int enrolDevice(const CommandLine &line);

} // namespace tillwright::kiosk
