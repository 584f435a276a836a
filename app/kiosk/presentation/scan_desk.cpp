#include "kiosk/presentation/scan_desk.h"

#include "kiosk/presentation/booking_text.h"
#include "kiosk/presentation/catalogue_view_model.h"
#include "kiosk/presentation/money_text.h"
#include "kiosk/presentation/sale_form_view_model.h"

#include <QPointer>

namespace tillwright::kiosk::presentation {

namespace {

using domain::BookingState;

} // namespace

ScanDesk::ScanDesk(SaleFormViewModel &form, const CatalogueViewModel &catalogue,
                   checkout::CataloguePort &port, checkout::Clock &clock, QObject *parent)
    : QObject(parent), m_form(form), m_catalogue(catalogue), m_port(port), m_clock(clock)
{
    connect(&m_form, &SaleFormViewModel::cleared, this, [this] {
        ++m_question;
        m_asked.clear();
    });
}

ScanDesk::~ScanDesk()
{
    m_clock.cancel(m_timer);
}

void ScanDesk::take(const QString &scanned)
{
    const auto text = checkScanText(scanned);
    if (!text) {
        refuse(text.error());
        return;
    }
    if (const auto receipt = receiptOf(*text)) {
        say({}, false);
        Q_EMIT receiptScanned(*receipt);
    } else if (const auto *item = m_catalogue.itemWithCode(*text)) {
        addItem(*item);
    } else if (const auto reference = domain::Reference::parse(text->toStdString());
               reference && canBeBooking(*reference)) {
        askForBooking(*reference);
    } else {
        refuse(tr("Nothing is sold here with this code: %1").arg(*text));
    }
}

void ScanDesk::refuse(const QString &sentence)
{
    say(sentence, true);
    Q_EMIT refused();
}

void ScanDesk::addItem(const domain::CatalogueItem &item)
{
    if (makeRoom())
        sayWhetherItTook(m_form.addItem(item, m_catalogue.nameOf(item)));
}

void ScanDesk::askForBooking(const domain::Reference &reference)
{
    const QString text = QString::fromStdString(reference.text());
    // Scanned twice by an impatient hand.
    if (m_asked == text)
        return;
    m_asked = text;
    say(tr("Looking for %1 …").arg(text), false);
    m_port.fetchBooking(reference, [self = QPointer(this), question = ++m_question](const auto &answer) {
        if (self && self->m_question == question)
            self->takeBooking(answer);
    });
}

void ScanDesk::takeBooking(const tl::expected<contract::BookingAnswer, checkout::BackendError> &answer)
{
    const QString asked = std::exchange(m_asked, {});
    if (!answer) {
        refuse(answer.error().kind == checkout::BackendError::Kind::NotFound
                   ? tr("No item and no booking has the code %1.").arg(asked)
                   : tr("%1 is no item, and the backend cannot be asked for a booking now. Try again.")
                         .arg(asked));
        return;
    }
    const auto &booking = answer->booking;
    const QString reference = QString::fromStdString(booking.reference.text());
    if (!answer->state)
        refuse(
            tr("Booking %1 is in a state that this register does not know. Look it up in the booking system.")
                .arg(reference));
    else if (*answer->state == BookingState::Paid)
        refuse(tr("Booking %1 is paid already.").arg(reference));
    else if (*answer->state == BookingState::InProgress)
        refuse(
            tr("Booking %1 is being paid somewhere else right now. Do not charge it again.").arg(reference));
    else if (*answer->state == BookingState::Expired)
        refuse(tr("The time to pay booking %1 is over. It cannot be paid here.").arg(reference));
    else if (makeRoom())
        sayWhetherItTook(m_form.addBooking(booking));
}

bool ScanDesk::makeRoom()
{
    const QString obstacle = m_makeRoom ? m_makeRoom() : QString();
    if (!obstacle.isEmpty())
        refuse(obstacle);
    return obstacle.isEmpty();
}

void ScanDesk::sayWhetherItTook(bool took)
{
    // The new line says it better than words.
    if (took)
        say({}, false);
    else
        refuse(m_form.formError());
}

void ScanDesk::say(const QString &words, bool isRefusal)
{
    m_clock.cancel(m_timer);
    if (!words.isEmpty())
        m_timer = m_clock.after(wordsShownMs, [this] { say({}, false); });
    if (m_words == words && m_isRefusal == isRefusal)
        return;
    m_words = words;
    m_isRefusal = isRefusal;
    Q_EMIT wordsChanged();
}

} // namespace tillwright::kiosk::presentation
