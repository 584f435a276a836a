// The body of Clive's webhook: what is understood is written and understood again as the same.
#include "contract/clive_messages.h"
#include "fuzz.h"

using namespace tillwright;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto body = fuzz::bytesOf(data, size);
    for (const auto unit : {contract::AmountUnit::Major, contract::AmountUnit::Minor}) {
        const auto webhook = contract::parseCliveWebhook(body, unit);
        if (!webhook)
            continue;
        const auto again = contract::parseCliveWebhook(contract::writeCliveWebhook(*webhook, unit), unit);
        TILLWRIGHT_PROMISE(again.has_value());
        TILLWRIGHT_PROMISE(*again == *webhook);
        (void)webhook->transaction.toOrderEvent(contract::CliveStatusMap());
    }
    return 0;
}
