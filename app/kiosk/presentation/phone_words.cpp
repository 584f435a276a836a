#include "kiosk/presentation/state_words.h"

#include <QCoreApplication>

/// What the customer reads while they pay on their own phone; apart from the other words, because it is translated.
namespace tillwright::kiosk::presentation {

namespace {

using namespace checkout;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PhoneWords)
};

} // namespace

QString phoneTitle(const State &state)
{
    switch (phoneStateOf(state)) {
    case PhoneState::None:
        return Words::tr("Pay on your phone");
    case PhoneState::Opened:
        return Words::tr("Opened on your phone");
    case PhoneState::Paying:
        return Words::tr("Paying on your phone");
    case PhoneState::Failed:
        return Words::tr("Not paid on your phone");
    }
    return {};
}

QString phoneWords(const State &state)
{
    switch (phoneStateOf(state)) {
    case PhoneState::None:
        return Words::tr("Point your phone’s camera at the code and open the link.");
    case PhoneState::Opened:
        return Words::tr("Check the amount there, then choose how to pay.");
    case PhoneState::Paying:
        return Words::tr("Please finish the payment there. This screen goes on by itself.");
    case PhoneState::Failed:
        return Words::tr("You can try again there with another card, or pay here by card.");
    }
    return {};
}

} // namespace tillwright::kiosk::presentation
