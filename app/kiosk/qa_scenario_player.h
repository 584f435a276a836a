#pragma once

#include "kiosk/qa/scenario_player.h"
#include "kiosk/scenario_folder.h"

#include <memory>

namespace tillwright::kiosk {

/// Plays scenarios for the panel of QA mode as `--report` does: every one in a program of its own, with data of its own.
class QaScenarioPlayer : public qa::ScenarioPlayer
{
    Q_OBJECT

public:
    /// `reports`: each report gets a folder there, named by its time. `isDark`: the scheme of what is played.
    QaScenarioPlayer(const QDir &reports, bool isDark, QObject *parent = nullptr);
    ~QaScenarioPlayer() override;

    [[nodiscard]] QString play(const QString &fileOrFolder) override;
    void stop() override;

private:
    QDir m_reports;
    bool m_isDark;
    std::unique_ptr<ScenarioFolder> m_folder;
};

} // namespace tillwright::kiosk
