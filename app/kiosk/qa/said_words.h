#pragma once

#include <QJsonObject>
#include <QList>
#include <QPair>
#include <QString>

namespace tillwright::kiosk::qa {

/// Who said something.
enum class Party { Kiosk, Backend, Clive, Stripe, Panel };

/// One line of the timeline.
struct Said {
    qint64 atMs = 0; ///< this machine's clock, Unix milliseconds
    Party party = Party::Kiosk;
    QString words;
    QString cliveTxId; ///< empty while it is not known
    QString intentId;
    /// Name and value, in this order. Never a secret: see saidBySandbox().
    QList<QPair<QString, QString>> details = {};
};

[[nodiscard]] QString partyName(Party party);

/// From an event of the sandbox's. A field shows its value when its kind is known to hold no secret: a number, a flag, one of a
/// few words, an id. An idempotency key shows its end, by which two can be told apart. Of any other field only the name is shown.
[[nodiscard]] Said saidBySandbox(const QJsonObject &event);
/// From a line of the kiosk's timeline, such as `state:Confirming`.
[[nodiscard]] QString kioskWords(const QString &event);

} // namespace tillwright::kiosk::qa
