#include "backend/checkouts/checkout_problems.h"

namespace tillwright::backend::checkouts::problems {

using contract::ProblemDetails;

ProblemDetails invalidInput(const domain::InputError &error)
{
    const int status = error.field == "body" ? 400 : 422;
    return {"invalid-input", "The checkout cannot be made as asked", status,
            error.problem + "; " + error.wayOut, error.field};
}

ProblemDetails keyReused()
{
    return {"idempotency-key-reused", "The idempotency key belongs to another request", 422,
            "send the request that the key was made for, or make a new key", "Idempotency-Key"};
}

ProblemDetails keyInFlight()
{
    return {
        "request-in-flight", "The same request is being carried out", 409, "send it again in a moment", {}};
}

ProblemDetails referenceInProgress(std::string_view reference)
{
    return {"reference-in-progress", "The reference has a checkout that is paid or not final", 409,
            "reference " + std::string(reference)
                + " can be charged again only after its last checkout is final and unpaid, or was abandoned",
            "reference"};
}

ProblemDetails cliveRefused(const clive::CliveError &error)
{
    const std::string party(partyWord(error.party));
    return {"clive-refused",
            party + " refuses this checkout",
            422,
            party + " answered " + std::to_string(error.httpStatus) + "; nothing was charged",
            {}};
}

ProblemDetails cliveUnavailable(const clive::CliveError &error)
{
    using Kind = clive::CliveError::Kind;
    const std::string party(partyWord(error.party));
    const std::string again = "send the request again with the same key";
    if (error.kind == Kind::Conflict)
        return {"clive-conflict",
                "Clive's and Stripe's answers contradict each other",
                502,
                "nothing was charged; see the backend's log",
                {}};
    if (error.kind == Kind::CircuitOpen)
        return {"clive-unavailable",
                "Clive is left alone for a while, because it fails",
                503,
                again,
                {},
                static_cast<int>(error.retryAfterS.count())};
    if (error.kind == Kind::Timeout)
        return {"clive-timeout", party + " does not answer in time", 504, again, {}};
    const auto detail = error.kind == Kind::Setup
        ? party + " does not accept this backend's credentials or address: see its log"
        : again;
    return {"clive-unavailable", party + " gives no good answer", 502, detail, {}};
}

ProblemDetails cliveConflict()
{
    return {"clive-conflict",
            "Clive answered with the transaction of another checkout",
            502,
            "the reference cannot be charged again until Clive is asked why; nothing was charged",
            {}};
}

ProblemDetails storeUnavailable()
{
    return {"store-unavailable",
            "The store cannot be read or written",
            503,
            "send the request again with the same key; see the backend's log",
            {}};
}

ProblemDetails noSuchCheckout()
{
    return {"no-such-checkout", "There is no such checkout", 404, {}, "clive_tx_id"};
}

ProblemDetails otherDevice()
{
    return {"other-device", "The checkout belongs to another device", 403, {}, {}};
}

ProblemDetails otherDevicesOrders()
{
    return {"other-device", "A device sees its own checkouts only", 403,
            "leave device out, or name the device whose token is sent", "device"};
}

ProblemDetails secretGone()
{
    return {"secret-gone",
            "The checkout cannot be paid any more",
            410,
            "it is final or abandoned, or its client secret's time is over; make a new checkout",
            {}};
}

ProblemDetails beingPaidOnPhone()
{
    return {"being-paid-on-phone",
            "The customer is paying on their phone",
            409,
            "ask again in a moment: it is paid, or can be abandoned, as soon as the phone is done",
            {}};
}

ProblemDetails noSuchPayLink()
{
    return {"no-such-link", "There is no such link", 404, {}, {}};
}

ProblemDetails notOpenForPhone()
{
    return {"not-open",
            "The checkout cannot be paid here any more",
            409,
            "ask for its status: it is over, abandoned or being paid, or the link has expired",
            {}};
}

} // namespace tillwright::backend::checkouts::problems
