#include "kiosk/presentation/diagnostics.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <cstdlib>

namespace tillwright::kiosk::presentation {

using contract::CliveReach;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Diagnostics)
};

constexpr std::int64_t msPerS = 1000;
constexpr std::int64_t sPerMin = 60;
/// The backend tells whole seconds, and an answer is under way for a while.
constexpr std::int64_t clockNoiseMs = 3'000;

QString orNone(const QString &text)
{
    return text.isEmpty() ? QStringLiteral("–") : text;
}

QString sizeText(std::int64_t bytes)
{
    return QLocale::c().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat);
}

QString durationText(std::int64_t ms)
{
    const auto seconds = ms / msPerS;
    return seconds < 2 * sPerMin ? Words::tr("%1 s").arg(seconds)
                                 : Words::tr("%1 min").arg(seconds / sPerMin);
}

DiagnosticGroup connectionGroup(const DiagnosticFacts &facts)
{
    DiagnosticGroup group{Words::tr("Backend and Clive"), {}};
    group.lines.append({Words::tr("Address"), facts.backendAddress});
    if (!facts.isBackendReached)
        group.lines.append({Words::tr("Backend"), Words::tr("not asked yet")});
    else if (*facts.isBackendReached)
        group.lines.append({Words::tr("Backend"), Words::tr("answers"), FactTone::Good});
    else
        group.lines.append({Words::tr("Backend"), Words::tr("does not answer"), FactTone::Bad});
    if (!facts.backendTrouble.isEmpty())
        group.lines.append({Words::tr("Its last failure"), facts.backendTrouble, FactTone::Bad});
    switch (facts.clive) {
    case CliveReach::Reached:
        group.lines.append(
            {Words::tr("Clive"), Words::tr("answered the backend’s last request"), FactTone::Good});
        break;
    case CliveReach::NotReached:
        group.lines.append(
            {Words::tr("Clive"), Words::tr("did not answer the backend’s last request"), FactTone::Bad});
        break;
    case CliveReach::NotAsked:
        group.lines.append({Words::tr("Clive"), Words::tr("not asked since the backend was started")});
        break;
    case CliveReach::Unknown:
        group.lines.append({Words::tr("Clive"), Words::tr("not known: the backend did not say")});
        break;
    }
    if (!facts.clockAheadMs) {
        group.lines.append({Words::tr("Clock"), Words::tr("not compared with the backend’s yet")});
    } else {
        const auto apart = std::abs(*facts.clockAheadMs);
        const auto tone = apart > clockDangerMs ? FactTone::Bad
            : apart > clockWarningMs            ? FactTone::Warning
                                                : FactTone::Good;
        const QString words = apart <= clockNoiseMs ? Words::tr("as the backend’s")
            : *facts.clockAheadMs > 0               ? Words::tr("%1 ahead of the backend’s")
                                                    : Words::tr("%1 behind the backend’s");
        group.lines.append(
            {Words::tr("Clock"), apart <= clockNoiseMs ? words : words.arg(durationText(apart)), tone});
    }
    return group;
}

DiagnosticGroup deviceGroup(const DiagnosticFacts &facts)
{
    DiagnosticGroup group{Words::tr("This register"), {}};
    group.lines.append({Words::tr("Name"), facts.device});
    group.lines.append({Words::tr("Environment"),
                        facts.isSandbox ? Words::tr("sandbox: no real money") : Words::tr("live")});
    if (!facts.config) {
        group.lines.append({Words::tr("From the backend"), Words::tr("nothing yet"), FactTone::Warning});
    } else {
        const QString statement = QString::fromStdString(facts.config->statementDescriptor);
        group.lines.append({Words::tr("On statements"), statement});
        group.lines.append({Words::tr("Currency"), QString::fromStdString(facts.config->currency.code())});
        if (!facts.isConfigConfirmed)
            group.lines.append({Words::tr("From the backend"),
                                Words::tr("as it was before this start; not confirmed since"),
                                FactTone::Warning});
    }
    for (const auto &difference : facts.configDifferences)
        group.lines.append({Words::tr("Differs"), difference, FactTone::Warning});
    group.lines.append({Words::tr("Customer display"), orNone(facts.customerDisplay)});
    const int unresolved = facts.unresolvedSales;
    group.lines.append({Words::tr("Unresolved sales"), QString::number(unresolved),
                        unresolved > 0 ? FactTone::Warning : FactTone::Good});
    return group;
}

