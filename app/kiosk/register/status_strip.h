#pragma once

#include "kiosk/presentation/engine_words.h"

#include <QFrame>

class QLabel;

namespace tillwright::kiosk::register_face {

class Theme;

enum class Health {
    Unknown,
    Good,
    Warning, ///< it goes on; somebody should see to it
    Bad,
};

/// What the strip says about where the register runs; does not change while it runs.
struct Environment {
    /// No real money moves: said in the one colour that is used for nothing else.
    bool sandbox = false;
    QString device;  ///< such as `register-1`
    QString version; ///< of Tillwright
    /// Without a version it is not shown.
    presentation::Engine engine;
};

/// Where the register stands: each thing it needs with its state, as a picture and in words.
class StatusStrip : public QFrame
{
    Q_OBJECT

public:
    explicit StatusStrip(const Environment &environment);
    void setNetwork(Health health) { setHealth(m_network, health); }
    void setBackend(Health health) { setHealth(m_backend, health); }
    /// As the backend says; `Unknown` while it is not reached itself, or has not asked Clive yet.
    void setClive(Health health) { setHealth(m_clive, health); }
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
    void say(Field &field, Health health, const QString &state, const QString &advice = {});
    void showIcon(const Field &field) const;

    const Theme *m_theme = nullptr;
    QLabel *m_checking;
    Field m_network;
    Field m_backend;
    Field m_clive;
    Field m_printer;
    Field m_engine;
};

} // namespace tillwright::kiosk::register_face
