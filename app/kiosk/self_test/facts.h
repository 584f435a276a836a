#pragma once

#include "contract/device_config.h"
#include "kiosk/self_test/input_devices.h"

#include <QList>
#include <QSize>
#include <QString>
#include <QStringList>
#include <optional>

/// What the checks are told of the machine, raw. Whoever finds it out decides nothing.
namespace tillwright::kiosk::self_test {

struct Screen {
    QString name; ///< `HDMI-A-1`
    QSize sizePx;
};

struct DisplayFacts {
    QList<Screen> screens; ///< empty: no display can be opened
    /// Where the customer's display is to be: `off`, `auto`, `window` or a screen's name.
    QString customerScreen = QStringLiteral("off");
};

struct InputFacts {
    InputDevices devices;
    /// A self-service terminal: travellers have nothing but the screen and their voice guide.
    bool isTerminal = false;
};

struct PrinterFacts {
    QString connection; ///< `tcp 192.168.1.50:9100`; empty: none is configured
    bool canPrint = false;
    bool isPaperLow = false;
    QString words; ///< what it says of itself, with the way out
    /// A running register has it, so that it was not asked.
    bool isInUse = false;
};

struct SpeechFacts {
    bool isWanted = false; ///< by terminals
    bool canSpeak = false;
    QString cause; ///< technical, when it cannot
};

struct NetworkFacts {
    bool hasConnection = false;
    bool isBackendHere = false; ///< on this machine: nothing else is needed
};

struct BackendFacts {
    enum class Trouble { None, NoToken, Unreachable, Tls, Refused, Other };
    QString address;
    Trouble trouble = Trouble::None;
    QString cause; ///< technical, when there is a trouble
    contract::CliveReach clive = contract::CliveReach::Unknown;
    /// This machine's clock less the one of the backend's Date header; nothing when it was not told.
    std::optional<std::int64_t> clockAheadMs;
};

struct DiskFacts {
    QString folder;              ///< where the journal lies
    std::int64_t freeBytes = -1; ///< negative: not known
    QString trouble;          ///< why a file could not be written durably and read again; empty when it could
    std::int64_t writeMs = 0; ///< until it was on the disk
};

} // namespace tillwright::kiosk::self_test
