#pragma once

#include <QSize>
#include <QString>
#include <QStringList>
#include <tl/expected.hpp>

namespace tillwright::kiosk {

/// `tillwright [--sandbox [--endpoints FILE]] [--mode register|terminal] [--config FILE [--enroll CODE]] [--scenario FILE --autopilot] [--artifacts DIR | --report DIR] [--self-test] ...`
/// (contracts: Programs).
struct CommandLine {
    bool sandbox = false;
    bool fresh = false;
    bool autopilot = false;
    bool dark = false;
    /// The traveller's face instead of the cashier's.
    bool isTerminal = false;
    QString configFile;
    /// With --config: gets the device's token for this code, and ends.
    QString enrolmentCode;
    /// With --sandbox: where a sandbox and a backend run already; empty to start them.
    QString endpointsFile;
    /// With --sandbox: `host:port` of a receipt printer; empty for none.
    QString printerAddress;
    /// With --sandbox: off, auto, window or a screen's name.
    QString customerScreen;
    /// With --sandbox: of the window; empty: its own.
    QSize size;
    /// `-`: scenarios come in at standard input, one a line.
    QString scenarioFile;
    QString artifactsFolder;
    /// Instead of artifactsFolder: `scenarioFile` may be a folder, and a report of all its scenarios goes there.
    QString reportFolder;
    int repeat = 1;
    /// Tries this machine out and ends (self_test/report.h: exit codes).
    bool selfTest = false;
    /// Writes what support needs of this machine there, and ends; empty: it does not.
    QString supportBundleFile;
    /// Opens the panel of QA mode at once, with a printer in software.
    bool qaPanel = false;
    /// With qaPanel: the folder of scenarios that it shows first; empty: those that come with the program.
    QString qaScenarios;
    [[nodiscard]] bool isFed() const { return scenarioFile == QLatin1String("-"); }
};

/// Ends the program itself for --help and --version. The error is one line for standard error; the exit code is 2.
[[nodiscard]] tl::expected<CommandLine, QString> parseCommandLine(const QStringList &arguments);

} // namespace tillwright::kiosk
