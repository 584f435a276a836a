#include "kiosk/presentation/staff_corner.h"

#include "kiosk/presentation/diagnostics_view_model.h"
#include "kiosk/presentation/staff_desk.h"
#include "kiosk/presentation/staff_session.h"
#include "kiosk/presentation/staff_words.h"

#include <QMetaEnum>
#include <algorithm>
#include <utility>

namespace tillwright::kiosk::presentation {

using namespace Qt::StringLiterals;

namespace {

QVariantMap choice(const QString &name, const QString &text, const QString &icon, bool isEnabled = true,
                   bool isDanger = false)
{
    return {{u"name"_s, name},
            {u"text"_s, text},
            {u"icon"_s, icon},
            {u"enabled"_s, isEnabled},
            {u"danger"_s, isDanger}};
}

QString toneWord(FactTone tone)
{
    switch (tone) {
    case FactTone::Plain:
        return u"plain"_s;
    case FactTone::Good:
        return u"good"_s;
    case FactTone::Warning:
        return u"warning"_s;
    case FactTone::Bad:
        break;
    }
    return u"bad"_s;
}

} // namespace

StaffCorner::StaffCorner(StaffSession &session, StaffDesk &desk, DiagnosticsViewModel &diagnostics,
                         checkout::Clock &clock, StaffCornerActs acts, QObject *parent)
    : QObject(parent), m_session(session), m_desk(desk), m_diagnostics(diagnostics), m_clock(clock),
      m_acts(std::move(acts))
{
    connect(&m_session, &StaffSession::pinAnswered, this, &StaffCorner::pinAnswered);
    connect(&m_session, &StaffSession::gatesChanged, this, &StaffCorner::update);
    connect(&m_session, &StaffSession::troubled, this, &StaffCorner::tell);
    connect(&m_diagnostics, &DiagnosticsViewModel::changed, this, &StaffCorner::update);
}

StaffCorner::~StaffCorner()
{
    m_clock.cancel(m_hold);
    m_clock.cancel(m_idle);
    clearPin();
    // What shows it looks away before it is gone.
    if (std::exchange(m_place, Place::Shut) != Place::Shut)
        Q_EMIT openChanged();
}

QString StaffCorner::placeName() const
{
    QString name = QString::fromLatin1(QMetaEnum::fromType<Place>().valueToKey(int(m_place)));
    name[0] = name[0].toLower();
    return name;
}

QString StaffCorner::title() const
{
    switch (m_place) {
    case Place::Shut:
        return {};
    case Place::People:
        return tr("Staff");
    case Place::Pin:
        return QString::fromStdString(m_person.name);
    case Place::Menu:
        return m_acts.isClosed() ? tr("Closed for travellers") : tr("Open for travellers");
    case Place::Diagnostics:
        return tr("Diagnostics");
    case Place::Restart:
        return tr("Restart the program?");
    case Place::Leave:
        break;
    }
    return tr("Leave the program?");
}

QString StaffCorner::text() const
{
    switch (m_place) {
    case Place::Shut:
    case Place::Diagnostics:
        return {};
    case Place::People:
        return tr("Who are you?");
    case Place::Pin:
        return m_hint.isEmpty() ? tr("Type your PIN.") : m_hint;
    case Place::Menu:
    case Place::Restart:
    case Place::Leave:
        break;
    }
    if (m_acts.isPaymentOpen())
        return tr("A traveller’s payment is under way. It goes on when you leave this corner; the program "
                  "cannot be ended before it has.");
    if (m_place == Place::Restart)
        return tr("It ends and begins anew. That takes some seconds.");
    if (m_place == Place::Leave)
        return tr("The terminal serves nobody until the program is started again.");
    const QStringList troubles = m_acts.troubles();
    if (!troubles.isEmpty())
        return troubles.join(u'\n');
    return m_acts.isClosed()
        ? tr("Travellers are sent elsewhere until it is opened here again, after a restart, too.")
        : tr("Travellers can pay here.");
}

QString StaffCorner::backText() const
{
    return m_place == Place::Diagnostics || m_place == Place::Restart || m_place == Place::Leave
        ? tr("Back")
        : tr("Leave this corner");
}

bool StaffCorner::canEnter() const
{
    return m_place == Place::Pin && !m_isChecking && m_pinLength >= shift::pinMinDigits
        && m_session.gateFor(m_person.id).waitMs <= 0;
}

bool StaffCorner::isSupervisor() const
{
    // Without operators nobody would have to be one.
    return m_session.isNeeded() && m_session.isSupervisor();
}

void StaffCorner::cornerPressed()
{
    if (isOpen() || std::exchange(m_isHeld, true))
        return;
    m_hold = m_clock.after(cornerHoldMs, [this] {
        m_isHeld = false;
        ask();
    });
}

void StaffCorner::cornerReleased()
{
    m_isHeld = false;
    m_clock.cancel(m_hold);
    m_hold = 0;
}

void StaffCorner::ask()
{
    if (isOpen() || !m_acts.mayOpen())
        return;
    m_session.refresh();
    m_people = m_session.people();
    std::erase_if(m_people, [](const auto &person) { return person.role != shift::Role::Supervisor; });
    if (m_people.empty())
        return;
    m_notice.clear();
    if (m_people.size() == 1)
        askFor(0);
    else
        goTo(Place::People);
    touched();
}

void StaffCorner::askFor(std::size_t person)
{
    m_person = m_people[person];
    ++m_question;
    m_notice.clear();
    m_isWaitSaid = false;
    goTo(Place::Pin);
}

void StaffCorner::touched()
{
    if (!isOpen())
        return;
    m_clock.cancel(m_idle);
    m_idle = m_clock.after(cornerIdleMs, [this] { shut(true); });
}

void StaffCorner::tell(const QString &words)
{
    if (!isOpen())
        return;
    m_notice = words;
    update();
}

void StaffCorner::goTo(Place place)
{
    const bool wasOpen = isOpen();
    clearPin();
    if (m_place == Place::Diagnostics)
        m_diagnostics.setShown(false);
    m_place = place;
    if (place == Place::Diagnostics)
        m_diagnostics.setShown(true);
    update();
    if (isOpen() != wasOpen)
        Q_EMIT openChanged();
}

void StaffCorner::shut(bool isIdle)
{
    m_clock.cancel(m_idle);
    m_idle = 0;
    ++m_question;
    m_notice.clear();
    m_session.lock(isIdle ? StaffSession::Why::Idle : StaffSession::Why::Asked);
    goTo(Place::Shut);
}

void StaffCorner::back()
{
    switch (m_place) {
    case Place::Shut:
        return;
    case Place::Diagnostics:
    case Place::Restart:
    case Place::Leave:
        m_notice.clear();
        goTo(Place::Menu);
        return;
    case Place::People:
    case Place::Pin:
    case Place::Menu:
        break;
    }
    shut(false);
}

void StaffCorner::typeDigit(int digit)
{
    if (m_place != Place::Pin || m_isChecking || digit < 0 || digit > 9 || m_pinLength == m_pin.size())
        return;
    m_pin[m_pinLength++] = char('0' + digit);
    Q_EMIT changed();
}

void StaffCorner::eraseDigit()
{
    if (m_place != Place::Pin || m_pinLength == 0)
        return;
    m_pin[--m_pinLength] = 0;
    Q_EMIT changed();
}

void StaffCorner::clearPin()
{
    // Through a volatile pointer, because a plain store before destruction would be optimised away.
    volatile char *bytes = m_pin.data();
    for (std::size_t i = 0; i < m_pin.size(); ++i)
        bytes[i] = 0;
    m_pinLength = 0;
}

void StaffCorner::enterPin()
{
    if (!canEnter())
        return;
    domain::Secret pin(std::string(m_pin.data(), m_pinLength));
    clearPin();
    m_isChecking = true;
    m_asked = m_question;
    m_notice = tr("Looking …");
    update();
    m_session.signIn(m_person.id, std::move(pin));
}

void StaffCorner::pinAnswered(const shift::PinAnswer &answer)
{
    m_isChecking = false;
    const bool isRight = answer.kind == shift::PinAnswer::Kind::Right;
    const bool isWanted = m_place == Place::Pin && m_asked == m_question;
    if (!isWanted || (isRight && !isSupervisor())) {
        // Shut meanwhile, or no supervisor any more.
        m_session.lock(StaffSession::Why::Asked);
        tell(isWanted ? tr("A supervisor’s PIN is needed.") : QString());
        return;
    }
    touched();
    m_notice = pinWords(answer);
    if (isRight)
        goTo(Place::Menu);
    else
        update();
}

void StaffCorner::act(const char *word, const QString &prompt, std::function<void()> done)
{
    if (!isSupervisor())
        return;
    m_desk.allow({QString::fromLatin1(word), u"terminal"_s, u"at the terminal itself"_s, prompt},
                 std::move(done));
}

void StaffCorner::choose(const QString &name)
{
    touched();
    const auto chosen = std::find_if(m_choices.begin(), m_choices.end(), [&name](const QVariant &one) {
        return one.toMap().value(u"name"_s).toString() == name;
    });
    if (chosen == m_choices.end() || !chosen->toMap().value(u"enabled"_s).toBool())
        return;
    if (m_place == Place::People) {
        askFor(std::size_t(chosen - m_choices.begin()));
        return;
    }
    m_notice.clear();
    if (name == "diagnostics"_L1)
        act("diagnostics_opened", tr("Open the diagnostics"), [this] { goTo(Place::Diagnostics); });
    else if (name == "close"_L1 || name == "open"_L1)
        setClosed(name == "close"_L1);
    else if (name == "restart"_L1)
        m_place == Place::Restart ? end(Place::Restart) : goTo(Place::Restart);
    else if (name == "leave"_L1)
        m_place == Place::Leave ? end(Place::Leave) : goTo(Place::Leave);
    else if (name == "selfTest"_L1)
        m_diagnostics.runSelfTest();
    else if (name == "testPrint"_L1)
        m_diagnostics.testPrint();
    else if (name == "bundle"_L1)
        m_diagnostics.makeBundle();
    else if (name == "look"_L1)
        m_diagnostics.check();
}

void StaffCorner::setClosed(bool isClosed)
{
    act(isClosed ? "terminal_closed" : "terminal_opened",
        isClosed ? tr("Close the terminal") : tr("Open the terminal again"), [this, isClosed] {
            m_notice = m_acts.setClosed(isClosed);
            update();
        });
}

void StaffCorner::end(Place how)
{
    // Asked anew: a payment may have begun on a phone, or ended, since the question was shown.
    if (m_acts.isPaymentOpen()) {
        update();
        return;
    }
    const bool isRestart = how == Place::Restart;
    act(isRestart ? "program_restarted" : "program_left",
        isRestart ? tr("Restart the program") : tr("Leave the program"), [this, isRestart] {
            shut(false);
            isRestart ? m_acts.restart() : m_acts.leave();
        });
}

QVariantList StaffCorner::menu() const
{
    const bool canEnd = !m_acts.isPaymentOpen();
    return {choice(u"diagnostics"_s, tr("Diagnostics"), u"activity"_s),
            m_acts.isClosed() ? choice(u"open"_s, tr("Open for travellers again"), u"check"_s)
                              : choice(u"close"_s, tr("Close for travellers"), u"construction"_s),
            choice(u"restart"_s, tr("Restart the program"), u"refresh-cw"_s, canEnd),
            choice(u"leave"_s, tr("Leave the program"), u"x"_s, canEnd, true)};
}

QVariantList StaffCorner::choicesHere() const
{
    QVariantList choices;
    switch (m_place) {
    case Place::Shut:
    case Place::Pin:
        break;
    case Place::People:
        for (const auto &person : m_people)
            choices.append(choice(u"person_"_s + QString::fromStdString(person.id),
                                  QString::fromStdString(person.name), u"user"_s));
        break;
    case Place::Menu:
        return menu();
    case Place::Diagnostics:
        if (m_diagnostics.canSelfTest())
            choices.append(choice(u"selfTest"_s, tr("Self-test"), u"check"_s));
        if (m_diagnostics.canTestPrint())
            choices.append(choice(u"testPrint"_s, tr("Test print"), u"printer"_s));
        if (m_diagnostics.canMakeBundle())
            choices.append(choice(u"bundle"_s, tr("Support bundle"), u"file-text"_s));
        choices.append(choice(u"look"_s, tr("Look again"), u"refresh-cw"_s));
        break;
    case Place::Restart:
        choices.append(
            choice(u"restart"_s, tr("Restart the program"), u"refresh-cw"_s, !m_acts.isPaymentOpen(), true));
        break;
    case Place::Leave:
        choices.append(choice(u"leave"_s, tr("Leave the program"), u"x"_s, !m_acts.isPaymentOpen(), true));
        break;
    }
    return choices;
}

QVariantList StaffCorner::reportHere() const
{
    QVariantList report;
    if (m_place != Place::Diagnostics)
        return report;
    for (const auto &group : m_diagnostics.groups()) {
        QVariantList lines;
        for (const auto &line : group.lines)
            lines.append(QVariantMap{
                {u"name"_s, line.name}, {u"value"_s, line.value}, {u"tone"_s, toneWord(line.tone)}});
        report.append(QVariantMap{{u"title"_s, group.title}, {u"lines"_s, lines}});
    }
    return report;
}

void StaffCorner::update()
{
    if (m_place == Place::Pin && !m_isChecking) {
        // A wait counts down.
        const QString wait = gateWords(m_session.gateFor(m_person.id));
        if (!wait.isEmpty() || m_isWaitSaid)
            m_notice = wait;
        m_isWaitSaid = !wait.isEmpty();
    }
    if (m_place == Place::Diagnostics && !m_diagnostics.printText().isEmpty())
        m_notice = m_diagnostics.printText();
    // Only where something is another one: what has the focus is made anew with its list.
    if (auto report = reportHere(); report != m_report) {
        m_report = std::move(report);
        Q_EMIT reportChanged();
    }
    if (auto choices = choicesHere(); choices != m_choices) {
        m_choices = std::move(choices);
        Q_EMIT choicesChanged();
    }
    Q_EMIT changed();
}

} // namespace tillwright::kiosk::presentation
