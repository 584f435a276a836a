#pragma once

#include "checkout/ports.h"
#include "domain/secret.h"
#include "kiosk/shift/staff_port.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <array>
#include <functional>

namespace tillwright::kiosk::presentation {

class DiagnosticsViewModel;
class StaffDesk;
class StaffSession;

/// How long a hand has to rest in the corner of the screen before staff are asked who they are.
inline constexpr std::int64_t cornerHoldMs = 5'000;
/// Untouched for so long, the corner shuts itself.
inline constexpr std::int64_t cornerIdleMs = 60'000;

/// What staff can do at a terminal, and what has to be known for it; handed over by the composition.
struct StaffCornerActs {
    /// False while the bank or Clive has the next word: nothing may cover the traveller's screen then.
    std::function<bool()> mayOpen;
    /// A payment has been begun and has not ended, so that the program must not end.
    std::function<bool()> isPaymentOpen;
    std::function<bool()> isClosed;
    /// Closes the terminal for travellers, or opens it again; what is wrong when that could not be kept, and nothing changed.
    std::function<QString(bool isClosed)> setClosed;
    /// Why travellers could not be served now even if nobody had closed it, for staff; empty when they could.
    std::function<QStringList()> troubles;
    /// The program ends and begins anew.
    std::function<void()> restart;
    /// The program ends for good.
    std::function<void()> leave;
};

/// The part of a self-service terminal that is not for travellers: hidden, and locked by a supervisor's PIN (decision 023). Without
/// supervisors it never opens. Everything that is done in it has an audit line before it happens.
class StaffCorner : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool open READ isOpen NOTIFY openChanged)
    Q_PROPERTY(QString place READ placeName NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString text READ text NOTIFY changed)
    Q_PROPERTY(QString notice READ notice NOTIFY changed)
    Q_PROPERTY(QString backText READ backText NOTIFY changed)
    Q_PROPERTY(QVariantList choices READ choices NOTIFY choicesChanged)
    Q_PROPERTY(QVariantList report READ report NOTIFY reportChanged)
    Q_PROPERTY(int pinLength READ pinLength NOTIFY changed)
    Q_PROPERTY(bool canEnter READ canEnter NOTIFY changed)

public:
    enum class Place {
        Shut,
        People, ///< who it is, where there is more than one supervisor
        Pin,
        Menu,
        Diagnostics,
        Restart, ///< asks once more
        Leave,   ///< likewise
    };
    Q_ENUM(Place)

    /// All must outlive it. `session`: nobody else signs in at it.
    StaffCorner(StaffSession &session, StaffDesk &desk, DiagnosticsViewModel &diagnostics,
                checkout::Clock &clock, StaffCornerActs acts, QObject *parent = nullptr);
    ~StaffCorner() override;

    /// Said where the PIN is asked for: the sandbox's PINs.
    void setHint(const QString &hint) { m_hint = hint; }

    [[nodiscard]] bool isOpen() const { return m_place != Place::Shut; }
    [[nodiscard]] Place place() const { return m_place; }
    /// `menu`, `diagnostics`.
    [[nodiscard]] QString placeName() const;
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString text() const;
    /// What the last thing came to; empty most of the time.
    [[nodiscard]] QString notice() const { return m_notice; }
    [[nodiscard]] QString backText() const;
    /// What can be chosen here: maps of `name`, `text`, `icon`, `enabled` and `danger`.
    [[nodiscard]] const QVariantList &choices() const { return m_choices; }
    /// The diagnostics: maps of `title` and `lines`, which are maps of `name`, `value` and `tone` (plain, good, warning, bad).
    [[nodiscard]] const QVariantList &report() const { return m_report; }
    /// How many digits were typed. Which ones, nobody is told.
    [[nodiscard]] int pinLength() const { return int(m_pinLength); }
    [[nodiscard]] bool canEnter() const;

    /// A hand has come to rest in the corner, or is gone.
    void cornerPressed();
    void cornerReleased();
    /// Asks who it is, as the key for it does. Ignored where there are no supervisors, and while StaffCornerActs::mayOpen says no.
    void ask();
    /// Somebody is here.
    void touched();
    /// What it shows may be another thing now: a payment, availability.
    void look() { update(); }
    /// For staff, while it is open.
    void tell(const QString &words);

    Q_INVOKABLE void choose(const QString &name);
    Q_INVOKABLE void typeDigit(int digit);
    Q_INVOKABLE void eraseDigit();
    Q_INVOKABLE void enterPin();
    /// One step back; from the first one the corner is shut.
    Q_INVOKABLE void back();

Q_SIGNALS:
    void openChanged();
    void changed();
    void choicesChanged();
    void reportChanged();

private:
    void goTo(Place place);
    void shut(bool isIdle);
    void askFor(std::size_t person);
    void pinAnswered(const shift::PinAnswer &answer);
    /// With its audit line, and by a supervisor only.
    void act(const char *word, const QString &prompt, std::function<void()> done);
    void setClosed(bool isClosed);
    void end(Place how);
    void clearPin();
    void update();
    [[nodiscard]] QVariantList choicesHere() const;
    [[nodiscard]] QVariantList menu() const;
    [[nodiscard]] QVariantList reportHere() const;
    [[nodiscard]] bool isSupervisor() const;

    StaffSession &m_session;
    StaffDesk &m_desk;
    DiagnosticsViewModel &m_diagnostics;
    checkout::Clock &m_clock;
    const StaffCornerActs m_acts;
    QString m_hint;
    Place m_place = Place::Shut;
    std::vector<shift::Operator> m_people;
    shift::Operator m_person;
    std::array<char, shift::pinMaxDigits> m_pin{};
    std::size_t m_pinLength = 0;
    bool m_isChecking = false;
    /// Tells an answer whose question nobody asks any more.
    int m_question = 0;
    int m_asked = 0;
    QString m_notice;
    /// It says how long to wait for the next try.
    bool m_isWaitSaid = false;
    QVariantList m_choices;
    QVariantList m_report;
    checkout::TimerId m_hold = 0;
    bool m_isHeld = false;
    checkout::TimerId m_idle = 0;
};

} // namespace tillwright::kiosk::presentation
