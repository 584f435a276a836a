#include "kiosk/autopilot/scenario.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace tillwright::kiosk::autopilot {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype scenarioMaxBytes = 256 * 1024;

/// Reads an object and keeps the first error with its line. Qt's parser keeps no positions, so the line is that of
/// the key's n-th appearance in the text.
class Reader
{
public:
    explicit Reader(const QByteArray &text) : m_text(text) {}

    [[nodiscard]] const std::optional<ScenarioError> &error() const { return m_error; }
    void fail(const QString &key, const QString &reason, int occurrence = 0)
    {
        if (!m_error)
            m_error = ScenarioError{lineOf(key, occurrence), reason};
    }
    void allowOnly(const QJsonObject &object, const QStringList &keys, const QString &where)
    {
        for (auto it = object.begin(); it != object.end(); ++it) {
            if (!keys.contains(it.key()))
                fail(it.key(),
                     u"%1 is not a key of %2; use one of: %3"_s.arg(it.key(), where, keys.join(u", "_s)));
        }
    }
    QString string(const QJsonObject &object, const QString &key, const QString &fallback, int occurrence = 0)
    {
        const auto value = object.value(key);
        if (value.isUndefined())
            return fallback;
        if (!value.isString())
            fail(key, u"%1 is not a string"_s.arg(key), occurrence);
        return value.toString();
    }
    QString requiredString(const QJsonObject &object, const QString &key, const QString &where,
                           int occurrence = 0)
    {
        if (!object.contains(key))
            fail(where, u"%1 has no %2"_s.arg(where, key), occurrence);
        return string(object, key, {}, occurrence);
    }
    int integer(const QJsonObject &object, const QString &key, int fallback, int least, int most)
    {
        const auto value = object.value(key);
        if (value.isUndefined())
            return fallback;
        const double number = value.toDouble(-1);
        if (!value.isDouble() || number != int(number) || number < least || number > most) {
            fail(key, u"%1 is not an integer from %2 to %3"_s.arg(key).arg(least).arg(most));
            return fallback;
        }
        return int(number);
    }

private:
    int lineOf(const QString &key, int occurrence) const
    {
        const QByteArray quoted = '"' + key.toUtf8() + '"';
        qsizetype at = m_text.indexOf(quoted);
        for (int i = 0; i < occurrence && at >= 0; ++i)
            at = m_text.indexOf(quoted, at + 1);
        return at < 0 ? 1 : int(m_text.left(at).count('\n')) + 1;
    }
    const QByteArray &m_text;
    std::optional<ScenarioError> m_error;
};

void readSale(Reader &reader, const QJsonObject &root, Scenario &scenario)
{
    if (!root.value("sale"_L1).isObject()) {
        reader.fail(u"sale"_s, u"the scenario has no object sale"_s);
        return;
    }
    const auto sale = root.value("sale"_L1).toObject();
    const auto where = u"sale"_s;
    reader.allowOnly(sale, {u"amount"_s, u"currency"_s, u"email"_s, u"reference"_s, u"items"_s, u"meta"_s},
                     where);
    scenario.amount = reader.requiredString(sale, u"amount"_s, where);
    scenario.currency = reader.string(sale, u"currency"_s, scenario.currency);
    scenario.email = reader.requiredString(sale, u"email"_s, where);
    scenario.reference = reader.requiredString(sale, u"reference"_s, where);
    if (sale.contains("items"_L1) && !sale.value("items"_L1).isArray())
        reader.fail(u"items"_s, u"items is not an array of codes"_s);
    for (const auto &item : sale.value("items"_L1).toArray()) {
        if (item.toString().isEmpty())
            reader.fail(u"items"_s, u"items has something in it that is no code"_s);
        scenario.items.append(item.toString());
    }
    if (sale.contains("meta"_L1) && !sale.value("meta"_L1).isObject())
        reader.fail(u"meta"_s, u"meta is not an object of strings"_s);
    const auto meta = sale.value("meta"_L1).toObject();
    for (auto it = meta.begin(); it != meta.end(); ++it) {
        if (!it.value().isString())
            reader.fail(it.key(), u"meta.%1 is not a string"_s.arg(it.key()));
        scenario.meta.insert(it.key(), it.value().toString());
    }
}

