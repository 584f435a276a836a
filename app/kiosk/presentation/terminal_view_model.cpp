#include "kiosk/presentation/terminal_view_model.h"

#include "checkout/receipt_language.h"
#include "kiosk/presentation/availability.h"
#include "kiosk/presentation/booking_finder.h"
#include "kiosk/presentation/idle_policy.h"
#include "kiosk/presentation/terminal_extras.h"

#include <QMetaEnum>

namespace tillwright::kiosk::presentation {

namespace {

using namespace checkout;

template<typename Kind> bool is(const State &state)
{
    return std::holds_alternative<Kind>(state);
}

/// What was looked for cannot be paid here, for one reason or another.
bool isNoBooking(TerminalViewModel::Screen screen)
{
    using Screen = TerminalViewModel::Screen;
    return screen == Screen::NotUnderstood || screen == Screen::NotFound || screen == Screen::Expired
        || screen == Screen::AlreadyPaid || screen == Screen::BeingPaid || screen == Screen::NotPayable
        || screen == Screen::Unreachable;
}

/// The bank, or Clive, has the next word: nobody walks away from that.
bool isUnderWay(const State &state)
{
    return is<state::Confirming>(state) || is<state::Verifying>(state) || is<state::Abandoning>(state)
        || isPhoneConfirming(state);
}

} // namespace

TerminalViewModel::TerminalViewModel(CheckoutViewModel &sale, CheckoutDesk &desk, BookingFinder &finder,
                                     IdlePolicy &idle, Availability &availability, TerminalOptions options,
                                     QObject *parent)
    : QObject(parent), m_sale(sale), m_desk(desk), m_finder(finder), m_idle(idle),
      m_availability(availability), m_options(std::move(options)), m_phone(sale, desk, availability)
{
    connect(&m_sale, &CheckoutViewModel::changed, this, &TerminalViewModel::saleChanged);
    connect(&m_sale, &CheckoutViewModel::backgroundCountChanged, this, &TerminalViewModel::changed);
    connect(&m_phone, &PhoneWay::changed, this, &TerminalViewModel::changed);
    // Whoever looks at their phone does not touch the screen.
    connect(&m_phone, &PhoneWay::moved, &m_idle, &IdlePolicy::touched);
    connect(&m_finder, &BookingFinder::changed, this, &TerminalViewModel::finderChanged);
    connect(&m_availability, &Availability::changed, this, &TerminalViewModel::changed);
    connect(&m_idle, &IdlePolicy::changed, this, &TerminalViewModel::idleChanged);
    connect(&m_idle, &IdlePolicy::expired, this, &TerminalViewModel::idleExpired);
    connect(this, &TerminalViewModel::changed, this, &TerminalViewModel::watchTheIdle);
    // The warning lies over the card form.
    connect(this, &TerminalViewModel::changed, this, &TerminalViewModel::pageShownChanged);
    connect(this, &TerminalViewModel::idleChanged, this, &TerminalViewModel::pageShownChanged);
}

void TerminalViewModel::setExtras(TerminalExtras &extras)
{
    m_extras = &extras;
    connect(m_extras, &TerminalExtras::chosenChanged, this, &TerminalViewModel::changed);
}

QObject *TerminalViewModel::extrasModel() const
{
    return m_extras;
}

TerminalViewModel::Screen TerminalViewModel::screen() const
{
    if (m_isHelpOpen)
        return Screen::Help;
    if (m_sale.screen() != CheckoutViewModel::Screen::Sale)
        return saleScreen();
    // Whoever has begun is not thrown out: what fails then is said where it fails.
    if (m_place == Place::Attract)
        return isInService() ? Screen::Attract : Screen::OutOfService;
    return placeScreen();
}

QString TerminalViewModel::screenName() const
{
    const auto screens = QMetaEnum::fromType<Screen>();
    QString name = QString::fromLatin1(screens.valueToKey(int(screen())));
    name[0] = name[0].toLower();
    return name;
}

bool TerminalViewModel::isInService() const
{
    // Nothing can be started while the backend is asked for what the journal does not know.
    return m_availability.isAvailable() && m_sale.isReady();
}

TerminalViewModel::Screen TerminalViewModel::placeScreen() const
{
    switch (m_finder.state()) {
    case BookingFinder::State::Idle:
    case BookingFinder::State::Looking:
        return Screen::FindBooking;
    case BookingFinder::State::Found:
        switch (m_place) {
        case Place::Review:
            return Screen::Review;
        case Place::Extras:
            return Screen::Extras;
        case Place::Attract:
        case Place::FindBooking:
            break;
        }
        return Screen::FindBooking;
    case BookingFinder::State::NotUnderstood:
        return Screen::NotUnderstood;
    case BookingFinder::State::NotFound:
        return Screen::NotFound;
    case BookingFinder::State::Expired:
        return Screen::Expired;
    case BookingFinder::State::Paid:
        return Screen::AlreadyPaid;
    case BookingFinder::State::BeingPaid:
        return Screen::BeingPaid;
    case BookingFinder::State::NotPayable:
        return Screen::NotPayable;
    case BookingFinder::State::Unreachable:
        return Screen::Unreachable;
    }
    return Screen::FindBooking;
}

TerminalViewModel::Screen TerminalViewModel::saleScreen() const
{
    const State &state = m_desk.state();
    if (is<state::Paid>(state))
        return Screen::Done;
    if (is<state::Unresolved>(state))
        return Screen::Unresolved;
    if (is<state::NotPaid>(state) || is<state::Refused>(state))
        return Screen::NotPaid;
    if (is<state::Verifying>(state) || is<state::Abandoning>(state))
        return Screen::Checking;
    return m_isDeclineShown ? Screen::Declined : Screen::Pay;
}

bool TerminalViewModel::canGoBack() const
{
    const Screen at = screen();
    return at == Screen::FindBooking || at == Screen::Review || at == Screen::Extras || at == Screen::Help
        || isNoBooking(at);
}

bool TerminalViewModel::canAskForHelp() const
{
    return !m_isHelpOpen && !is<state::Confirming>(m_desk.state());
}

bool TerminalViewModel::canRetry() const
{
    return m_sale.canRetry() && (m_phone.isCardPossible() || m_phone.isPossible());
}

bool TerminalViewModel::isWaiting() const
{
    if (screen() == Screen::FindBooking)
        return m_finder.state() == BookingFinder::State::Looking;
    const State &state = m_desk.state();
    // For the phone nobody waits but whoever has it in hand.
    if (m_phone.isShown())
        return m_phone.isPaying();
    if (const auto *awaiting = std::get_if<state::AwaitingPayment>(&state))
        return !awaiting->elementReady && !awaiting->loadFailed;
    return is<state::Creating>(state) || isUnderWay(state);
}

bool TerminalViewModel::isPageShown() const
{
    const State &state = m_desk.state();
    return screen() == Screen::Pay && !m_isStaffHere && !m_idle.isWarning() && !m_phone.isShown()
        && m_phone.isCardPossible() && (is<state::AwaitingPayment>(state) || is<state::Confirming>(state));
}

bool TerminalViewModel::printsReceipts() const
{
    return m_options.printsReceipts && !m_availability.holds(Availability::Reason::Paper);
}

void TerminalViewModel::setReceiptCode(qint64 receiptNumber, const qr_code::QrCode &code)
{
    m_receiptCode = code;
    m_receiptCodeOf = receiptNumber;
    Q_EMIT changed();
}

qint64 TerminalViewModel::receiptCodeNumber() const
{
    const bool isTheirs = m_receiptCodeOf > 0 && m_receiptCodeOf == receiptNumber();
    return isTheirs && !m_receiptCode.isEmpty() ? m_receiptCodeOf : 0;
}

bool TerminalViewModel::mayStaffCome() const
{
    return !isUnderWay(m_desk.state());
}

bool TerminalViewModel::isPaymentOpen() const
{
    const State &state = m_desk.state();
    return (!is<state::Idle>(state) && !canDismiss(state)) || isReceiptOnItsWay(state);
}

void TerminalViewModel::setStaffHere(bool isHere)
{
    m_isStaffHere = isHere;
    Q_EMIT changed();
}

void TerminalViewModel::setTyped(const QString &text)
{
    if (text == m_typed)
        return;
    m_typed = text;
    Q_EMIT typedChanged();
}

bool TerminalViewModel::isWarning() const
{
    return m_idle.isWarning();
}

int TerminalViewModel::secondsLeft() const
{
    return m_idle.secondsLeft();
}

int TerminalViewModel::extensionsLeft() const
{
    return m_idle.extensionsLeft();
}

void TerminalViewModel::begin()
{
    if (screen() != Screen::Attract)
        return;
    m_place = Place::FindBooking;
    Q_EMIT changed();
}

void TerminalViewModel::find()
{
    if (screen() == Screen::FindBooking && !m_typed.trimmed().isEmpty())
        m_finder.find(m_typed);
}

void TerminalViewModel::scanned(const QString &text)
{
    m_idle.touched();
    const Screen at = screen();
    if (at != Screen::Attract && at != Screen::FindBooking && !isNoBooking(at))
        return;
    m_place = Place::FindBooking;
    Q_EMIT changed();
    m_finder.find(text);
}

void TerminalViewModel::back()
{
    const Screen at = screen();
    if (at == Screen::Help) {
        closeHelp();
    } else if (at == Screen::FindBooking) {
        // A look that is under way is given up.
        goHome();
    } else if (at == Screen::Extras) {
        m_place = Place::Review;
        Q_EMIT changed();
    } else if (at == Screen::Review || isNoBooking(at)) {
        m_place = Place::FindBooking;
        if (m_extras)
            m_extras->clear();
        m_refusal.reset();
        m_isInputRefused = false;
        m_finder.clear();
        Q_EMIT changed();
    }
}

tl::expected<domain::Sale, std::vector<domain::InputError>> TerminalViewModel::makeSale() const
{
    const auto &booking = *m_finder.booking();
    domain::SaleInput input;
    input.currency = booking.due.currency.code();
    input.email = m_options.email.toStdString();
    input.reference = booking.reference.text();
    input.meta = m_options.meta;
    if (!m_language.isEmpty())
        input.meta.insert_or_assign(std::string(checkout::receiptLanguageKey), m_language.toStdString());
    const QString name = QString::fromStdString(booking.description).simplified();
    input.lines.push_back(
        {input.reference, name.isEmpty() ? input.reference : name.toStdString(), 1, booking.due});
    if (m_extras) {
        const auto extras = m_extras->lines();
        input.lines.insert(input.lines.end(), extras.begin(), extras.end());
    }
    return domain::makeSale(input);
}

void TerminalViewModel::openExtras()
{
    if (screen() != Screen::Review || !m_extras || m_extras->isEmpty())
        return;
    m_place = Place::Extras;
    Q_EMIT changed();
}

void TerminalViewModel::pay()
{
    m_phone.choose(false);
    startPayment();
}

void TerminalViewModel::payOnPhone()
{
    m_phone.choose(true);
    startPayment();
}

void TerminalViewModel::startPayment()
{
    if (screen() != Screen::Review || !m_finder.booking())
        return;
    m_refusal.reset();
    auto sale = makeSale();
    m_isInputRefused = !sale;
    if (sale) {
        if (const auto started = m_desk.start(*std::move(sale)); !started)
            m_refusal = started.error().kind;
    }
    Q_EMIT changed();
}

void TerminalViewModel::cancelPayment()
{
    if (canCancel())
        m_desk.cancel();
}

void TerminalViewModel::useAnotherCard()
{
    m_isDeclineShown = false;
    Q_EMIT changed();
}

void TerminalViewModel::usePhone()
{
    if (screen() != Screen::Declined || !m_phone.isOffered())
        return;
    m_isDeclineShown = false;
    m_phone.switchWay();
}

void TerminalViewModel::retry()
{
    if (screen() != Screen::NotPaid || !canRetry())
        return;
    m_place = m_finder.booking() ? Place::Review : Place::FindBooking;
    m_sale.dismiss();
}

void TerminalViewModel::finish()
{
    if (m_sale.screen() == CheckoutViewModel::Screen::Sale || m_sale.canDismiss())
        goHome();
}

void TerminalViewModel::openHelp()
{
    if (!canAskForHelp())
        return;
    m_isHelpOpen = true;
    Q_EMIT helpAsked();
    Q_EMIT changed();
}

void TerminalViewModel::closeHelp()
{
    m_isHelpOpen = false;
    Q_EMIT changed();
}

void TerminalViewModel::touched()
{
    m_idle.touched();
}

void TerminalViewModel::needMoreTime()
{
    m_idle.needMoreTime();
}

void TerminalViewModel::retranslate()
{
    // Those that it shows the words of are asked for them anew by whoever looks at this, and at what it is made of.
    Q_EMIT m_phone.changed();
}

void TerminalViewModel::finderChanged()
{
    if (m_finder.state() == BookingFinder::State::Found && m_place == Place::FindBooking) {
        m_place = Place::Review;
        if (m_extras)
            m_extras->offerFor(*m_finder.booking());
    }
    Q_EMIT changed();
}

void TerminalViewModel::saleChanged()
{
    m_phone.saleChanged();
    const State &state = m_desk.state();
    const auto *awaiting = std::get_if<state::AwaitingPayment>(&state);
    // What was typed wrong is said on the form itself; a card that the bank refused is a screen of its own.
    if (awaiting && m_wasConfirming && awaiting->lastFailure)
        m_isDeclineShown = true;
    else if (!awaiting || m_phone.isPaying())
        m_isDeclineShown = false;
    m_wasConfirming = is<state::Confirming>(state);
    if (m_wasConfirming)
        m_isHelpOpen = false;
    const bool isOverUnpaid = is<state::NotPaid>(state) || is<state::Refused>(state);
    if (m_isLeaving && isOverUnpaid)
        finishSoon();
    else if (!is<state::Creating>(state) && !is<state::Abandoning>(state))
        m_isLeaving = false; // too late to walk away: it was confirmed
    Q_EMIT changed();
}

void TerminalViewModel::finishSoon()
{
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_isLeaving)
                finish();
        },
        Qt::QueuedConnection);
}

void TerminalViewModel::idleExpired()
{
    m_isHelpOpen = false;
    if (canCancel()) {
        m_isLeaving = true;
        m_desk.cancel();
        // Nobody is here to be asked again, but somebody may come back while the backend is told.
        watchTheIdle();
        return;
    }
    finish();
}

void TerminalViewModel::watchTheIdle()
{
    m_idle.setHeld(isUnderWay(m_desk.state()) || m_isStaffHere);
    const Screen at = screen();
    if (at == Screen::Attract || at == Screen::OutOfService)
        m_idle.stop();
    else if (!m_idle.isRunning() && !m_isLeaving)
        m_idle.start();
}

void TerminalViewModel::goHome()
{
    m_place = Place::Attract;
    m_isLeaving = m_isHelpOpen = m_isDeclineShown = m_isInputRefused = false;
    m_refusal.reset();
    m_receiptCode = {};
    m_receiptCodeOf = 0;
    m_finder.clear();
    if (m_extras)
        m_extras->clear();
    setTyped({});
    m_sale.dismiss();
    Q_EMIT left();
    Q_EMIT changed();
}

} // namespace tillwright::kiosk::presentation
