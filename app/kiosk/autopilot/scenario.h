#pragma once

#include "kiosk/autopilot/hand_steps.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>
#include <optional>
#include <tl/expected.hpp>

/// The scenario file (contracts: Scenario file): a sale to be played on the real widgets and the real page.
namespace tillwright::kiosk::autopilot {

/// What the customer does when the bank asks (3-D Secure).
enum class Challenge { Complete, Fail, Close };

struct CardToType {
    QString number;
    QString expiry = QStringLiteral("12 / 34");
    QString cvc = QStringLiteral("123");
    Challenge challenge = Challenge::Complete;
};

/// The moment at which the page's renderer is struck.
enum class Moment {
    Typed,      ///< the card is typed in, Pay not pressed yet
    Confirming, ///< the kiosk has accepted that the page confirms
};

struct Fault {
    QString at;
    QString action; ///< the file's `do`
    /// Of `delay`; at page.renderer how long after the moment.
    int delayMs = 0;
    int status = 500;
    /// How often; 0: every time (the file leaves `times` out).
    int times = 0;
    Moment when = Moment::Typed; ///< of page.renderer
    /// Of kiosk.process and page.renderer, instead of a moment: the event of the timeline at which it happens, once.
    /// One that ends with a colon stands for every event that begins so.
    QString event = {};
};
/// Every place where something can go wrong, and what can be done there.
[[nodiscard]] const QMap<QString, QStringList> &actionsByPlace();
/// Whether the fault is for this event of the timeline.
[[nodiscard]] bool isDueAt(const Fault &fault, const QString &event);

struct Expectation {
    std::optional<QString> outcome; ///< paid, not_paid, unresolved, refused
    std::optional<int> charges;
    std::optional<int> receipts;
    /// Lines of the timeline that have to be there, in this order; others may stand between them.
    QStringList events;
};

struct Scenario {
    QString name;
    /// `register`, or `terminal`: then `reference` is a booking's, and `amount` what it comes to.
    QString mode = QStringLiteral("register");
    /// How the sandbox's backend makes a checkout with Clive (`clive.flow`). Where the programs were started by
    /// somebody else, theirs counts.
    QString cliveFlow = QStringLiteral("checkout-intent");
    QString amount;
    /// Codes of the catalogue, one for each piece; empty: the amount is typed. Otherwise it is what they come to.
    QStringList items;
    QString currency = QStringLiteral("USD");
    QString email;
    QString reference;
    QMap<QString, QString> meta;
    /// One after the other on the same intent; when none is left and the sale is still open, Cancel is pressed.
    QList<CardToType> pay;
    QList<Fault> faults;
    Expectation expect;
    /// What is done at the register once the sale is over; a step that is not possible is a problem of the result.
    QList<HandStep> hands;
    /// `"then": "close_shift"`: the shift is closed by its screen once everything is played.
    bool closesShift = false;
    /// `"typing": "touch"`, at the terminal only: everything is touched, the card on the on-screen keyboard.
    bool typesByTouch = false;
    /// What the traveller chooses first: `en`, `fr`, `es` or `ar`; at the terminal only.
    QString language = QStringLiteral("en");
    [[nodiscard]] bool isAtTerminal() const { return mode == QLatin1String("terminal"); }
};

/// Why the file cannot be played, with the line it was seen at (1-based; 0 when the file cannot be read).
struct ScenarioError {
    int line = 0;
    QString reason;
    [[nodiscard]] QString text(const QString &fileName) const;
};

[[nodiscard]] tl::expected<Scenario, ScenarioError> parseScenario(const QByteArray &json);
[[nodiscard]] tl::expected<Scenario, ScenarioError> readScenario(const QString &fileName);

/// In what a sale's result is not as expected; empty when it is.
[[nodiscard]] QStringList differences(const Expectation &expect, const QJsonObject &result);
/// The faults that the sandbox carries out, as its control API takes them; the others are the kiosk's own.
[[nodiscard]] QByteArray sandboxFaults(const Scenario &scenario);

} // namespace tillwright::kiosk::autopilot
