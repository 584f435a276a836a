#pragma once

#include "contract/device_config.h"
#include "kiosk/presentation/engine_words.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QTimeZone>
#include <optional>

namespace tillwright::kiosk::presentation {

/// A file that the register cannot do without, or a copy that was set aside.
struct StoredFile {
    QString name;            ///< `journal.sqlite`
    std::int64_t bytes = -1; ///< negative: it is not there
    QString trouble;         ///< what is known to be wrong with it; empty for nothing
};

/// Something that went wrong in this run. Technical, never a secret.
struct RememberedError {
    std::int64_t atMs = 0; ///< since 1970, UTC
    QString text;
};

/// All that is known of a register, raw. Never holds a token or a key.
struct DiagnosticFacts {
    QString version; ///< of Tillwright
    QString qtVersion;
    QString webEngineVersion;
    Engine engine;
    QString system; ///< `Debian GNU/Linux 12 (bookworm)`

    QString device;
    bool isSandbox = false;
    QString backendAddress;
    std::optional<bool> isBackendReached; ///< nothing: it was not asked yet
    QString backendTrouble;               ///< why its configuration was not had
    contract::CliveReach clive = contract::CliveReach::Unknown;
    std::optional<std::int64_t> clockAheadMs; ///< this machine's less the backend's
    /// What the backend says of this device; nothing before it ever has.
    std::optional<contract::DeviceConfig> config;
    bool isConfigConfirmed = false; ///< in this run; else it is the disk's memory
    QStringList configDifferences;

    QList<StoredFile> files;
    QString dataFolder;
    std::int64_t freeBytes = -1; ///< of the disk with the data; negative: not known

    QString printer;      ///< how it is connected; empty: there is none
    QString printerWords; ///< what it says of itself
    bool canPrint = false;
    int openJobs = 0;  ///< wait for the printer, or for a person
    int stuckJobs = 0; ///< of those, the ones that wait for a person
    QString customerDisplay;

    int unresolvedSales = 0;
    QList<RememberedError> errors; ///< the newest first
};

enum class FactTone { Plain, Good, Warning, Bad };

struct DiagnosticLine {
    QString name;
    QString value;
    FactTone tone = FactTone::Plain;
};

struct DiagnosticGroup {
    QString title;
    QList<DiagnosticLine> lines;
};

/// Less than this is little: a journal that cannot grow stops sales.
inline constexpr std::int64_t freeDiskWarningBytes = 1024LL * 1024 * 1024;
inline constexpr std::int64_t freeDiskDangerBytes = 100LL * 1024 * 1024;
/// More is worth a word: webhooks and certificates stop working when clocks part.
inline constexpr std::int64_t clockWarningMs = 30'000;
inline constexpr std::int64_t clockDangerMs = 300'000;

/// For a person to read, in the order in which somebody looks for a fault.
[[nodiscard]] QList<DiagnosticGroup> diagnosticGroups(const DiagnosticFacts &facts,
                                                      const QTimeZone &zone = QTimeZone::systemTimeZone());
/// The same as plain text, for a report to support.
[[nodiscard]] QString diagnosticText(const QList<DiagnosticGroup> &groups);

} // namespace tillwright::kiosk::presentation
