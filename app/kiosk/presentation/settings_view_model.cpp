#include "kiosk/presentation/settings_view_model.h"

#include <QPointer>
#include <algorithm>
#include <utility>

namespace tillwright::kiosk::presentation {

SettingsViewModel::SettingsViewModel(SettingsSources sources, StaffDesk *staff, QObject *parent)
    : QObject(parent), m_sources(std::move(sources)), m_staff(staff), m_settings(m_sources.look())
{
}

QList<Setting> SettingsViewModel::settings() const
{
    auto settings = m_settings;
    for (auto &setting : settings)
        setting.value = m_changes.value(setting.key, setting.value);
    return settings;
}

void SettingsViewModel::refresh()
{
    m_settings = m_sources.look();
    m_changes.clear();
    m_problem.clear();
    m_done.clear();
    Q_EMIT changed();
}

void SettingsViewModel::choose(const QString &key, const QString &value)
{
    const auto found = std::find_if(m_settings.begin(), m_settings.end(),
                                    [&key](const Setting &setting) { return setting.key == key; });
    if (found == m_settings.end() || found->isFixed || !problemOf(key, value).isEmpty())
        return;
    m_done.clear();
    if (found->value == value)
        m_changes.remove(key);
    else
        m_changes.insert(key, value);
    Q_EMIT changed();
}

void SettingsViewModel::discard()
{
    m_changes.clear();
    m_problem.clear();
    Q_EMIT changed();
}

void SettingsViewModel::save()
{
    if (m_changes.isEmpty())
        return;
    SettingValues before;
    for (const auto &setting : std::as_const(m_settings))
        before.insert(setting.key, setting.value);
    const auto allowed = [self = QPointer(this), changes = m_changes] {
        if (self)
            self->keep(changes);
    };
    if (m_staff)
        m_staff->allow({QStringLiteral("settings_changed"), QStringLiteral("register"),
                        changeText(before, m_changes), tr("Change the register’s settings")},
                       allowed);
    else
        allowed();
}

void SettingsViewModel::keep(const SettingValues &changes)
{
    m_problem = m_sources.keep(changes);
    m_done.clear();
    if (m_problem.isEmpty()) {
        m_changes.clear();
        m_settings = m_sources.look();
        m_done = tr("Changed, from now on and after a restart.");
    } else {
        m_problem = tr("Nothing was changed: %1").arg(m_problem);
    }
    Q_EMIT changed();
}

} // namespace tillwright::kiosk::presentation
