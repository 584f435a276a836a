#include "kiosk/presentation/availability.h"
#include "kiosk/presentation/booking_finder.h"
#include "kiosk/presentation/customer_words.h"
#include "kiosk/presentation/terminal_extras.h"
#include "kiosk/presentation/terminal_view_model.h"

/// What the terminal says on its screens.
namespace tillwright::kiosk::presentation {

using namespace checkout;

QString TerminalViewModel::problem() const
{
    if (m_isInputRefused)
        return tr("This booking cannot be paid by card here. Please ask our staff.");
    if (!m_refusal)
        return {};
    switch (*m_refusal) {
    case DeskError::Kind::Unresolved:
        return tr("The last payment of this booking is still being checked. Please do not pay again.");
    case DeskError::Kind::Busy:
    case DeskError::Kind::Recovering:
        break;
    }
    return tr("This terminal is still busy. Nothing was charged. Please try again in a moment.");
}

QString TerminalViewModel::reference() const
{
    return m_sale.screen() == CheckoutViewModel::Screen::Sale ? m_finder.reference() : m_sale.reference();
}

QString TerminalViewModel::about() const
{
    return m_finder.description().simplified();
}

QString TerminalViewModel::passenger() const
{
    return m_finder.passengerName();
}

QString TerminalViewModel::amountText() const
{
    if (m_sale.screen() != CheckoutViewModel::Screen::Sale)
        return m_sale.amountText();
    const QString withExtras = m_extras ? m_extras->totalText() : QString();
    return withExtras.isEmpty() ? m_finder.amountText() : withExtras;
}

QString TerminalViewModel::currencyCode() const
{
    return m_finder.currency();
}

QString TerminalViewModel::words() const
{
    if (m_sale.screen() == CheckoutViewModel::Screen::Sale)
        return m_finder.message();
    if (screen() == Screen::NotPaid && m_phone.hadNoWay())
        return tr(
            "This terminal cannot take cards at the moment. Nothing was charged. Please use another one, "
            "or go to the counter.");
    if (screen() == Screen::Declined || m_sale.screen() == CheckoutViewModel::Screen::Result)
        return m_sale.customerWords();
    return presentation::customerWords(m_desk.state(), {});
}

QString TerminalViewModel::slowWords() const
{
    const State &state = m_desk.state();
    if (std::holds_alternative<state::Creating>(state))
        return tr("Still waiting for the payment service. Nothing has been charged.");
    if (isPhoneConfirming(state))
        return tr("Still waiting for your phone. Your bank may want you to approve the payment there.");
    if (std::holds_alternative<state::AwaitingPayment>(state))
        return tr("Still waiting for the card form. Nothing has been charged.");
    if (std::holds_alternative<state::Confirming>(state))
        return tr("Still waiting for your bank. It may want you to approve the payment.");
    if (std::holds_alternative<state::Verifying>(state))
        return tr("Still waiting for the final word on your payment. Please do not pay again.");
    if (std::holds_alternative<state::Abandoning>(state))
        return tr("Still waiting until it is certain that nothing was charged.");
    return tr("Still looking for your booking. The connection may be slow.");
}

QString TerminalViewModel::outOfServiceText() const
{
    const QString text = m_availability.customerText();
    return text.isEmpty() && !m_sale.isReady() ? tr("It is starting. One moment, please.") : text;
}

} // namespace tillwright::kiosk::presentation
