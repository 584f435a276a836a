#pragma once

#include "kiosk/presentation/register_settings.h"
#include "kiosk/presentation/staff_desk.h"

#include <QObject>
#include <functional>

namespace tillwright::kiosk::presentation {

/// What the settings are made from; handed over by the composition.
struct SettingsSources {
    /// What holds now.
    std::function<QList<Setting>()> look;
    /// Keeps the changes on the disk and lets them take effect at once; what is wrong, when neither was done.
    std::function<QString(const SettingValues &changes)> keep;
};

/// The settings as a face shows them: what is chosen is a draft until a supervisor has allowed it.
class SettingsViewModel : public QObject
{
    Q_OBJECT

public:
    /// `staff`: null on a register that asks nobody. It must outlive this.
    SettingsViewModel(SettingsSources sources, StaffDesk *staff, QObject *parent = nullptr);

    /// With the draft in it.
    [[nodiscard]] QList<Setting> settings() const;
    [[nodiscard]] bool hasChanges() const { return !m_changes.isEmpty(); }
    /// What the settings file has wrong, or why nothing was changed; empty for nothing.
    [[nodiscard]] const QString &problem() const { return m_problem; }
    /// What was done last; empty for nothing.
    [[nodiscard]] const QString &done() const { return m_done; }

    /// The screen has come to the front: what holds now, without a draft.
    void refresh();
    /// Not of one that is fixed.
    void choose(const QString &key, const QString &value);
    void discard();
    /// Asks a supervisor, then keeps the draft.
    void save();

Q_SIGNALS:
    void changed();

private:
    void keep(const SettingValues &changes);

    const SettingsSources m_sources;
    StaffDesk *m_staff;
    QList<Setting> m_settings;
    SettingValues m_changes;
    QString m_problem;
    QString m_done;
};

} // namespace tillwright::kiosk::presentation
