#include "kiosk/support_bundle_composition.h"

#include "kiosk/configuration_text.h"
#include "kiosk/journal/journal.h"
#include "kiosk/payment_page/engine.h"
#include "kiosk/qt_clock.h"
#include "kiosk/staff/staff_store.h"
#include "kiosk/support_bundle/bundle.h"
#include "kiosk/support_bundle/journal_extract.h"
#include "version/version.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStorageInfo>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTextStream>

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;
using support_bundle::BundleFile;

namespace {

constexpr int auditLinesMax = 1'000;
constexpr int journalctlLimitMs = 20'000;
/// The name by which its log is kept where systemd starts it (docs/install.md).
constexpr const char *unitName = "tillwright-kiosk";

QString qs(const std::string &text)
{
    return QString::fromStdString(text);
}

QString versionsText()
{
    const auto line = [](const QString &name, const QString &value) {
        return u"%1: %2\n"_s.arg(name, value);
    };
    return line(u"tillwright"_s, qs(version::text())) + line(u"qt"_s, QString::fromLatin1(qVersion()))
        + line(u"webengine"_s, payment_page::engineOrigin())
        + line(u"chromium_security_patch"_s, payment_page::chromiumSecurityPatch())
        + line(u"system"_s, QSysInfo::prettyProductName())
        + line(u"kernel"_s, QSysInfo::kernelType() + u' ' + QSysInfo::kernelVersion())
        + line(u"cpu"_s, QSysInfo::currentCpuArchitecture());
}

/// Names, sizes and times of the register's files, not what is in them.
QString filesText(const QString &folder)
{
    QString text;
    const auto entries =
        QDir(folder).entryInfoList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot | QDir::Hidden);
    for (const auto &entry : entries)
        text += entry.isDir() ? u"%1/ with %2 files\n"_s.arg(entry.fileName())
                                    .arg(QDir(entry.filePath()).entryList(QDir::Files).size())
                              : u"%1 %2 bytes, %3, mode %4\n"_s.arg(entry.fileName())
                                    .arg(entry.size())
                                    .arg(support_bundle::utcText(entry.lastModified().toMSecsSinceEpoch()))
                                    .arg(int(entry.permissions()) & 0xfff, 0, 16);
    return text + u"free: %1 bytes\n"_s.arg(QStorageInfo(folder).bytesAvailable());
}

/// Who did what, without the reasons: those are typed by people and may name others.
tl::expected<QString, QString> auditText(const staff::StaffStore &store)
{
    const auto lines = store.auditLines(auditLinesMax);
    if (!lines)
        return tl::unexpected(qs(lines.error().cause));
    QString text;
    for (const auto &line : *lines)
        text += u"%1 %2 audit %3 %4 signed in: %5, allowed by: %6\n"_s.arg(support_bundle::utcText(line.atMs))
                    .arg(line.number)
                    .arg(qs(line.entry.act), qs(line.entry.subject), qs(line.entry.signedIn),
                         qs(line.entry.allowedBy));
    return text;
}

/// Copies a SQLite file with what belongs to it; a register may be writing at it, and a copy that is torn by that is found
/// out when it is opened.
QString copyOf(const QString &folder, const QString &name, const QString &into)
{
    const QString copy = QDir(into).filePath(name);
    for (const auto &suffix : {u""_s, u"-wal"_s})
        QFile::copy(QDir(folder).filePath(name + suffix), copy + suffix);
    return QFile::exists(copy) ? copy : QString();
}

tl::expected<QString, QString> systemdLog()
{
    QProcess process;
    process.start(u"journalctl"_s,
                  {u"--unit"_s, QString::fromLatin1(unitName), u"--lines"_s, u"5000"_s, u"--output"_s,
                   u"short-iso"_s, u"--no-pager"_s, u"--quiet"_s});
    if (!process.waitForFinished(journalctlLimitMs))
        return tl::unexpected(u"journalctl: %1"_s.arg(process.errorString()));
    const auto text = QString::fromUtf8(process.readAllStandardOutput());
    if (process.exitCode() != 0 || text.isEmpty())
        return tl::unexpected(
            u"journalctl has nothing of %1, or this user may not read it (group systemd-journal)"_s.arg(
                QString::fromLatin1(unitName)));
    return text;
}

} // namespace

