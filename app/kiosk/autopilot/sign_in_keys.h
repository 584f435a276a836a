#pragma once

#include <QElapsedTimer>
#include <QString>

class QWidget;

namespace tillwright::kiosk::autopilot {

/// Signs in by the tiles and keys of the sign-in screen, whenever it is shown.
class SignInKeys
{
public:
    SignInKeys(QString operatorId, QString pin);
    /// True: somebody has to sign in first. Presses the keys, unless what it pressed before is still being looked at.
    [[nodiscard]] bool signsIn(const QWidget *window);

private:
    const QString m_operatorId;
    const QString m_pin;
    QElapsedTimer m_sincePressed;
};

} // namespace tillwright::kiosk::autopilot
