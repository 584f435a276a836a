#pragma once

#include <QByteArray>
#include <QStringList>

namespace tillwright::kiosk::self_test {

/// Names of what people and goods are put in with. A device may be in more than one list.
struct InputDevices {
    QStringList touchScreens;
    QStringList keyboards; ///< scanners are keyboards, too
    QStringList scanners;  ///< keyboards that say that they are scanners
};

/// Linux's list, as `/proc/bus/input/devices` has it. What cannot be understood in it is passed over.
[[nodiscard]] InputDevices inputDevicesIn(const QByteArray &list);

} // namespace tillwright::kiosk::self_test
