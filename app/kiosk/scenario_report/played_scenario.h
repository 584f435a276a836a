#pragma once

#include <QDir>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace tillwright::kiosk::scenario_report {

/// A scenario that was played, with what it left behind.
struct PlayedScenario {
    QString name;        ///< of its file, without `.json`: also its folder's
    QString title;       ///< the scenario's own name
    QString description; ///< may be empty
    qint64 durationMs = 0;
    bool hasPassed = false;
    QStringList problems; ///< in words; empty when it has passed
    QJsonObject result;   ///< `result.json`; empty when there is none
    QStringList pictures; ///< file names, in the order in which they were taken
    QString logEnd;       ///< the last lines, when it has not passed
};

/// All that were played at one time.
struct PlayedFolder {
    QString version;   ///< the line of `--version`
    QString system;    ///< `Debian GNU/Linux 12 (bookworm)`
    QString startedAt; ///< ISO 8601, UTC
    QList<PlayedScenario> scenarios;
};

/// From what the program left in `artifacts` and how it ended. `exitCode`: negative when it did not end by itself.
[[nodiscard]] PlayedScenario lookAt(const QString &name, const QString &title, const QString &description,
                                    const QDir &artifacts, int exitCode, qint64 durationMs);
[[nodiscard]] int failedCount(const PlayedFolder &folder);

} // namespace tillwright::kiosk::scenario_report
