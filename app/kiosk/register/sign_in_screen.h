#pragma once

#include "kiosk/presentation/staff_session.h"

#include <QWidget>

class QLabel;

namespace tillwright::kiosk::register_face {

class ActionButton;
class StaffPicker;
class Theme;

/// Who works here: over all of the register but its status strip, until a PIN is right.
class SignInScreen : public QWidget
{
    Q_OBJECT

public:
    /// `hint`: the sandbox's PINs; empty for none. `session` must outlive it.
    SignInScreen(presentation::StaffSession &session, const QString &hint);
    void applyTheme(const Theme &theme);
    /// It has come to the front.
    void enter();
    /// Esc: nothing that was typed stays.
    void escape();

Q_SIGNALS:
    /// A locked person wants to be let in again.
    void unlockWanted(const QString &operatorId);

private:
    void showPeople();
    void showUnlock();

    presentation::StaffSession &m_session;
    StaffPicker *m_picker;
    ActionButton *m_unlock;
    QLabel *m_icon;
};

} // namespace tillwright::kiosk::register_face
