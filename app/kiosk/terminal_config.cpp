#include "kiosk/terminal_config.h"

namespace tillwright::kiosk {

TerminalConfig readTerminalConfig(const configuration::ConfigTable &table)
{
    using Idle = presentation::IdleSettings;
    TerminalConfig config;
    config.idle.quietS =
        int(table.integer("idle_quiet_s", config.idle.quietS, Idle::quietMinS, Idle::quietMaxS));
    config.idle.warningS =
        int(table.integer("idle_warning_s", config.idle.warningS, Idle::warningMinS, Idle::warningMaxS));
    config.idle.extensions = int(
        table.integer("idle_extensions", config.idle.extensions, Idle::extensionsMin, Idle::extensionsMax));
    for (const auto &category : table.strings("extras"))
        config.extras.append(QString::fromStdString(category));
    config.hasPhonePayment = table.boolean("phone", config.hasPhonePayment);
    config.help = QString::fromStdString(table.string("help", {}));
    return config;
}

} // namespace tillwright::kiosk
