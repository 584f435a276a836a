#include "kiosk/scenario_folder.h"

#include "kiosk/scenario_report/html_report.h"
#include "kiosk/scenario_report/junit_report.h"
#include "version/version.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QSysInfo>
#include <QTextStream>
#include <algorithm>
#include <utility>

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;

namespace {

/// The longest scenario waits two minutes on purpose, and a slow machine takes its time with every step.
constexpr int scenarioLimitMs = 5 * 60 * 1000;
constexpr int stopLimitMs = 10 * 1000;
constexpr int exitFailed = 1;
constexpr int exitBadInput = 2;

QJsonObject readObject(const QString &fileName)
{
    QFile file(fileName);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

bool write(const QString &fileName, const QByteArray &bytes)
{
    QSaveFile file(fileName);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
}

bool endsTheProgram(const autopilot::Scenario &scenario)
{
    return std::any_of(scenario.faults.begin(), scenario.faults.end(),
                       [](const autopilot::Fault &fault) { return fault.at == "kiosk.process"_L1; });
}

} // namespace

ScenarioFolder::ScenarioFolder(CommandLine line, QObject *parent)
    : QObject(parent), m_line(std::move(line)), m_report(m_line.reportFolder)
{
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, &m_process, &QProcess::kill);
    connect(&m_process, &QProcess::finished, this, &ScenarioFolder::ended);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            settle(-1);
    });
}

tl::expected<void, QString> ScenarioFolder::prepare()
{
    const QFileInfo source(m_line.scenarioFile);
    QStringList files{source.filePath()};
    if (source.isDir()) {
        files.clear();
        const auto entries = QDir(source.filePath()).entryInfoList({u"*.json"_s}, QDir::Files, QDir::Name);
        for (const auto &entry : entries)
            files.append(entry.filePath());
    }
    if (files.isEmpty())
        return tl::unexpected(u"there is no scenario (*.json) in %1"_s.arg(source.filePath()));
    QStringList problems;
    for (const auto &file : std::as_const(files)) {
        auto scenario = autopilot::readScenario(file);
        if (scenario)
            m_planned.append({file, QFileInfo(file).completeBaseName(), *std::move(scenario),
                              readObject(file).value("description"_L1).toString()});
        else
            problems.append(scenario.error().text(file));
    }
    if (!problems.isEmpty())
        return tl::unexpected(problems.join(u'\n'));
    if (!m_report.mkpath(u"."_s))
        return tl::unexpected(u"%1 cannot be made"_s.arg(m_report.path()));
    m_played.version = u"tillwright "_s + QString::fromStdString(version::text());
    m_played.system = QSysInfo::prettyProductName();
    m_played.startedAt = QDateTime::currentDateTimeUtc().toString(Qt::ISODate);
    return {};
}

void ScenarioFolder::start()
{
    playNext();
}

void ScenarioFolder::stop()
{
    m_isStopped = true;
    // Its sandbox and its backend end with it.
    m_process.terminate();
    m_limit.start(stopLimitMs);
}

QDir ScenarioFolder::artifacts() const
{
    return QDir(m_report.absoluteFilePath(current().name));
}

void ScenarioFolder::playNext()
{
    if (m_isStopped || m_next == m_planned.size()) {
        finish();
        return;
    }
    auto folder = artifacts();
    // Of an earlier report nothing is to be taken for this one's.
    folder.removeRecursively();
    m_hasCrashed = false;
    m_sinceStart.start();
    Q_EMIT began(current().name);
    if (!folder.mkpath(u"."_s)) {
        settle(-1);
        return;
    }
    launch(current().file, true);
}

void ScenarioFolder::launch(const QString &scenarioFile, bool isFresh)
{
    QStringList arguments{u"--sandbox"_s, u"--autopilot"_s, u"--scenario"_s,
                          scenarioFile,   u"--artifacts"_s, artifacts().path()};
    if (isFresh)
        arguments.append(u"--fresh"_s);
    if (m_line.dark)
        arguments.append(u"--dark"_s);
    if (!m_line.size.isEmpty())
        arguments += {u"--size"_s, u"%1x%2"_s.arg(m_line.size.width()).arg(m_line.size.height())};
    if (!m_line.customerScreen.isEmpty() && m_line.customerScreen != "off"_L1
        && !current().scenario.isAtTerminal())
        arguments += {u"--customer-display"_s, m_line.customerScreen};
    auto environment = QProcessEnvironment::systemEnvironment();
    // Nobody's sandbox is emptied for it.
    environment.insert(u"XDG_DATA_HOME"_s, artifacts().filePath(u"data"_s));
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(artifacts().filePath(u"output.log"_s), QIODevice::Append);
    m_limit.start(scenarioLimitMs);
    m_process.start(QCoreApplication::applicationFilePath(), arguments);
}

