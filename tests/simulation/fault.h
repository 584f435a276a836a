#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tillwright::simulation {

/// The ways between the parts. Each loses, delays, repeats and reorders messages.
enum class Channel { KioskBackend, BackendClive, PageStripe, Webhook, PhoneBackend };

/// What goes wrong, and what people do that nobody asked them to. The first twenty are four per Channel, in its order.
enum class Fault {
    KioskBackendDropped,
    KioskBackendDelayed,
    KioskBackendDuplicated,
    KioskBackendReordered,
    BackendCliveDropped,
    BackendCliveDelayed,
    BackendCliveDuplicated,
    BackendCliveReordered,
    PageStripeDropped,
    PageStripeDelayed,
    PageStripeDuplicated,
    PageStripeReordered,
    WebhookDropped,
    WebhookDelayed,
    WebhookDuplicated,
    WebhookReordered,
    PhoneBackendDropped,
    PhoneBackendDelayed,
    PhoneBackendDuplicated,
    PhoneBackendReordered,

    WebhookNeverSent,
    WebhookForged,
    WebhookAltered,
    WebhookExpired,
    WebhookReplayed,
    WebhookOfUnknownTransaction,
    WebhookUnreadable,

    CliveFailsBeforeTheWork,
    CliveFailsAfterTheWork,
    CliveNotUnderstood,
    CliveRefuses,
    CliveHearsStripeLate,
    CliveMakesAnotherAmount,
    CliveTellsAnotherAmount,
    CliveUnknownStatus,
    CliveEndsDeclined,

    KioskCrash,
    KioskCrashBeforeSave,
    KioskCrashAfterSave,
    JournalFull,
    ReceiptNotKept,
    KioskClockJump,

    BackendCrash,
    BackendCrashBeforeCommit,
    BackendCrashAfterCommit,
    StoreFull,
    StoreAnswerLost,
    StoreSlow,
    BackendClockJump,

    RendererLost,
    PageUnavailable,
    ReturnNavigation,
    PageLoadFails,
    PageMessageForged,
    PageMessageOutOfOrder,
    PageMessageOfEarlierAttempt,

    CardDeclined,
    ThreeDSecurePassed,
    ThreeDSecureFailed,
    PaymentProcessing,
    PaymentProcessingFails,
    CustomerWalksAway,
    PayPressedTwice,
    CancelPressed,
    EverythingPressed,
    LinkScanned,
    LinkSeenByAnother,
    PhoneDies,
    SameReferenceAgain,
    SameReferenceElsewhere,
};
inline constexpr std::size_t faultCount = static_cast<std::size_t>(Fault::SameReferenceElsewhere) + 1;

[[nodiscard]] std::string_view faultName(Fault fault) noexcept;
[[nodiscard]] constexpr Fault faultOf(Channel channel, int which) noexcept
{
    return static_cast<Fault>(static_cast<int>(channel) * 4 + which);
}

using FaultCounts = std::array<std::uint64_t, faultCount>;

} // namespace tillwright::simulation
