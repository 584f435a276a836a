#pragma once

#include <QObject>
#include <QStringList>

namespace tillwright::kiosk::qa {

/// How a scenario went.
struct ScenarioResult {
    QString name; ///< of its file, without `.json`
    bool hasPassed = false;
    qint64 durationMs = 0;
    QStringList problems; ///< in words; empty when it has passed
};

/// Plays scenarios in programs of their own, with data of their own: what is on the screen is not disturbed.
class ScenarioPlayer : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    /// A file, or all of a folder, with a report of them. The error says why nothing is played: which file is no scenario.
    /// Only when nothing is being played.
    [[nodiscard]] virtual QString play(const QString &fileOrFolder) = 0;
    /// What is being played ends now, and `finished` comes.
    virtual void stop() = 0;

Q_SIGNALS:
    void began(const QString &name);
    void settled(const tillwright::kiosk::qa::ScenarioResult &result);
    /// `report`: the page; empty when there is none. `problem`: why, in words.
    void finished(const QString &report, const QString &problem);
};

} // namespace tillwright::kiosk::qa
