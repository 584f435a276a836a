#pragma once

#include <QFrame>

class QLabel;

namespace tillwright::kiosk::register_face {

class Theme;

enum class Health { Unknown, Good, Bad };

/// What the strip says about where the register runs; does not change while it runs.
struct Environment {
    /// No real money moves: said in the one colour that is used for nothing else.
    bool sandbox = false;
    QString device;        ///< such as `register-1`
    QString version;       ///< of Tillwright
    QString engineVersion; ///< of QtWebEngine's Chromium; empty: not shown
};

class StatusStrip : public QFrame
{
    Q_OBJECT

public:
    explicit StatusStrip(const Environment &environment);
    void setNetwork(Health health);
    void setBackend(Health health);
    /// Not shown before. `words`: "Printer: no paper"; `advice`: what to do about it.
    void setPrinter(Health health, const QString &words, const QString &advice);
    /// "1 payment being checked"; empty hides the badge.
    void setChecking(const QString &text);
    void applyTheme(const Theme &theme);

Q_SIGNALS:
    void helpWanted();

private:
    struct Field {
        QLabel *icon;
        QLabel *label;
        QString name;
        Health health = Health::Unknown;
    };
    Field makeField(const QString &name, const QString &objectName);
    void setHealth(Field &field, Health health);
    void showField(const Field &field);
    void showIcon(const Field &field);

    const Theme *m_theme = nullptr;
    QLabel *m_checking;
    Field m_network;
    Field m_backend;
    Field m_printer;
};

} // namespace tillwright::kiosk::register_face
