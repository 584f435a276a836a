#pragma once

#include "kiosk/presentation/register_settings.h"
#include "kiosk/register/side_screen.h"

#include <QHash>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace tillwright::kiosk::presentation {
class SettingsViewModel;
}

namespace tillwright::kiosk::register_face {

class ActionButton;

/// What a supervisor may change on the spot. Nothing holds before *Save*; Esc drops what was chosen.
class SettingsScreen : public SideScreen
{
    Q_OBJECT

public:
    /// `settings` must outlive it.
    explicit SettingsScreen(presentation::SettingsViewModel &settings);
    void applyTheme(const Theme &theme) override;
    void enter() override;
    bool escape() override;

private:
    void makeRows();
    [[nodiscard]] QWidget *makeRow(const presentation::Setting &setting);
    void showState();

    presentation::SettingsViewModel &m_settings;
    const Theme *m_theme = nullptr;
    QVBoxLayout *m_rows = nullptr;
    /// Those of each setting, in the order of its choices.
    QHash<QString, QList<QPushButton *>> m_choices;
    /// Keys and choices of what the rows were made for.
    QStringList m_made;
    QLabel *m_problemIcon;
    QLabel *m_problem;
    QLabel *m_done;
    ActionButton *m_save;
    ActionButton *m_discard;
};

} // namespace tillwright::kiosk::register_face
