#include "kiosk/command_line.h"

#include <QCommandLineParser>

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;

namespace {

/// Empty when it is not WIDTHxHEIGHT.
QSize readSize(const QString &text)
{
    const auto parts = text.split(u'x');
    return parts.size() == 2 ? QSize(parts[0].toInt(), parts[1].toInt()) : QSize(0, 0);
}

} // namespace

tl::expected<CommandLine, QString> parseCommandLine(const QStringList &arguments)
{
    constexpr int repeatMax = 100'000;
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Takes card payments at a counter."_s);
    const auto help = parser.addHelpOption();
    const auto version = parser.addVersionOption();
    const QCommandLineOption sandbox(u"sandbox"_s,
                                     u"Play Clive and Stripe on this machine; no configuration needed."_s);
    const QCommandLineOption fresh(u"fresh"_s, u"With --sandbox: begin with empty data."_s);
    const QCommandLineOption mode(u"mode"_s,
                                  u"register (the cashier's face) or terminal (the traveller's)."_s,
                                  u"mode"_s, u"register"_s);
    const QCommandLineOption config(u"config"_s, u"The configuration, a TOML file."_s, u"file"_s);
    const QCommandLineOption enroll(
        u"enroll"_s,
        u"With --config: get this device's token for the code that tillwright-backend devices enroll showed, and end."_s,
        u"code"_s);
    const QCommandLineOption endpoints(
        u"endpoints"_s, u"With --sandbox: use the sandbox and the backend that run where this file says."_s,
        u"file"_s);
    const QCommandLineOption printer(
        u"printer"_s,
        u"With --sandbox: print receipts there, such as 127.0.0.1:9100 of tillwright-virtual-printer."_s,
        u"host:port"_s);
    const QCommandLineOption customerDisplay(
        u"customer-display"_s,
        u"With --sandbox: where the customer's display is: off, auto, window, or a screen's name."_s,
        u"screen"_s, u"off"_s);
    const QCommandLineOption scenario(
        u"scenario"_s,
        u"A scenario file to be played, with --autopilot, or with --report a folder of them; - plays one a line from standard input."_s,
        u"file"_s);
    const QCommandLineOption autopilot(u"autopilot"_s, u"With --sandbox and --scenario: play it and end."_s);
    const QCommandLineOption artifacts(
        u"artifacts"_s, u"Where result, screenshots and receipt of a scenario go."_s, u"folder"_s);
    const QCommandLineOption report(
        u"report"_s,
        u"With --autopilot, instead of --artifacts: where the report of a scenario, or of all in a folder, goes: index.html, junit.xml, pictures."_s,
        u"folder"_s);
    const QCommandLineOption repeat(u"repeat"_s, u"Play the scenario so many times in one process."_s,
                                    u"times"_s, u"1"_s);
    const QCommandLineOption selfTest(
        u"self-test"_s,
        u"Try engine, display, touch, printer, scanner, speech, network, backend, clock and disk, and end: 0 when all is well or there are only warnings, 1 when something failed, 2 for a wrong configuration."_s);
    const QCommandLineOption supportBundle(
        u"support-bundle"_s,
        u"Write what support needs of this machine there, a .tar.gz without secrets, and end; a register may be running."_s,
        u"file"_s);
    const QCommandLineOption dark(u"dark"_s, u"With --sandbox: the dark scheme."_s);
    const QCommandLineOption size(u"size"_s, u"With --sandbox: the window's size, such as 1920x1080."_s,
                                  u"size"_s);
    const QCommandLineOption qaPanel(
        u"qa-panel"_s,
        u"With --sandbox: open the panel of QA mode (Ctrl+Shift+Q): scenarios, faults, timeline, test cards, clock."_s);
    const QCommandLineOption qaScenarios(
        u"qa-scenarios"_s, u"With --qa-panel: the folder of scenarios that it shows first."_s, u"folder"_s);
    parser.addOptions({qaPanel, qaScenarios, sandbox, size, fresh, mode, config, enroll, endpoints, printer,
                       customerDisplay, scenario, autopilot, artifacts, repeat, dark, selfTest, supportBundle,
                       report});
    if (!parser.parse(arguments))
        return tl::unexpected(parser.errorText() + u"; see --help"_s);
    if (parser.isSet(help))
        parser.showHelp();
    if (parser.isSet(version))
        parser.showVersion();
    if (!parser.positionalArguments().isEmpty())
        return tl::unexpected(u"%1 is not an option; see --help"_s.arg(parser.positionalArguments().first()));

    CommandLine line;
    line.sandbox = parser.isSet(sandbox);
    line.fresh = parser.isSet(fresh);
    line.autopilot = parser.isSet(autopilot);
    line.dark = parser.isSet(dark);
    line.configFile = parser.value(config);
    line.enrolmentCode = parser.value(enroll);
    line.endpointsFile = parser.value(endpoints);
    line.printerAddress = parser.value(printer);
    line.customerScreen = parser.value(customerDisplay);
    line.scenarioFile = parser.value(scenario);
    line.artifactsFolder = parser.value(artifacts);
    line.reportFolder = parser.value(report);
    line.selfTest = parser.isSet(selfTest);
    line.repeat = parser.value(repeat).toInt();
    if (parser.value(mode) != "register"_L1 && parser.value(mode) != "terminal"_L1)
        return tl::unexpected(u"--mode is %1; use register or terminal"_s.arg(parser.value(mode)));
    line.isTerminal = parser.value(mode) == "terminal"_L1;
    if (line.isTerminal && parser.isSet(customerDisplay))
        return tl::unexpected(u"--customer-display is for --mode register"_s);
    if (line.sandbox == !line.configFile.isEmpty())
        return tl::unexpected(
            line.sandbox ? u"--sandbox needs no --config, and a live configuration never meets the sandbox"_s
                         : u"say --sandbox, or name the configuration with --config FILE"_s);
    if (parser.isSet(enroll) && (line.sandbox || line.enrolmentCode.isEmpty()))
        return tl::unexpected(u"--enroll CODE is for a live configuration: --config FILE --enroll CODE"_s);
    if ((line.fresh || line.dark) && !line.sandbox)
        return tl::unexpected(u"--fresh and --dark are for --sandbox"_s);
    if (!line.endpointsFile.isEmpty() && !line.sandbox)
        return tl::unexpected(u"--endpoints is for --sandbox; a live configuration has its own addresses"_s);
    if (parser.isSet(printer) && (!line.sandbox || !line.printerAddress.contains(u':')))
        return tl::unexpected(u"--printer HOST:PORT is for --sandbox; a live configuration has [printer]"_s);
    if (parser.isSet(size)) {
        line.size = readSize(parser.value(size));
        if (!line.sandbox || line.size.isEmpty())
            return tl::unexpected(u"--size is for --sandbox and is written like 1920x1080"_s);
    }
    if (parser.isSet(customerDisplay) && !line.sandbox)
        return tl::unexpected(
            u"--customer-display is for --sandbox; a live configuration has [customer_display]"_s);
    if (line.autopilot != !line.scenarioFile.isEmpty())
        return tl::unexpected(u"--scenario FILE and --autopilot go together"_s);
    if (line.autopilot && !line.sandbox)
        return tl::unexpected(u"--autopilot plays in the --sandbox only"_s);
    if (line.autopilot && line.artifactsFolder.isEmpty() == line.reportFolder.isEmpty())
        return tl::unexpected(u"--autopilot needs --artifacts FOLDER, or --report FOLDER"_s);
    if (!line.reportFolder.isEmpty()
        && (!line.autopilot || line.isFed() || !line.endpointsFile.isEmpty() || parser.isSet(printer)
            || parser.isSet(repeat)))
        return tl::unexpected(
            u"--report goes with --sandbox, --autopilot and --scenario; every scenario has programs of its own"_s);
    line.qaPanel = parser.isSet(qaPanel);
    line.qaScenarios = parser.value(qaScenarios);
    if ((line.qaPanel && (!line.sandbox || line.autopilot || line.selfTest))
        || (parser.isSet(qaScenarios) && !line.qaPanel))
        return tl::unexpected(
            u"--qa-panel [--qa-scenarios FOLDER] is for --sandbox, by hand; a live configuration has no QA mode"_s);
    line.supportBundleFile = parser.value(supportBundle);
    if (parser.isSet(supportBundle)
        && (line.supportBundleFile.isEmpty() || line.selfTest || line.autopilot || parser.isSet(enroll)
            || line.fresh))
        return tl::unexpected(u"--support-bundle FILE goes with --config FILE or --sandbox alone"_s);
    if (line.selfTest && (line.autopilot || parser.isSet(enroll) || line.fresh))
        return tl::unexpected(u"--self-test goes with --config FILE or --sandbox, and with --mode"_s);
    if (line.repeat < 1 || line.repeat > repeatMax || (line.repeat > 1 && (!line.autopilot || line.isFed())))
        return tl::unexpected(
            u"--repeat takes 1 to %1, with --autopilot and a scenario file"_s.arg(repeatMax));
    return line;
}

} // namespace tillwright::kiosk