tl::expected<void, QString> makeSupportBundle(const BundleSources &sources, const QString &fileName,
                                              std::int64_t nowMs)
{
    QList<BundleFile> files;
    QStringList missing;
    const auto add = [&](const char *name, const tl::expected<QString, QString> &text) {
        if (text)
            files.append({QString::fromLatin1(name), *text});
        else
            missing.append(u"%1: %2"_s.arg(QString::fromLatin1(name), text.error()));
    };
    add("versions.txt", versionsText());
    add("configuration.toml", configurationText(sources.config));
    add("files.txt", filesText(sources.config.dataFolder));
    if (sources.journal) {
        const auto extract = support_bundle::extractOf(*sources.journal);
        add("sales.jsonl", extract.map([](const auto &each) { return each.sales; }));
        add("timeline.txt", extract.map([](const auto &each) { return each.timeline; }));
    } else {
        missing.append(u"sales.jsonl, timeline.txt: "_s + sources.journalTrouble);
    }
    if (sources.staff)
        add("audit.txt", auditText(*sources.staff));
    else
        missing.append(u"audit.txt: "_s + sources.staffTrouble);
    if (sources.log.isEmpty())
        missing.append(u"log.txt: "_s + sources.logTrouble);
    else
        add("log.txt", sources.log);
    if (sources.diagnostics.isEmpty())
        missing.append(u"diagnostics.txt: no register made this bundle"_s);
    else
        add("diagnostics.txt", sources.diagnostics);
    files.prepend(
        {u"README.txt"_s,
         u"Made %1. No secret, card number or PIN is in here, and of e-mail addresses only what tells two apart. "
         "Kiosks keep no metrics; the backend's are at its /metrics.\n%2"_s.arg(
             support_bundle::utcText(nowMs),
             missing.isEmpty() ? QString() : u"Not in here:\n  "_s + missing.join(u"\n  "_s) + u'\n')});
    const support_bundle::Masker masker({sources.config.deviceToken});
    return support_bundle::writeBundle(fileName, u"tillwright-support"_s, files, masker, nowMs);
}

int runSupportBundle(const KioskConfig &config, const QString &fileName)
{
    constexpr int exitFailed = 1;
    BundleSources sources{config};
    const QTemporaryDir copies;
    const QtClock clock;

    std::unique_ptr<journal::Journal> journal;
    const QString journalCopy = copyOf(config.dataFolder, u"journal.sqlite"_s, copies.path());
    if (journalCopy.isEmpty()) {
        sources.journalTrouble = u"there is no journal in %1, or it cannot be read"_s.arg(config.dataFolder);
    } else if (auto opened = journal::Journal::open(journalCopy)) {
        journal = *std::move(opened);
        sources.journal = journal.get();
    } else {
        sources.journalTrouble = qs(opened.error().cause);
    }

    std::unique_ptr<staff::StaffStore> staff;
    const QString staffCopy = copyOf(config.dataFolder, u"staff.sqlite"_s, copies.path());
    if (staffCopy.isEmpty()) {
        sources.staffTrouble = u"there is none in %1"_s.arg(config.dataFolder);
    } else if (auto opened = staff::StaffStore::open(staffCopy, clock)) {
        staff = *std::move(opened);
        sources.staff = staff.get();
    } else {
        sources.staffTrouble = qs(opened.error().cause);
    }

    if (auto log = systemdLog())
        sources.log = *log;
    else
        sources.logTrouble = log.error();

    QTextStream errors(stderr);
    if (const auto made = makeSupportBundle(sources, fileName, clock.nowMs()); !made) {
        errors << "tillwright: " << made.error() << Qt::endl;
        return exitFailed;
    }
    QTextStream(stdout) << fileName << Qt::endl;
    return 0;
}

} // namespace tillwright::kiosk
