#pragma once

#include "configuration/configuration.h"
#include "kiosk/presentation/idle_policy.h"

#include <QString>
#include <QStringList>

namespace tillwright::kiosk {

/// What a self-service terminal has of its own.
struct TerminalConfig {
    presentation::IdleSettings idle;
    /// Where staff are found; shown under Help. Empty: what holds everywhere is said.
    QString help;
    /// The catalogue's categories of which a traveller may add something to a booking. Empty: none.
    QStringList extras;
    /// The backend has its pages for phones (`[pay].public_url`), as far as is known before its first checkout.
    bool hasPhonePayment = false;
    friend bool operator==(const TerminalConfig &, const TerminalConfig &) = default;
};

/// `[terminal]`; every key may be left out.
[[nodiscard]] TerminalConfig readTerminalConfig(const configuration::ConfigTable &table);

} // namespace tillwright::kiosk
