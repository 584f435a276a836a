#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QTranslator>

namespace tillwright::kiosk::terminal {

/// The language that a traveller has chosen: installs its catalogue (resources/translations) in the application and sets
/// the direction of layouts. What is shown is told to say its words anew, and loses nothing. One per application.
class Languages : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString current READ current NOTIFY changed)
    Q_PROPERTY(QStringList codes READ codes CONSTANT)
    Q_PROPERTY(bool rightToLeft READ isRightToLeft NOTIFY changed)

public:
    /// `first`: the one that every traveller begins with, BCP 47 (`fr`, `en-GB`); one that there is no catalogue for is
    /// English.
    explicit Languages(const QString &first, QObject *parent = nullptr);
    ~Languages() override;

    /// `en`, `fr`, `es`, `ar`.
    [[nodiscard]] QStringList codes() const;
    /// In that language itself.
    Q_INVOKABLE [[nodiscard]] QString nameOf(const QString &code) const;
    [[nodiscard]] QString current() const { return m_current; }
    [[nodiscard]] bool isRightToLeft() const;
    /// Ignored for a code that there is no catalogue for.
    Q_INVOKABLE void select(const QString &code);
    /// For the next traveller.
    void reset() { select(m_first); }

Q_SIGNALS:
    void changed();

private:
    QString m_first;
    QString m_current;
    QTranslator m_translator;
};

} // namespace tillwright::kiosk::terminal