void ScenarioFolder::ended(int exitCode, QProcess::ExitStatus status)
{
    const bool isLate = !m_limit.isActive();
    m_limit.stop();
    if (m_isStopped) {
        artifacts().removeRecursively();
        QMetaObject::invokeMethod(this, &ScenarioFolder::playNext, Qt::QueuedConnection);
        return;
    }
    const bool hasCrashed = status == QProcess::CrashExit;
    if (hasCrashed && !isLate && !m_hasCrashed && endsTheProgram(current().scenario) && goOnAfterCrash())
        return;
    settle(hasCrashed ? -1 : exitCode);
}

bool ScenarioFolder::goOnAfterCrash()
{
    m_hasCrashed = true;
    auto object = readObject(current().file);
    QJsonArray faults;
    for (const auto &fault : object.value("faults"_L1).toArray()) {
        if (fault.toObject().value("at"_L1).toString() != "kiosk.process"_L1)
            faults.append(fault);
    }
    object.insert(u"faults"_s, faults);
    const QString file = artifacts().filePath(u"after-the-crash.json"_s);
    if (!write(file, QJsonDocument(object).toJson()))
        return false;
    launch(file, false);
    return true;
}

void ScenarioFolder::settle(int exitCode)
{
    const auto &planned = current();
    auto played = scenario_report::lookAt(planned.name, planned.scenario.name, planned.description,
                                          artifacts(), exitCode, m_sinceStart.elapsed());
    if (endsTheProgram(planned.scenario) && !m_hasCrashed) {
        played.hasPassed = false;
        played.problems.append(u"the program was to be ended in the middle, and was not"_s);
    }
    // A run that failed may have to be looked into.
    if (played.hasPassed)
        QDir(artifacts().filePath(u"data"_s)).removeRecursively();
    Q_EMIT this->played(u"%1 %2 (%3 s)%4"_s.arg(played.hasPassed ? u"ok    "_s : u"FAILED"_s, played.name)
                            .arg(played.durationMs / 1000)
                            .arg(played.hasPassed ? QString() : u": "_s + played.problems.join(u"; "_s)));
    Q_EMIT settled(played);
    m_played.scenarios.append(std::move(played));
    ++m_next;
    // From the event loop, because it is the process that calls.
    QMetaObject::invokeMethod(this, &ScenarioFolder::playNext, Qt::QueuedConnection);
}

void ScenarioFolder::finish()
{
    if (m_played.scenarios.isEmpty()) {
        m_report.removeRecursively();
        Q_EMIT finished(exitFailed);
        return;
    }
    const bool isWritten = write(m_report.filePath(u"index.html"_s), scenario_report::htmlReport(m_played))
        && write(m_report.filePath(u"junit.xml"_s), scenario_report::junitReport(m_played));
    const int failed = failedCount(m_played);
    Q_EMIT played(u"%1 of %2 passed; %3"_s.arg(m_played.scenarios.size() - failed)
                      .arg(m_played.scenarios.size())
                      .arg(isWritten ? m_report.filePath(u"index.html"_s)
                                     : u"the report cannot be written to "_s + m_report.path()));
    Q_EMIT finished(failed == 0 && isWritten ? 0 : exitFailed);
}

int runScenarioFolder(const CommandLine &line)
{
    ScenarioFolder folder(line);
    if (const auto prepared = folder.prepare(); !prepared) {
        QTextStream(stderr) << "tillwright: " << prepared.error() << Qt::endl;
        return exitBadInput;
    }
    QObject::connect(&folder, &ScenarioFolder::played,
                     [](const QString &text) { QTextStream(stdout) << text << Qt::endl; });
    QObject::connect(&folder, &ScenarioFolder::finished, &folder,
                     [](int exitCode) { QCoreApplication::exit(exitCode); });
    QMetaObject::invokeMethod(&folder, &ScenarioFolder::start, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

} // namespace tillwright::kiosk