void readCards(Reader &reader, const QJsonObject &root, Scenario &scenario)
{
    static const QMap<QString, Challenge> challenges{
        {u"complete"_s, Challenge::Complete}, {u"fail"_s, Challenge::Fail}, {u"close"_s, Challenge::Close}};
    if (root.contains("pay"_L1) && !root.value("pay"_L1).isArray())
        reader.fail(u"pay"_s, u"pay is not an array of cards"_s);
    int index = 0;
    for (const auto &item : root.value("pay"_L1).toArray()) {
        const auto object = item.toObject();
        reader.allowOnly(object, {u"card"_s, u"expiry"_s, u"cvc"_s, u"challenge"_s}, u"pay"_s);
        CardToType card;
        card.number = reader.requiredString(object, u"card"_s, u"pay"_s, 0);
        card.expiry = reader.string(object, u"expiry"_s, card.expiry);
        card.cvc = reader.string(object, u"cvc"_s, card.cvc);
        const auto challenge = reader.string(object, u"challenge"_s, u"complete"_s);
        if (!challenges.contains(challenge))
            reader.fail(u"challenge"_s, u"challenge is %1; use complete, fail or close"_s.arg(challenge));
        card.challenge = challenges.value(challenge);
        for (const auto c : card.number) {
            if (!c.isDigit()) {
                reader.fail(u"card"_s, u"card is not a number of digits"_s, index);
                break;
            }
        }
        scenario.pay.append(card);
        ++index;
    }
}

void readFaults(Reader &reader, const QJsonObject &root, Scenario &scenario)
{
    if (root.contains("faults"_L1) && !root.value("faults"_L1).isArray())
        reader.fail(u"faults"_s, u"faults is not an array"_s);
    static const QMap<QString, Moment> moments{{u"typed"_s, Moment::Typed},
                                               {u"confirming"_s, Moment::Confirming}};
    int index = 0;
    for (const auto &item : root.value("faults"_L1).toArray()) {
        const auto object = item.toObject();
        reader.allowOnly(object, {u"at"_s, u"do"_s, u"when"_s, u"event"_s, u"ms"_s, u"status"_s, u"times"_s},
                         u"faults"_s);
        Fault fault;
        fault.at = reader.requiredString(object, u"at"_s, u"faults"_s);
        fault.action = reader.requiredString(object, u"do"_s, u"faults"_s);
        fault.delayMs = reader.integer(object, u"ms"_s, 0, 0, 600'000);
        fault.status = reader.integer(object, u"status"_s, 500, 400, 599);
        fault.times = reader.integer(object, u"times"_s, 0, 1, 1000);
        const auto when = reader.string(object, u"when"_s, u"typed"_s);
        if (!moments.contains(when))
            reader.fail(u"when"_s, u"when is %1; use typed or confirming"_s.arg(when));
        else if (object.contains("when"_L1) && fault.at != "page.renderer"_L1)
            reader.fail(u"when"_s, u"when is for page.renderer only"_s);
        fault.when = moments.value(when);
        fault.event = reader.string(object, u"event"_s, {});
        const auto &places = actionsByPlace();
        if (!places.contains(fault.at))
            reader.fail(u"at"_s, u"at is %1; use one of: %2"_s.arg(fault.at, places.keys().join(u", "_s)),
                        index);
        else if (!places.value(fault.at).contains(fault.action))
            reader.fail(u"do"_s,
                        u"do is %1; %2 takes one of: %3"_s.arg(fault.action, fault.at,
                                                               places.value(fault.at).join(u", "_s)),
                        index);
        else if (!fault.event.isEmpty() && fault.at != "page.renderer"_L1 && fault.at != "kiosk.process"_L1)
            reader.fail(u"event"_s,
                        u"event is for page.renderer and kiosk.process, not for %1"_s.arg(fault.at));
        scenario.faults.append(fault);
        ++index;
    }
}

void readExpectation(Reader &reader, const QJsonObject &root, Scenario &scenario)
{
    const auto expect = root.value("expect"_L1).toObject();
    reader.allowOnly(expect, {u"outcome"_s, u"charges"_s, u"receipts"_s, u"events"_s}, u"expect"_s);
    static const QStringList outcomes{u"paid"_s, u"not_paid"_s, u"unresolved"_s, u"refused"_s};
    if (expect.contains("outcome"_L1)) {
        scenario.expect.outcome = reader.string(expect, u"outcome"_s, {});
        if (!outcomes.contains(*scenario.expect.outcome))
            reader.fail(
                u"outcome"_s,
                u"outcome is %1; use one of: %2"_s.arg(*scenario.expect.outcome, outcomes.join(u", "_s)));
    }
    if (expect.contains("charges"_L1))
        scenario.expect.charges = reader.integer(expect, u"charges"_s, 0, 0, 1000);
    if (expect.contains("receipts"_L1))
        scenario.expect.receipts = reader.integer(expect, u"receipts"_s, 0, 0, 1000);
    if (expect.contains("events"_L1) && !expect.value("events"_L1).isArray())
        reader.fail(u"events"_s, u"events is not an array of strings"_s);
    for (const auto &event : expect.value("events"_L1).toArray()) {
        if (!event.isString())
            reader.fail(u"events"_s, u"events is not an array of strings"_s);
        scenario.expect.events.append(event.toString());
    }
}

} // namespace

