#pragma once

#include "domain/booking.h"
#include "domain/catalogue_item.h"
#include "domain/order.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// What the store keeps. All times are milliseconds since 1970, UTC.
namespace tillwright::backend::store {

/// A client secret as it lies on disk: encrypted, with the time after which it is not handed out any more.
struct SealedSecret {
    std::string bytes;
    std::int64_t expiresAtMs = 0;
    friend bool operator==(const SealedSecret &, const SealedSecret &) = default;
};

struct OrderRecord {
    domain::Order order;
    /// Gone once the order is final or abandoned, or the secret's time is over.
    std::optional<SealedSecret> secret;
    std::int64_t createdAtMs = 0;
    std::int64_t updatedAtMs = 0;
    /// How often a check was due (Store::takeDueChecks), and when the next one is. None once the order is final.
    std::int64_t checks = 0;
    std::optional<std::int64_t> nextCheckAtMs = std::nullopt;
    /// While the customer's phone may be confirming: until then the order is not abandoned.
    std::int64_t phoneUntilMs = 0;
};

/// How long the word of a phone that it confirms stands in the way of abandoning the order, unless it says sooner that the
/// card was declined. Longer than a bank's app takes; a phone that died meanwhile holds nobody up for longer.
inline constexpr std::int64_t phoneConfirmingMs = 5LL * 60 * 1000;

/// What a phone's step came to.
struct PhoneStepped {
    /// False: it comes too late, and the phone must not go on.
    bool accepted = false;
    OrderRecord record;
};

/// A link that lets whoever holds its token pay one order. The token is kept as a hash alone.
struct PayLink {
    std::string tokenSha256;
    std::string cliveTxId;
    /// After that nothing can be paid with it; how the order ended may still be asked until it is forgotten.
    std::int64_t expiresAtMs = 0;
    friend bool operator==(const PayLink &, const PayLink &) = default;
};

/// A link is known this long after it has expired, so that its holder is told so.
inline constexpr std::int64_t payLinkKnownMs = 24LL * 60 * 60 * 1000;

/// The scope of an idempotency key is the device that sent it.
struct CheckoutKey {
    std::string device;
    std::string key;
    friend auto operator<=>(const CheckoutKey &, const CheckoutKey &) = default;
};

struct ClaimRequest {
    CheckoutKey key;
    /// SHA-256 over what is asked for; the same key with another hash is refused.
    std::string requestHash;
    /// The key Clive will see, kept from the first claim on.
    std::string cliveKey;
    std::string reference;
    std::int64_t nowMs = 0;
    /// How long nobody else may carry this key out. A crash lets it run out.
    std::int64_t leaseMs = 0;
    /// What is asked for, as contract::writeCreateCheckout() writes it: a key whose carrier has died is carried out from it.
    std::string request;
};

/// A key that was claimed and is carried out by nobody any more.
struct StuckKey {
    CheckoutKey key;
    std::string request;
};

namespace claim {
/// The caller carries it out, with this key to Clive. `abandonedOrders` are earlier orders of the reference that
/// were walked away from and are not final: Clive's word on them decides whether to go on.
struct Go {
    std::string cliveKey;
    std::vector<std::string> abandonedOrders;
};
/// It was carried out before: there is an order.
struct Ordered {
    std::string cliveTxId;
    std::string cliveKey;
};
/// It was refused before, for good.
struct Answered {
    int status = 0;
    std::string body;
};
/// The key belongs to another request.
struct OtherRequest {};
/// Somebody carries it out at this moment.
struct InFlight {};
/// Law 2: the reference has an order that is paid, or not final and not abandoned (these are named), or another
/// key of the same reference is being carried out (none is named).
struct ReferenceBusy {
    std::vector<std::string> orders;
};
} // namespace claim
using KeyClaim = std::variant<claim::Go, claim::Ordered, claim::Answered, claim::OtherRequest,
                              claim::InFlight, claim::ReferenceBusy>;

/// What Clive said by webhook, as it is kept in the inbox.
struct InboxEntry {
    /// `id:EVENT` or, without an event id, `sha256:HASH` of the body.
    std::string dedupeKey;
    std::string body;
    std::int64_t receivedAtMs = 0;
    std::string cliveTxId;
    /// Absent when the signed body could not be read; `problem` says why.
    std::optional<domain::OrderEvent> event;
    std::string problem;
};

enum class InboxState { Applied, Unmatched, Unreadable };

/// What `webhook_inbox` keeps of a webhook that is not applied: for people (`dead-letters`), and to do it again.
struct KeptWebhook {
    std::int64_t id = 0;
    InboxState state = InboxState::Unmatched;
    std::string dedupeKey;
    std::string cliveTxId;
    std::string problem;
    std::string body;
    std::int64_t receivedAtMs = 0;
    /// How often its event was tried on an order.
    std::int64_t attempts = 0;
    /// Absent: it is a dead letter, not tried again by itself.
    std::optional<std::int64_t> nextAttemptAtMs;
};

/// What came of a round of webhooks that were due again.
struct RetriedWebhooks {
    std::size_t applied = 0;
    std::size_t waiting = 0;
    /// Tried for the last time.
    std::vector<std::string> dead;
    [[nodiscard]] std::size_t count() const noexcept { return applied + waiting + dead.size(); }
};

/// Webhooks that are not applied, for `/metrics`.
struct InboxDepth {
    std::int64_t waiting = 0;
    std::int64_t deadLetters = 0;
};

/// Orders that are not done with, for `/metrics`.
struct OrderDepth {
    std::int64_t notFinal = 0;
    std::int64_t needingAttention = 0;
};

/// A kiosk that may use this backend. Its token is kept as a hash alone.
struct DeviceRecord {
    std::string name;
    std::int64_t enrolledAtMs = 0;
    /// Absent while it is good.
    std::optional<std::int64_t> revokedAtMs;
};

struct InboxResult {
    /// Seen before: nothing was changed.
    bool duplicate = false;
    InboxState state = InboxState::Applied;
    /// The order after the event, when there is one.
    std::optional<OrderRecord> record;
};

/// What a search narrows by; what is empty or absent does not.
struct OrderSearch {
    std::string device;
    std::string reference;
    std::string suffix;
    /// A status' word, or contract::searchStatusOpen's meaning with `openOnly`.
    std::string status;
    /// Only what stands in the way of its reference: not final, and not abandoned unless it is processing.
    bool openOnly = false;
    /// Only what a person has to look at.
    bool attentionOnly = false;
    std::optional<std::int64_t> fromMs; ///< made then or later
    std::optional<std::int64_t> toMs;   ///< made before then
    /// Only what comes after this place.
    std::optional<std::int64_t> afterCreatedAtMs;
    std::string afterCliveTxId;
    int limit = 1;
};

/// Newest first; orders made in the same millisecond by their transaction, backwards. An order never changes its place.
struct OrderPage {
    std::vector<OrderRecord> records;
    /// There are more after the last one.
    bool hasMore = false;
};

/// A catalogue as it was imported, in the order of the file.
struct Catalogue {
    /// Tells it from every other one; empty when none was ever imported.
    std::string digest;
    std::int64_t importedAtMs = 0;
    std::vector<domain::CatalogueItem> items;
};

struct BookingRecord {
    domain::Booking booking;
    domain::BookingPayments payments;
};

struct StoreError {
    std::string cause; ///< technical, for logs; never a secret
    /// The order is there already, under another key: the store works, but somebody answered wrongly.
    bool isConflict = false;
};

} // namespace tillwright::backend::store
