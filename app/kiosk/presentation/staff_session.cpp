#include "kiosk/presentation/staff_session.h"

#include <algorithm>
#include <utility>

namespace tillwright::kiosk::presentation {

namespace {

constexpr std::int64_t tickMs = 1000;

} // namespace

StaffSession::StaffSession(shift::StaffPort &staff, checkout::Clock &clock, QObject *parent)
    : QObject(parent), m_staff(staff), m_clock(clock)
{
    refresh();
}

StaffSession::~StaffSession()
{
    m_clock.cancel(m_tick);
}

QString StaffSession::operatorId() const
{
    return m_who ? QString::fromStdString(m_who->id) : QString();
}

QString StaffSession::operatorName() const
{
    return m_who ? QString::fromStdString(m_who->name) : QString();
}

shift::PinGate StaffSession::gateFor(const std::string &id) const
{
    const auto person =
        std::find_if(m_people.begin(), m_people.end(), [&id](const auto &each) { return each.id == id; });
    return person == m_people.end() ? shift::PinGate{} : gateOf(*person, m_clock.nowMs());
}

void StaffSession::refresh()
{
    auto people = m_staff.operators();
    if (!people) {
        // Who was known stays known: a disk that fails opens no register.
        Q_EMIT troubled(QString::fromStdString(people.error().cause));
        return;
    }
    m_isNeeded = !people->empty();
    std::erase_if(*people, [](const auto &person) { return person.isDisabled; });
    m_people = *std::move(people);
    Q_EMIT peopleChanged();
    watchGates();
}

void StaffSession::signIn(const std::string &id, domain::Secret pin)
{
    if (std::exchange(m_isChecking, true))
        return;
    m_staff.checkPin(id, std::move(pin), {}, [this](const shift::PinAnswer &answer) {
        m_isChecking = false;
        take(answer);
    });
}

void StaffSession::take(const shift::PinAnswer &answer)
{
    refresh();
    if (answer.kind == shift::PinAnswer::Kind::Right) {
        const bool isAnother = !m_lastId.empty() && m_lastId != answer.who.id;
        m_who = answer.who;
        m_lastId = answer.who.id;
        tell({"signed_in", answer.who.id, {}, answer.who.id, {}});
        Q_EMIT signedIn(isAnother);
    }
    Q_EMIT pinAnswered(answer);
}

void StaffSession::lock(Why why)
{
    if (!m_who)
        return;
    tell({"signed_out", m_who->id, why == Why::Idle ? "nobody was at the register" : "", m_who->id, {}});
    m_who.reset();
    refresh();
    Q_EMIT locked();
}

void StaffSession::note(const QString &act, const QString &subject, const QString &reason)
{
    tell({act.toStdString(), subject.toStdString(), reason.toStdString(), operatorId().toStdString(), {}});
}

void StaffSession::forgetWrongPins(const std::string &id)
{
    if (const auto done = m_staff.forgetWrongPins(id); !done)
        Q_EMIT troubled(QString::fromStdString(done.error().cause));
    refresh();
}

void StaffSession::tell(const shift::AuditEntry &entry)
{
    // Signing in and out goes on without its line: a full disk must not keep a cashier from a customer's payment.
    if (const auto noted = m_staff.note(entry); !noted)
        Q_EMIT troubled(QString::fromStdString(noted.error().cause));
}

void StaffSession::watchGates()
{
    const bool isWaiting = std::any_of(m_people.begin(), m_people.end(), [this](const auto &person) {
        return gateOf(person, m_clock.nowMs()).waitMs > 0;
    });
    if (!isWaiting || std::exchange(m_isTicking, true))
        return;
    m_tick = m_clock.after(tickMs, [this] {
        m_isTicking = false;
        Q_EMIT gatesChanged();
        watchGates();
    });
}

} // namespace tillwright::kiosk::presentation