const QMap<QString, QStringList> &actionsByPlace()
{
    static const QStringList answers{u"drop"_s, u"delay"_s, u"fail"_s, u"duplicate"_s, u"never"_s};
    static const QMap<QString, QStringList> places{
        // Forged: the PaymentIntent is over a hundredfold, as with a wrong amount unit.
        {u"clive.checkout_intent"_s, answers + QStringList{u"forge"_s}},
        // The older flow's steps.
        {u"clive.initialize"_s, answers},
        {u"clive.attach_intent"_s, answers},
        {u"stripe.create_intent"_s, answers + QStringList{u"forge"_s}},
        {u"clive.status"_s, {u"drop"_s, u"delay"_s, u"fail"_s, u"never"_s}},
        {u"clive.webhook"_s, answers + QStringList{u"forge"_s}},
        {u"stripe.load"_s, {u"drop"_s, u"delay"_s, u"fail"_s, u"never"_s}},
        {u"stripe.confirm.request"_s, answers},
        {u"stripe.confirm.response"_s, {u"drop"_s, u"delay"_s, u"fail"_s, u"never"_s}},
        {u"backend.request"_s, {u"drop"_s, u"delay"_s, u"fail"_s, u"duplicate"_s}},
        {u"backend.response"_s, {u"drop"_s, u"delay"_s, u"fail"_s}},
        // Never: it answers never again, as in an endless loop.
        {u"page.renderer"_s, {u"crash"_s, u"never"_s}},
        {u"kiosk.process"_s, {u"crash"_s}},
        // `ms`: when somebody repairs it. Never: it answers no question about its status.
        {u"printer"_s, {u"paper_out"_s, u"cover_open"_s, u"offline"_s, u"crash"_s, u"never"_s}},
    };
    return places;
}

QString ScenarioError::text(const QString &fileName) const
{
    if (line == 0)
        return u"%1: %2"_s.arg(fileName, reason);
    return u"%1:%2: %3"_s.arg(fileName).arg(line).arg(reason);
}

