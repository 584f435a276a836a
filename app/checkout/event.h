#pragma once

#include "checkout/ports.h"

#include <variant>

/// What can happen to an attempt. Answers and timers name the attempt they belong to, so that those of an earlier
/// one are recognised and dropped; the page's messages name the clive_tx_id.
namespace tillwright::checkout {

enum class TimerKind {
    RetryCreate,  ///< the next try of POST /v1/checkouts
    RetryAbandon, ///< the next try of .../abandon
    NextCheck,    ///< the next look at the status
    Budget,       ///< the state has lasted as long as it may
};

namespace event {
struct Start {
    Attempt attempt;
};
/// The journal's record of an attempt that a power loss interrupted.
struct Restore {
    AttemptRecord record;
    bool resumeAwaiting = true;
};
struct CheckoutCreated {
    std::string attemptId;
    contract::CheckoutAnswer answer;
};
struct CreateFailed {
    std::string attemptId;
    BackendError error;
};
struct CheckoutResumed {
    std::string attemptId;
    contract::CheckoutAnswer answer;
};
struct ResumeFailed {
    std::string attemptId;
    BackendError error;
};
struct StatusKnown {
    std::string attemptId;
    contract::CheckoutState status;
    std::int64_t nowMs = 0; ///< since 1970, UTC
    /// It answers the latest question. An earlier one may still be held when the next is asked; its answer counts
    /// when it is final, but must not ask on, or one question would become many.
    bool isLatest = true;
};
/// Of the latest question only; that an earlier one failed says nothing.
struct StatusFailed {
    std::string attemptId;
    BackendError error;
};
struct AbandonAnswered {
    std::string attemptId;
    contract::CheckoutState status;
    std::int64_t nowMs = 0; ///< since 1970, UTC
};
struct AbandonFailed {
    std::string attemptId;
    BackendError error;
};
struct PageSaid {
    contract::PageMessage message;
};
struct PageLost {
    std::string cause;
};
/// A navigation to return_url was caught.
struct PageReturned {};
/// The page was lost so often that no other is put in its place.
struct PageUnavailable {
    std::string cause;
};
struct TimerFired {
    std::string attemptId;
    TimerKind kind;
};
/// The journal could not keep the state just entered.
struct JournalFailed {
    std::string attemptId;
    std::string cause;
};
struct ReceiptNumbered {
    std::string attemptId;
    std::int64_t number = 0;
};
struct ReceiptMade {
    std::string attemptId;
};
struct ReceiptFailed {
    std::string attemptId;
    std::string cause;
};
struct CancelPressed {};
struct Dismissed {};
} // namespace event

using Event = std::variant<event::Start, event::Restore, event::CheckoutCreated, event::CreateFailed,
                           event::CheckoutResumed, event::ResumeFailed, event::StatusKnown,
                           event::StatusFailed, event::AbandonAnswered, event::AbandonFailed, event::PageSaid,
                           event::PageLost, event::PageReturned, event::PageUnavailable, event::TimerFired,
                           event::JournalFailed, event::ReceiptNumbered, event::ReceiptMade,
                           event::ReceiptFailed, event::CancelPressed, event::Dismissed>;

} // namespace tillwright::checkout
