#include "kiosk/staff/staff_store.h"

#include "kiosk/staff/staff_file.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

namespace tillwright::kiosk::staff {

using shift::AuditEntry;
using shift::Operator;
using shift::PinAnswer;
using shift::PinProblem;

namespace {

const QString columns = QStringLiteral("id, name, role, is_disabled, wrong_pins, last_wrong_at_ms");

Operator operatorOf(const QSqlQuery &row)
{
    Operator person;
    person.id = row.value(0).toString().toStdString();
    person.name = row.value(1).toString().toStdString();
    person.role = shift::roleFromWord(row.value(2).toString().toStdString()).value_or(shift::Role::Cashier);
    person.isDisabled = row.value(3).toBool();
    person.wrongPins = row.value(4).toInt();
    person.lastWrongAtMs = row.value(5).toLongLong();
    return person;
}

QString pinSentence(PinProblem problem)
{
    switch (problem) {
    case PinProblem::NotDigits:
        return QStringLiteral("PIN: it has other characters than digits; take 4 to 8 digits");
    case PinProblem::Length:
        return QStringLiteral("PIN: it is too short or too long; take 4 to 8 digits");
    case PinProblem::Trivial:
        return QStringLiteral(
            "PIN: it is one of those that are tried first, such as 0000, 1234 or 1212; take another one");
    case PinProblem::None:
        break;
    }
    return {};
}

} // namespace

StaffResult<std::unique_ptr<StaffStore>> StaffStore::open(const QString &filePath,
                                                          const checkout::Clock &clock, const PinCost &cost)
{
    const auto connection = openStaffFile(filePath);
    if (!connection)
        return tl::unexpected(connection.error());
    return std::unique_ptr<StaffStore>(new StaffStore(*connection, clock, cost));
}

StaffStore::StaffStore(QString connection, const checkout::Clock &clock, const PinCost &cost)
    : m_connection(std::move(connection)), m_clock(clock), m_cost(cost)
{
    m_hasher.setMaxThreadCount(1);
}

StaffStore::~StaffStore()
{
    m_hasher.waitForDone();
    database().close();
    QSqlDatabase::removeDatabase(m_connection);
}

QSqlDatabase StaffStore::database() const
{
    return QSqlDatabase::database(m_connection, false);
}

StaffResult<std::vector<Operator>> StaffStore::operators()
{
    QSqlQuery query(database());
    if (const auto read = run(
            query, QStringLiteral("SELECT %1 FROM operators ORDER BY name COLLATE NOCASE, id").arg(columns));
        !read)
        return tl::unexpected(read.error());
    std::vector<Operator> people;
    while (query.next())
        people.push_back(operatorOf(query));
    return people;
}

StaffResult<Operator> StaffStore::find(const std::string &id) const
{
    QSqlQuery query(database());
    if (const auto read =
            run(query, QStringLiteral("SELECT %1 FROM operators WHERE id = ?").arg(columns), {bound(id)});
        !read)
        return tl::unexpected(read.error());
    if (!query.next())
        return failure(QStringLiteral("there is no operator %1; see tillwright operators list")
                           .arg(QString::fromStdString(id)),
                       StaffError::Kind::NotFound);
    return operatorOf(query);
}

void StaffStore::checkPin(const std::string &id, domain::Secret pin, const std::string &signedIn,
                          std::function<void(const PinAnswer &)> done)
{
    const auto answer = [this, done](PinAnswer::Kind kind, const Operator &who, std::string cause = {}) {
        const PinAnswer said{kind, who, gateOf(who, m_clock.nowMs()), std::move(cause)};
        QMetaObject::invokeMethod(
            this, [done, said] { done(said); }, Qt::QueuedConnection);
    };
    const auto who = find(id);
    if (!who)
        return answer(who.error().kind == StaffError::Kind::NotFound ? PinAnswer::Kind::Refused
                                                                     : PinAnswer::Kind::Failed,
                      {}, who.error().cause);
    const auto gate = gateOf(*who, m_clock.nowMs());
    if (who->isDisabled)
        return answer(PinAnswer::Kind::Refused, *who);
    if (gate.waitMs > 0)
        return answer(gate.isLocked ? PinAnswer::Kind::Locked : PinAnswer::Kind::Wait, *who);
    const auto hash =
        ask(database(), QStringLiteral("SELECT pin_hash FROM operators WHERE id = ?"), {bound(id)});
    const auto counted = ask(
        database(),
        QStringLiteral("UPDATE operators SET wrong_pins = wrong_pins + 1, last_wrong_at_ms = ? WHERE id = ?"),
        {qint64(m_clock.nowMs()), bound(id)});
    if (!hash || !counted)
        return answer(PinAnswer::Kind::Failed, *who, hash ? counted.error().cause : hash.error().cause);
    m_hasher.start([this, id, pin = std::move(pin), signedIn, hash = hash->toStdString(), done] {
        const bool isRight = isPin(pin, hash);
        // Dropped when this object goes first.
        QMetaObject::invokeMethod(
            this, [this, id, isRight, signedIn, done] { settle(id, isRight, signedIn, done); },
            Qt::QueuedConnection);
    });
}

void StaffStore::settle(const std::string &id, bool isRight, const std::string &signedIn,
                        const std::function<void(const PinAnswer &)> &done)
{
    const auto before = find(id);
    if (!before)
        return done({PinAnswer::Kind::Failed, {}, {}, before.error().cause});
    const bool isLocked = !isRight && before->wrongPins >= shift::wrongPinsMax;
    const auto settled = inTransaction(database(), [&]() -> StaffResult<void> {
        if (isRight) {
            const auto reset = ask(
                database(), QStringLiteral("UPDATE operators SET wrong_pins = 0 WHERE id = ?"), {bound(id)});
            return reset ? StaffResult<void>() : tl::unexpected(reset.error());
        }
        const std::string count = std::to_string(before->wrongPins) + " in a row";
        return addAuditLine(database(), m_clock.nowMs(), {"wrong_pin", id, count, signedIn, {}})
            .and_then([&]() -> StaffResult<void> {
                if (!isLocked)
                    return {};
                return addAuditLine(database(), m_clock.nowMs(),
                                    {"operator_locked", id, count, signedIn, {}});
            });
    });
    const auto who = find(id);
    if (!settled || !who)
        return done(
            {PinAnswer::Kind::Failed, *before, {}, settled ? who.error().cause : settled.error().cause});
    const auto kind = isRight ? PinAnswer::Kind::Right
        : isLocked            ? PinAnswer::Kind::Locked
                              : PinAnswer::Kind::Wrong;
    done({kind, *who, gateOf(*who, m_clock.nowMs()), {}});
}

StaffResult<void> StaffStore::forgetWrongPins(const std::string &id)
{
    const auto done =
        ask(database(), QStringLiteral("UPDATE operators SET wrong_pins = 0 WHERE id = ?"), {bound(id)});
    return done ? StaffResult<void>() : tl::unexpected(done.error());
}

StaffResult<void> StaffStore::note(const AuditEntry &entry)
{
    return inTransaction(database(), [&] { return addAuditLine(database(), m_clock.nowMs(), entry); });
}

StaffResult<std::string> StaffStore::hashNew(const domain::Secret &pin) const
{
    if (const auto problem = shift::checkNewPin(pin.reveal()); problem != PinProblem::None)
        return failure(pinSentence(problem), StaffError::Kind::Bad);
    auto hash = hashPin(pin, m_cost);
    if (!hash)
        return failure(QStringLiteral("the PIN cannot be hashed: memory is short; end other programs first"));
    return *std::move(hash);
}

StaffResult<Operator> StaffStore::add(const std::string &name, shift::Role role, std::string id,
                                      const domain::Secret &pin, const std::string &by)
{
    if (!shift::isOperatorName(name))
        return failure(QStringLiteral("NAME: it is empty, too long or has control characters; take 1 to %1 "
                                      "printable characters")
                           .arg(shift::operatorNameMaxCharacters),
                       StaffError::Kind::Bad);
    if (!id.empty() && !shift::isOperatorId(id))
        return failure(QStringLiteral("--id: it is not 1 to %1 of a-z, 0-9 and dashes; write it like ada-2")
                           .arg(shift::operatorIdMaxCharacters),
                       StaffError::Kind::Bad);
    const bool isMade = id.empty();
    if (isMade)
        id = shift::operatorIdFrom(name);
    const std::string base = id.substr(0, shift::operatorIdMaxCharacters - 4);
    for (int number = 2; find(id); ++number) {
        if (!isMade)
            return failure(QStringLiteral("--id: there is an operator %1 already; take another one")
                               .arg(QString::fromStdString(id)),
                           StaffError::Kind::Exists);
        id = base + '-' + std::to_string(number);
    }
    const auto hash = hashNew(pin);
    if (!hash)
        return tl::unexpected(hash.error());
    const auto done = inTransaction(database(), [&]() -> StaffResult<void> {
        QSqlQuery query(database());
        return run(query, QStringLiteral("INSERT INTO operators VALUES (?, ?, ?, ?, 0, 0, 0)"),
                   {bound(id), bound(name), bound(std::string(shift::roleWord(role))), bound(*hash)})
            .and_then([&] {
                return addAuditLine(database(), m_clock.nowMs(),
                                    {"operator_added", id, std::string(shift::roleWord(role)), {}, by});
            });
    });
    if (!done)
        return tl::unexpected(done.error());
    return find(id);
}

StaffResult<void> StaffStore::change(const std::string &id, const QString &assignments,
                                     const QVariantList &values, const AuditEntry &entry)
{
    if (const auto who = find(id); !who)
        return tl::unexpected(who.error());
    return inTransaction(database(), [&] {
        QSqlQuery query(database());
        return run(query, QStringLiteral("UPDATE operators SET %1 WHERE id = ?").arg(assignments),
                   values + QVariantList{bound(id)})
            .and_then([&] { return addAuditLine(database(), m_clock.nowMs(), entry); });
    });
}

StaffResult<void> StaffStore::setPin(const std::string &id, const domain::Secret &pin, const std::string &by)
{
    const auto hash = hashNew(pin);
    if (!hash)
        return tl::unexpected(hash.error());
    return change(id, QStringLiteral("pin_hash = ?, wrong_pins = 0"), {bound(*hash)},
                  {"pin_changed", id, {}, {}, by});
}

StaffResult<void> StaffStore::disable(const std::string &id, const std::string &by)
{
    return change(id, QStringLiteral("is_disabled = 1"), {}, {"operator_disabled", id, {}, {}, by});
}

StaffResult<void> StaffStore::unlock(const std::string &id, const std::string &by)
{
    return change(id, QStringLiteral("wrong_pins = 0"), {}, {"operator_unlocked", id, {}, {}, by});
}

StaffResult<std::vector<AuditLine>> StaffStore::auditLines(int count) const
{
    return readAudit(database(), count);
}

StaffResult<AuditHead> StaffStore::verifyAudit() const
{
    return staff::verifyAudit(database());
}

} // namespace tillwright::kiosk::staff