tl::expected<Scenario, ScenarioError> parseScenario(const QByteArray &json)
{
    if (json.size() > scenarioMaxBytes)
        return tl::unexpected(ScenarioError{1, u"the file is larger than 256 KiB"_s});
    QJsonParseError parseError;
    const auto document = QJsonDocument::fromJson(json, &parseError);
    if (document.isNull()) {
        const int line = int(json.left(parseError.offset).count('\n')) + 1;
        return tl::unexpected(ScenarioError{line, u"not JSON: %1"_s.arg(parseError.errorString())});
    }
    if (!document.isObject())
        return tl::unexpected(ScenarioError{1, u"not a JSON object"_s});
    const auto root = document.object();
    Reader reader(json);
    reader.allowOnly(root,
                     {u"name"_s, u"description"_s, u"mode"_s, u"flow"_s, u"typing"_s, u"language"_s,
                      u"sale"_s, u"pay"_s, u"faults"_s, u"expect"_s, u"hands"_s, u"then"_s},
                     u"a scenario"_s);
    Scenario scenario;
    scenario.name = reader.requiredString(root, u"name"_s, u"name"_s);
    scenario.mode = reader.string(root, u"mode"_s, scenario.mode);
    if (scenario.mode != "register"_L1 && scenario.mode != "terminal"_L1)
        reader.fail(u"mode"_s, u"mode is %1; use register or terminal"_s.arg(scenario.mode));
    scenario.cliveFlow = reader.string(root, u"flow"_s, scenario.cliveFlow);
    if (scenario.cliveFlow != "checkout-intent"_L1 && scenario.cliveFlow != "legacy"_L1)
        reader.fail(u"flow"_s, u"flow is %1; use checkout-intent or legacy"_s.arg(scenario.cliveFlow));
    readSale(reader, root, scenario);
    readCards(reader, root, scenario);
    readFaults(reader, root, scenario);
    readExpectation(reader, root, scenario);
    // A traveller pays what is booked.
    if (scenario.isAtTerminal() && !scenario.items.isEmpty())
        reader.fail(u"items"_s, u"items are for the mode register"_s);
    if (root.contains("hands"_L1)) {
        const auto hands = readHandSteps(root.value("hands"_L1).toArray());
        if (!hands || hands->isEmpty())
            reader.fail(u"hands"_s, hands ? u"hands is not an array of steps"_s : hands.error());
        else if (scenario.isAtTerminal())
            reader.fail(u"hands"_s, u"hands are for the mode register"_s);
        scenario.hands = hands.value_or(QList<HandStep>());
    }
    const QString typing = reader.string(root, u"typing"_s, u"keys"_s);
    if (typing != "keys"_L1 && typing != "touch"_L1)
        reader.fail(u"typing"_s, u"typing is %1; use keys or touch"_s.arg(typing));
    else if (typing == "touch"_L1 && !scenario.isAtTerminal())
        reader.fail(u"typing"_s, u"typing by touch is for the mode terminal"_s);
    scenario.typesByTouch = typing == "touch"_L1;
    static const QStringList languages{u"en"_s, u"fr"_s, u"es"_s, u"ar"_s};
    scenario.language = reader.string(root, u"language"_s, scenario.language);
    if (!languages.contains(scenario.language))
        reader.fail(u"language"_s,
                    u"language is %1; use one of: %2"_s.arg(scenario.language, languages.join(u", "_s)));
    else if (root.contains("language"_L1) && !scenario.isAtTerminal())
        reader.fail(u"language"_s, u"a language is for the mode terminal"_s);
    const QString then = reader.string(root, u"then"_s, {});
    if (!then.isEmpty() && then != "close_shift"_L1)
        reader.fail(u"then"_s, u"then is %1; use close_shift"_s.arg(then));
    scenario.closesShift = !then.isEmpty();
    if (reader.error())
        return tl::unexpected(*reader.error());
    return scenario;
}

tl::expected<Scenario, ScenarioError> readScenario(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(ScenarioError{0, u"cannot be read: %1"_s.arg(file.errorString())});
    return parseScenario(file.read(scenarioMaxBytes + 1));
}

bool isDueAt(const Fault &fault, const QString &event)
{
    if (fault.event.isEmpty())
        return false;
    return fault.event.endsWith(u':') ? event.startsWith(fault.event) : event == fault.event;
}

QStringList differences(const Expectation &expect, const QJsonObject &result)
{
    QStringList problems;
    const auto compare = [&](const QString &name, const auto &expected) {
        if (expected && result.value(name) != QJsonValue(*expected))
            problems.append(u"%1 is %2, expected %3"_s.arg(name, result.value(name).toVariant().toString(),
                                                           QJsonValue(*expected).toVariant().toString()));
    };
    compare(u"outcome"_s, expect.outcome);
    compare(u"charges"_s, expect.charges);
    compare(u"receipts"_s, expect.receipts);
    auto missing = expect.events;
    for (const auto &line : result.value("timeline"_L1).toArray()) {
        if (!missing.isEmpty() && line.toObject().value("event"_L1) == missing.first())
            missing.removeFirst();
    }
    if (!missing.isEmpty())
        problems.append(u"%1 did not happen, or not in this order"_s.arg(missing.first()));
    return problems;
}

QByteArray sandboxFaults(const Scenario &scenario)
{
    QJsonArray faults;
    for (const auto &fault : scenario.faults) {
        if (!fault.at.startsWith("clive."_L1) && !fault.at.startsWith("stripe."_L1))
            continue;
        QJsonObject object{{u"at"_s, fault.at}, {u"do"_s, fault.action}};
        if (fault.action == "delay"_L1)
            object.insert(u"ms"_s, fault.delayMs);
        if (fault.action == "fail"_L1)
            object.insert(u"status"_s, fault.status);
        if (fault.times > 0)
            object.insert(u"times"_s, fault.times);
        faults.append(object);
    }
    return QJsonDocument(faults).toJson(QJsonDocument::Compact);
}

} // namespace tillwright::kiosk::autopilot
