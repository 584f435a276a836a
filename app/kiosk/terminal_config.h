#pragma once

#include "configuration/configuration.h"
#include "kiosk/presentation/idle_policy.h"

namespace tillwright::kiosk {

/// What a self-service terminal has of its own.
struct TerminalConfig {
    presentation::IdleSettings idle;
    friend bool operator==(const TerminalConfig &, const TerminalConfig &) = default;
};

/// `[terminal]`; every key may be left out.
[[nodiscard]] TerminalConfig readTerminalConfig(const configuration::ConfigTable &table);

} // namespace tillwright::kiosk
