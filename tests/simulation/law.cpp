#include "law.h"

namespace tillwright::simulation {

std::string_view lawText(Law law) noexcept
{
    switch (law) {
    case Law::Receipt:
        return "law 1: a receipt only after Clive's paid for that sale";
    case Law::OnePayment:
        return "law 2: one sale, at most one payment";
    case Law::NothingForgotten:
        return "law 3: what Clive ends as paid is receipted or on the attention list";
    case Law::Order:
        return "law 4: the final state does not depend on the order or number of events";
    case Law::Webhook:
        return "law 5: a bad webhook changes nothing and is counted";
    case Law::Secrets:
        return "law 6: no secret in a log or on disk in clear";
    case Law::NextCustomer:
        return "law 7: nothing of one customer is visible to the next";
    case Law::Durable:
        return "law 8: what is acknowledged is on disk";
    case Law::Persisted:
        return "flow: the journal has it before the step that cannot be taken back";
    case Law::Charge:
        return "flow: nobody is charged another amount than the sale's";
    case Law::Liveness:
        return "liveness: every attempt and order becomes final or comes on the attention list";
    case Law::Harness:
        break;
    }
    return "the simulation itself is wrong";
}

} // namespace tillwright::simulation
