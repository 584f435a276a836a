#pragma once

#include <QFrame>
#include <QList>
#include <QToolButton>

class QVBoxLayout;

namespace tillwright::kiosk::register_face {

class Theme;

/// One way of the rail: an icon over its name and, where something waits, how many.
class RailButton : public QToolButton
{
    Q_OBJECT

public:
    RailButton(const QString &objectName, const QString &name, const QString &icon, const QString &keyName);
    /// A long one ends in dots and is whole in the tool tip.
    void setName(const QString &name);
    /// 0 takes the badge away.
    void setCount(int count);
    void applyTheme(const Theme &theme);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void describe();

    QString m_name;
    QString m_icon;
    QString m_keyName;
    int m_count = 0;
    QColor m_badge;
    QColor m_onBadge;
    int m_badgeFontPx = 0;
};

/// The ways between the register's screens, for those who touch; the keyboard has the F-keys. Not shown while there is
/// only one screen to go to.
class NavigationRail : public QFrame
{
    Q_OBJECT

public:
    NavigationRail();
    RailButton *add(const QString &objectName, const QString &name, const QString &icon,
                    const QString &keyName);
    /// At the lower end: no way to a screen.
    RailButton *addFoot(const QString &objectName, const QString &name, const QString &icon,
                        const QString &keyName);
    void setCurrent(const RailButton *button);
    void applyTheme(const Theme &theme);

private:
    RailButton *insert(int index, RailButton *button);

    QVBoxLayout *m_layout;
    /// They stand before the stretch.
    int m_ways = 0;
    QList<RailButton *> m_buttons;
    const Theme *m_theme = nullptr;
};

} // namespace tillwright::kiosk::register_face
