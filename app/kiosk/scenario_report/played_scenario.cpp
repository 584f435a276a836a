#include "kiosk/scenario_report/played_scenario.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace tillwright::kiosk::scenario_report {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype logEndLines = 40;
constexpr qint64 logEndBytes = 64 * 1024;

QString endOf(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    file.seek(std::max<qint64>(0, file.size() - logEndBytes));
    const auto lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    return lines.mid(std::max<qsizetype>(0, lines.size() - logEndLines)).join(u'\n');
}

} // namespace

PlayedScenario lookAt(const QString &name, const QString &title, const QString &description,
                      const QDir &artifacts, int exitCode, qint64 durationMs)
{
    PlayedScenario played{name, title, description, durationMs, false, {}, {}, {}, {}};
    QFile file(artifacts.filePath(u"result.json"_s));
    if (file.open(QIODevice::ReadOnly))
        played.result = QJsonDocument::fromJson(file.readAll()).object();
    for (const auto &problem : played.result.value("problems"_L1).toArray())
        played.problems.append(problem.toString());
    if (played.result.isEmpty())
        played.problems.append(u"it left no result"_s);
    if (exitCode < 0)
        played.problems.append(u"the program did not end by itself"_s);
    else if (exitCode != 0 && played.problems.isEmpty())
        played.problems.append(u"the program ended with exit code %1"_s.arg(exitCode));
    played.hasPassed =
        exitCode == 0 && played.problems.isEmpty() && played.result.value("passed"_L1).toBool();
    if (!played.hasPassed && played.problems.isEmpty())
        played.problems.append(u"its result does not say that it has passed"_s);
    const auto pictures = artifacts.entryInfoList({u"*.png"_s}, QDir::Files, QDir::Time | QDir::Reversed);
    for (const auto &picture : pictures)
        played.pictures.append(picture.fileName());
    if (!played.hasPassed)
        played.logEnd = endOf(artifacts.filePath(u"output.log"_s));
    return played;
}

int failedCount(const PlayedFolder &folder)
{
    return int(std::count_if(folder.scenarios.begin(), folder.scenarios.end(),
                             [](const PlayedScenario &played) { return !played.hasPassed; }));
}

} // namespace tillwright::kiosk::scenario_report
