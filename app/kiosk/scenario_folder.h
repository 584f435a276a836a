#pragma once

#include "kiosk/autopilot/scenario.h"
#include "kiosk/command_line.h"
#include "kiosk/scenario_report/played_scenario.h"

#include <QElapsedTimer>
#include <QFile>
#include <QObject>
#include <QProcess>
#include <QTimer>

namespace tillwright::kiosk {

/// `--scenario FILE|FOLDER --autopilot --report FOLDER`: plays every scenario as a program of its own with data of its own, one
/// after the other, and leaves `index.html`, `junit.xml` and a folder for each. Where a scenario ends the program
/// (kiosk.process), it is started again on the same data, as after a power cut.
class ScenarioFolder : public QObject
{
    Q_OBJECT

public:
    explicit ScenarioFolder(CommandLine line, QObject *parent = nullptr);

    /// Reads all of them, and makes the report's folder; what is wrong with which file, before anything is played.
    [[nodiscard]] tl::expected<void, QString> prepare();
    void start();
    /// What is being played ends now and is not counted; `finished` comes. Nothing is reported when nothing was played whole.
    void stop();

Q_SIGNALS:
    /// The name of its file, without `.json`.
    void began(const QString &name);
    void settled(const tillwright::kiosk::scenario_report::PlayedScenario &played);
    /// One is over: a line for standard output.
    void played(const QString &line);
    /// 0 when all have passed, 1 when not.
    void finished(int exitCode);

private:
    struct Planned {
        QString file;
        QString name;
        autopilot::Scenario scenario;
        QString description;
    };

    void playNext();
    void launch(const QString &scenarioFile, bool isFresh);
    void ended(int exitCode, QProcess::ExitStatus status);
    /// True when the program ended itself as the scenario wants, and was started again.
    [[nodiscard]] bool goOnAfterCrash();
    void settle(int exitCode);
    void finish();
    [[nodiscard]] QDir artifacts() const;
    [[nodiscard]] const Planned &current() const { return m_planned[m_next]; }

    const CommandLine m_line;
    QDir m_report;
    QList<Planned> m_planned;
    qsizetype m_next = 0;
    QProcess m_process;
    QTimer m_limit;
    QElapsedTimer m_sinceStart;
    bool m_hasCrashed = false;
    bool m_isStopped = false;
    scenario_report::PlayedFolder m_played;
};

/// The command, until it has ended: the exit code, 2 for a scenario that is none.
[[nodiscard]] int runScenarioFolder(const CommandLine &line);

} // namespace tillwright::kiosk
