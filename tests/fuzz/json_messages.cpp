// Every JSON message that we read. Whatever comes, each parser answers; what is understood is written and understood again as the
// same.
#include "contract/backend_messages.h"
#include "contract/bridge_messages.h"
#include "contract/clive_messages.h"
#include "contract/enrolment_messages.h"
#include "contract/stripe_messages.h"
#include "fuzz.h"

using namespace tillwright;

namespace {

template<typename Parse, typename Write> void comesBack(std::string_view text, Parse parse, Write write)
{
    const auto message = parse(text);
    if (!message) {
        TILLWRIGHT_PROMISE(!message.error().text().empty());
        return;
    }
    const auto again = parse(write(*message));
    TILLWRIGHT_PROMISE(again.has_value());
    TILLWRIGHT_PROMISE(*again == *message);
}

void checkBackendMessages(std::string_view text)
{
    comesBack(text, contract::parseCreateCheckout, contract::writeCreateCheckout);
    comesBack(text, contract::parseCheckoutAnswer, contract::writeCheckoutAnswer);
    comesBack(text, contract::parseCheckoutState, contract::writeCheckoutState);
    comesBack(text, contract::parseCheckoutPage, contract::writeCheckoutPage);
    comesBack(text, contract::parseProblem, contract::writeProblem);
    comesBack(text, contract::parseRedeemCode, contract::writeRedeemCode);
    comesBack(text, contract::parseEnrolledDevice, contract::writeEnrolledDevice);
}

void checkCliveMessages(std::string_view text)
{
    comesBack(text, contract::parseCheckoutIntentAnswer, contract::writeCheckoutIntentAnswer);
    comesBack(text, contract::parseInitializeAnswer, contract::writeInitializeAnswer);
    comesBack(text, contract::parseAttachIntentRequest, contract::writeAttachIntentRequest);
    comesBack(text, contract::parseAttachIntentAnswer, contract::writeAttachIntentAnswer);
    for (const auto unit : {contract::AmountUnit::Major, contract::AmountUnit::Minor}) {
        comesBack(
            text, [unit](auto body) { return contract::parseCheckoutIntentRequest(body, unit); },
            [unit](const auto &message) { return contract::writeCheckoutIntentRequest(message, unit); });
        comesBack(
            text, [unit](auto body) { return contract::parseTransaction(body, unit); },
            [unit](const auto &message) { return contract::writeTransaction(message, unit); });
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto text = fuzz::bytesOf(data, size);
    checkBackendMessages(text);
    checkCliveMessages(text);
    (void)contract::parsePaymentIntentAnswer(text);
    (void)contract::parseStripeError(text);
    if (const auto message = contract::parsePageMessage(text))
        TILLWRIGHT_PROMISE(!contract::pageMessageType(*message).empty());
    return 0;
}