DiagnosticGroup versionGroup(const DiagnosticFacts &facts)
{
    DiagnosticGroup group{Words::tr("Versions"), {}};
    group.lines.append({Words::tr("Tillwright"), facts.version});
    const auto tone = !isBelowFloor(facts.engine) ? FactTone::Good
        : facts.engine.takesCardsBelow            ? FactTone::Warning
                                                  : FactTone::Bad;
    group.lines.append({Words::tr("Engine"), engineAdvice(facts.engine), tone});
    group.lines.append({Words::tr("QtWebEngine"), facts.webEngineVersion});
    group.lines.append({Words::tr("Qt"), facts.qtVersion});
    group.lines.append({Words::tr("System"), orNone(facts.system)});
    return group;
}

DiagnosticGroup storageGroup(const DiagnosticFacts &facts)
{
    DiagnosticGroup group{Words::tr("Files"), {}};
    for (const auto &file : facts.files) {
        if (!file.trouble.isEmpty())
            group.lines.append({file.name, file.trouble, FactTone::Bad});
        else if (file.bytes < 0)
            group.lines.append({file.name, Words::tr("is not there"), FactTone::Warning});
        else
            group.lines.append({file.name, sizeText(file.bytes), FactTone::Good});
    }
    const auto tone = facts.freeBytes < 0        ? FactTone::Plain
        : facts.freeBytes < freeDiskDangerBytes  ? FactTone::Bad
        : facts.freeBytes < freeDiskWarningBytes ? FactTone::Warning
                                                 : FactTone::Good;
    group.lines.append({Words::tr("Free disk"),
                        facts.freeBytes < 0 ? Words::tr("not known") : sizeText(facts.freeBytes), tone});
    group.lines.append({Words::tr("Folder"), facts.dataFolder});
    return group;
}

DiagnosticGroup printerGroup(const DiagnosticFacts &facts)
{
    DiagnosticGroup group{Words::tr("Printer"), {}};
    if (facts.printer.isEmpty()) {
        group.lines.append({Words::tr("Printer"), Words::tr("none is configured")});
        return group;
    }
    group.lines.append({Words::tr("Connected"), facts.printer});
    group.lines.append(
        {Words::tr("State"), facts.printerWords, facts.canPrint ? FactTone::Good : FactTone::Bad});
    group.lines.append({Words::tr("Papers that wait"), QString::number(facts.openJobs),
                        facts.openJobs > 0 ? FactTone::Warning : FactTone::Good});
    group.lines.append({Words::tr("Papers that need somebody"), QString::number(facts.stuckJobs),
                        facts.stuckJobs > 0 ? FactTone::Bad : FactTone::Good});
    return group;
}

DiagnosticGroup errorGroup(const DiagnosticFacts &facts, const QTimeZone &zone)
{
    DiagnosticGroup group{Words::tr("Last errors of this run"), {}};
    for (const auto &error : facts.errors) {
        const auto at = QDateTime::fromMSecsSinceEpoch(error.atMs, zone);
        group.lines.append({QLocale::c().toString(at, QStringLiteral("d MMM HH:mm:ss")), error.text});
    }
    if (group.lines.isEmpty())
        group.lines.append(
            {Words::tr("None"), Words::tr("nothing went wrong since the start"), FactTone::Good});
    return group;
}

QString toneMark(FactTone tone)
{
    switch (tone) {
    case FactTone::Warning:
        return QStringLiteral("! ");
    case FactTone::Bad:
        return QStringLiteral("!! ");
    case FactTone::Plain:
    case FactTone::Good:
        break;
    }
    return {};
}

} // namespace

QList<DiagnosticGroup> diagnosticGroups(const DiagnosticFacts &facts, const QTimeZone &zone)
{
    return {connectionGroup(facts), deviceGroup(facts),  printerGroup(facts),
            storageGroup(facts),    versionGroup(facts), errorGroup(facts, zone)};
}

QString diagnosticText(const QList<DiagnosticGroup> &groups)
{
    QString text;
    for (const auto &group : groups) {
        text += group.title + u'\n';
        for (const auto &line : group.lines)
            text +=
                QStringLiteral("  %1%2: %3\n").arg(toneMark(line.tone), line.name, line.value.simplified());
    }
    return text;
}

} // namespace tillwright::kiosk::presentation
