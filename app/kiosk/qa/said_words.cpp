#include "kiosk/qa/said_words.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>

namespace tillwright::kiosk::qa {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("QaTimeline", text);
}

/// What may be in a field, and therefore how much of it is shown.
enum class Kind { Number, Flag, Word, Id, Key };

const QHash<QString, Kind> &kinds()
{
    static const QHash<QString, Kind> known{
        {u"status"_s, Kind::Word},          {u"attempt"_s, Kind::Number},
        {u"answer"_s, Kind::Word},          {u"code"_s, Kind::Word},
        {u"decline_code"_s, Kind::Word},    {u"step"_s, Kind::Word},
        {u"intent_status"_s, Kind::Word},   {u"replayed"_s, Kind::Flag},
        {u"forged"_s, Kind::Flag},          {u"duplicate"_s, Kind::Flag},
        {u"faulty"_s, Kind::Flag},          {u"lost"_s, Kind::Flag},
        {u"event_id"_s, Kind::Id},          {u"clive_tx_id"_s, Kind::Id},
        {u"payment_intent_id"_s, Kind::Id}, {u"idempotency_key"_s, Kind::Key},
    };
    return known;
}

QString hidden()
{
    return words("(hidden)");
}

/// A word of a protocol's: letters, and what joins them. More is not shown.
bool isWord(const QString &text)
{
    static const QRegularExpression shape(u"^[A-Za-z][A-Za-z _-]{0,39}$"_s);
    return shape.match(text).hasMatch();
}

/// `ctx_...`, `pi_...`, `evt_...`: a prefix and what is drawn by lot. A client secret is an intent's id with more.
bool isId(const QString &text)
{
    static const QRegularExpression shape(u"^(ctx|pi|evt|pm|ch)_[A-Za-z0-9]{1,40}$"_s);
    return shape.match(text).hasMatch();
}

/// Nothing where there is nothing to show.
QString shown(Kind kind, const QJsonValue &value)
{
    constexpr int keyShownCharacters = 8;
    if (value.isBool())
        return kind == Kind::Flag ? (value.toBool() ? words("yes") : QString()) : hidden();
    if (value.isDouble())
        return kind == Kind::Number || kind == Kind::Word ? QString::number(value.toInteger()) : hidden();
    const QString text = value.toString();
    if (text.isEmpty())
        return {};
    switch (kind) {
    case Kind::Word:
        return isWord(text) ? text : hidden();
    case Kind::Id:
        return isId(text) ? text : hidden();
    case Kind::Key:
        return text.size() > 2 * keyShownCharacters ? u'…' + text.right(keyShownCharacters) : hidden();
    case Kind::Number:
    case Kind::Flag:
        break;
    }
    return hidden();
}

QString wordOf(const QJsonObject &event, const QString &name)
{
    return shown(Kind::Word, event.value(name));
}

QString webhookWords(const QJsonObject &event)
{
    const QString copy = event.value("forged"_L1).toBool() ? words("forged webhook")
        : event.value("duplicate"_L1).toBool()             ? words("webhook, once more")
                                                           : words("webhook");
    const auto answer = event.value("answer"_L1);
    return answer.isDouble() ? words("%1, attempt %2: the backend answered %3")
                                   .arg(copy)
                                   .arg(event.value("attempt"_L1).toInt())
                                   .arg(answer.toInt())
                             : words("%1, attempt %2: %3")
                                   .arg(copy)
                                   .arg(event.value("attempt"_L1).toInt())
                                   .arg(shown(Kind::Word, answer));
}

QString confirmWords(const QJsonObject &event)
{
    if (event.value("lost"_L1).toBool())
        return words("Pay did not arrive");
    const QString code = wordOf(event, u"code"_s);
    const QString declined = wordOf(event, u"decline_code"_s);
    if (!code.isEmpty())
        return words("Pay: %1").arg(declined.isEmpty() ? code : declined);
    return words("Pay: %1").arg(wordOf(event, u"intent_status"_s));
}

QString sandboxWords(const QString &what, const QJsonObject &event)
{
    const QString status = wordOf(event, u"status"_s);
    if (what == "clive.checkout_intent"_L1)
        return words("create: %1").arg(status);
    if (what == "clive.initialize"_L1)
        return words("initialize: %1").arg(status);
    if (what == "clive.attach_intent"_L1)
        return words("attach the intent: %1").arg(status);
    if (what == "clive.status"_L1)
        return words("status: %1").arg(status);
    if (what == "clive.webhook"_L1)
        return webhookWords(event);
    if (what == "stripe.load"_L1)
        return words("Stripe.js was asked for");
    if (what == "stripe.create_intent"_L1)
        return words("create the intent: %1").arg(status);
    if (what == "stripe.intent.retrieve"_L1)
        return words("read the intent: %1").arg(status);
    if (what == "stripe.confirm"_L1)
        return confirmWords(event);
    if (what == "stripe.challenge"_L1)
        return words("the bank's page: %1").arg(wordOf(event, u"step"_s));
    return what;
}

} // namespace

QString partyName(Party party)
{
    switch (party) {
    case Party::Kiosk:
        return words("Kiosk");
    case Party::Backend:
        return words("Backend");
    case Party::Clive:
        return u"Clive"_s;
    case Party::Stripe:
        return u"Stripe"_s;
    case Party::Panel:
        return words("You");
    }
    return {};
}

Said saidBySandbox(const QJsonObject &event)
{
    Said said;
    const QString what = event.value("what"_L1).toString();
    said.atMs = event.value("at_ms"_L1).toInteger();
    said.party = what.startsWith("stripe."_L1) ? Party::Stripe : Party::Clive;
    said.words = sandboxWords(what, event);
    const auto idOf = [&event](QLatin1StringView name) {
        const QString text = event.value(name).toString();
        return isId(text) ? text : QString();
    };
    said.cliveTxId = idOf("clive_tx_id"_L1);
    said.intentId = idOf("payment_intent_id"_L1);
    static const QStringList notDetails{u"n"_s, u"t_ms"_s, u"at_ms"_s, u"what"_s, u"clive_tx_id"_s};
    for (auto it = event.begin(); it != event.end(); ++it) {
        if (notDetails.contains(it.key()))
            continue;
        const auto kind = kinds().constFind(it.key());
        const QString text = kind == kinds().constEnd() ? hidden() : shown(*kind, it.value());
        if (!text.isEmpty())
            said.details.append({it.key(), text});
    }
    return said;
}

QString kioskWords(const QString &event)
{
    const QString rest = event.section(u':', 1);
    if (event.startsWith("state:"_L1))
        return words("is now %1").arg(rest);
    if (event.startsWith("page:"_L1))
        return words("the payment page: %1").arg(rest);
    if (event.startsWith("journal:"_L1))
        return words("the journal: %1").arg(rest);
    if (event.startsWith("phone:"_L1))
        return words("the customer's phone: %1").arg(rest);
    if (event.startsWith("clive:"_L1))
        return words("heard of Clive's status: %1").arg(rest);
    if (event.startsWith("receipt:"_L1))
        return words("made receipt %1").arg(rest);
    if (event == "backend:create"_L1)
        return words("asks the backend for a checkout");
    if (event == "backend:resume"_L1)
        return words("asks the backend to take a checkout up again");
    if (event == "backend:abandon"_L1)
        return words("tells the backend that it walks away");
    return event;
}

} // namespace tillwright::kiosk::qa
