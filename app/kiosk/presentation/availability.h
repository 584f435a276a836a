#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

#include <map>
#include <optional>

namespace tillwright::kiosk::presentation {

/// Whether a self-service terminal can serve anybody, as CUSS has it (AVAILABLE and UNAVAILABLE), and why not. It holds
/// what it is told and decides nothing else: a reason that goes away brings the terminal back by itself. When to show
/// this is for the face, which never takes the screen from a customer who is paying.
class Availability : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool available READ isAvailable NOTIFY changed)
    Q_PROPERTY(bool phoneOnly READ isPhoneOnly NOTIFY changed)
    Q_PROPERTY(QStringList reasons READ reasons NOTIFY changed)
    Q_PROPERTY(QString customerText READ customerText NOTIFY changed)
    Q_PROPERTY(QStringList staffTexts READ staffTexts NOTIFY changed)

public:
    /// In the order in which they are told: what somebody has decided before what has failed.
    enum class Reason {
        Staff,       ///< a supervisor has closed the terminal
        EngineFloor, ///< the browser engine is older than what may take cards here
        Network,     ///< this machine has no network
        Backend,     ///< the backend gives no good answer
        Clive,       ///< the backend does, and says that Clive does not
        Paper,       ///< nothing can be printed
    };
    Q_ENUM(Reason)

    explicit Availability(QObject *parent = nullptr) : QObject(parent) {}

    /// `staff`, `engine_floor`, `network`, `backend`, `clive`, `paper`: for logs and for monitoring.
    [[nodiscard]] static QString word(Reason reason);

    /// `cause`: technical, for staff; the same reason with another cause is a change.
    void setReason(Reason reason, bool holds, const QString &cause = {});
    /// Customers can pay on their own phone, which does without this machine's engine.
    void setPhonePayment(bool isOn);
    [[nodiscard]] bool hasPhonePayment() const { return m_hasPhonePayment; }
    /// The language is another one.
    void retranslate() { Q_EMIT changed(); }

    [[nodiscard]] bool isAvailable() const;
    /// No card can be entered here, and that alone is no reason to close: the phone is left.
    [[nodiscard]] bool isPhoneOnly() const { return m_hasPhonePayment && holds(Reason::EngineFloor); }
    [[nodiscard]] bool holds(Reason reason) const { return m_causes.contains(reason); }
    /// All that hold, engine_floor too when the terminal is phoneOnly.
    [[nodiscard]] QStringList reasons() const;
    /// Why this terminal cannot be used, and what to do: one sentence or two in plain words; empty when it can.
    [[nodiscard]] QString customerText() const;
    /// One for each of reasons(): the word, what is wrong, what to do, the cause.
    [[nodiscard]] QStringList staffTexts() const;
    /// The same without what staff have decided themselves.
    [[nodiscard]] QStringList troubles() const;

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] QStringList textsWithout(std::optional<Reason> left) const;
    [[nodiscard]] bool closes(Reason reason) const;
    [[nodiscard]] static QString plainText(Reason reason);
    [[nodiscard]] QString staffText(Reason reason) const;

    std::map<Reason, QString> m_causes;
    bool m_hasPhonePayment = false;
};

} // namespace tillwright::kiosk::presentation
