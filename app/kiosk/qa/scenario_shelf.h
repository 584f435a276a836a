#pragma once

#include "kiosk/autopilot/scenario.h"
#include "kiosk/qa/scenario_player.h"

#include <QAbstractListModel>
#include <QFileSystemWatcher>
#include <QHash>
#include <QTimer>

namespace tillwright::kiosk::qa {

/// A folder with scenario files: each with whether it can be played, or which line cannot be read and why, looked at again when
/// a file or the folder changes; and how each went when it was played from here.
class ScenarioShelf : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { FileRole = 1'000, ProblemRole, DetailRole, OutcomeRole };
    enum class Outcome { None, Waiting, Playing, Passed, Failed };

    /// The player must outlive it.
    explicit ScenarioShelf(ScenarioPlayer &player, QObject *parent = nullptr);

    /// Reads the folder and watches it. Outcomes of another folder's are forgotten.
    void setFolder(const QString &folder);
    [[nodiscard]] const QString &folder() const { return m_folder; }
    /// In words, why there are no scenarios; empty when there are some.
    [[nodiscard]] QString emptyWords() const;
    [[nodiscard]] int wrongCount() const;

    /// Only where nothing is being played and the file is valid; a folder only when every file is.
    void play(const QString &file);
    void playAll();
    void stop() { m_player.stop(); }
    [[nodiscard]] bool isPlaying() const { return m_isPlaying; }
    /// What is going on, or how it ended; empty at first.
    [[nodiscard]] const QString &playWords() const { return m_playWords; }
    /// The page of the last report; empty when there is none.
    [[nodiscard]] const QString &report() const { return m_report; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    /// DetailRole: several lines. ProblemRole: empty for a valid file.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void folderChanged();
    void playChanged();

private:
    struct Row {
        QString file;
        QString baseName;
        QString description;
        autopilot::Scenario scenario;
        QString problem;
        Outcome outcome = Outcome::None;
        ScenarioResult result;
        friend bool operator==(const Row &one, const Row &other) { return one.file == other.file; }
    };
    void look();
    void lookAt(const QString &file);
    [[nodiscard]] static Row read(const QString &file);
    void watch();
    void begin(const QString &fileOrFolder, const QString &words);
    void settle(const ScenarioResult &result);
    void setOutcome(const QString &baseName, Outcome outcome, const ScenarioResult &result = {});
    [[nodiscard]] QString trailing(const Row &row) const;
    [[nodiscard]] QString detail(const Row &row) const;

    ScenarioPlayer &m_player;
    QString m_folder;
    QList<Row> m_rows;
    QFileSystemWatcher m_watcher;
    /// Editors write a file in several steps.
    QTimer m_settling;
    bool m_isPlaying = false;
    int m_played = 0;
    int m_failed = 0;
    QString m_playWords;
    QString m_report;
};

} // namespace tillwright::kiosk::qa
