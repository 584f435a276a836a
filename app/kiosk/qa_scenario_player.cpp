#include "kiosk/qa_scenario_player.h"

#include <QDateTime>
#include <QFileInfo>

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;

namespace {

/// Two reports begun within a second are two.
QString freeFolder(const QDir &reports)
{
    const QString name = QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss"_s);
    QString folder = name;
    for (int i = 2; reports.exists(folder); ++i)
        folder = u"%1-%2"_s.arg(name).arg(i);
    return reports.filePath(folder);
}

} // namespace

QaScenarioPlayer::QaScenarioPlayer(const QDir &reports, bool isDark, QObject *parent)
    : qa::ScenarioPlayer(parent), m_reports(reports), m_isDark(isDark)
{
}

QaScenarioPlayer::~QaScenarioPlayer() = default;

QString QaScenarioPlayer::play(const QString &fileOrFolder)
{
    CommandLine line;
    line.sandbox = true;
    line.autopilot = true;
    line.dark = m_isDark;
    line.scenarioFile = fileOrFolder;
    line.reportFolder = freeFolder(m_reports);
    auto folder = std::make_unique<ScenarioFolder>(line);
    if (const auto prepared = folder->prepare(); !prepared)
        return prepared.error();
    connect(folder.get(), &ScenarioFolder::began, this, &QaScenarioPlayer::began);
    connect(folder.get(), &ScenarioFolder::settled, this,
            [this](const scenario_report::PlayedScenario &played) {
                Q_EMIT settled({played.name, played.hasPassed, played.durationMs, played.problems});
            });
    connect(folder.get(), &ScenarioFolder::finished, this,
            [this, page = QDir(line.reportFolder).filePath(u"index.html"_s)] {
                const bool isThere = QFileInfo::exists(page);
                Q_EMIT finished(isThere ? page : QString(),
                                isThere ? QString() : tr("Stopped; there is no report."));
            });
    m_folder = std::move(folder);
    m_folder->start();
    return {};
}

void QaScenarioPlayer::stop()
{
    if (m_folder)
        m_folder->stop();
}

} // namespace tillwright::kiosk
