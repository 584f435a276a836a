#pragma once

#include "checkout/attempt.h"
#include "contract/backend_messages.h"
#include "contract/bridge_messages.h"

#include <functional>
#include <tl/expected.hpp>
#include <vector>

/// What the flow needs of the world. The kiosk's adapters implement these; tests and the simulation bring their
/// own. All calls are made, and all callbacks come, on one thread; no callback comes from within the call that
/// asked for it.
namespace tillwright::checkout {

/// Why the backend gave no good answer.
struct BackendError {
    enum class Kind {
        Unreachable,   ///< no connection, or it broke: the request may or may not have arrived
        Timeout,       ///< no answer in time: likewise
        Tls,           ///< the certificate is not to be trusted; nothing was sent
        NotUnderstood, ///< an answer that is not the contract's (not JSON, missing fields)
        Server,        ///< 5xx, 409 (key in flight) or 429: try again later with the same key
        BeingPaid,     ///< 409: a customer's phone may be charging at this moment; ask again
        Refused,       ///< any other 4xx: final, nothing was charged
        Gone,          ///< 410: the client secret's life is over
        NotFound,      ///< 404
    };
    Kind kind = Kind::Unreachable;
    int httpStatus = 0;
    std::string field; ///< the field the backend complains about, when it names one
    std::string cause; ///< technical, for logs and staff; never a secret
    /// The same request with the same key may be sent again.
    [[nodiscard]] bool isRetryable() const noexcept
    {
        return kind == Kind::Unreachable || kind == Kind::Timeout || kind == Kind::NotUnderstood
            || kind == Kind::Server || kind == Kind::BeingPaid;
    }
    friend bool operator==(const BackendError &, const BackendError &) = default;
};

template<typename T> using BackendCallback = std::function<void(tl::expected<T, BackendError>)>;

/// `GET /v1/checkouts/{clive_tx_id}?refresh&wait&after` (contracts: Partner backend).
struct StatusQuery {
    std::string cliveTxId;
    bool refresh = true;
    int waitS = 0; ///< 0..contract::statusWaitMaxS
    std::int64_t afterVersion = 0;
    friend bool operator==(const StatusQuery &, const StatusQuery &) = default;
};

class BackendPort
{
public:
    virtual ~BackendPort() = default;
    virtual void createCheckout(const Attempt &attempt, BackendCallback<contract::CheckoutAnswer> done) = 0;
    virtual void fetchStatus(const StatusQuery &query, BackendCallback<contract::CheckoutState> done) = 0;
    virtual void resumeCheckout(const std::string &cliveTxId,
                                BackendCallback<contract::CheckoutAnswer> done) = 0;
    virtual void abandonCheckout(const std::string &cliveTxId,
                                 BackendCallback<contract::CheckoutState> done) = 0;
    /// `GET /v1/checkouts`: one page of this device's own checkouts.
    virtual void searchCheckouts(const contract::CheckoutSearch &search,
                                 BackendCallback<contract::CheckoutPage> done) = 0;
};

/// Receives what the page says. Returning true accepts the message (contracts: Bridge; decision 002).
class PaymentPageListener
{
public:
    virtual ~PaymentPageListener() = default;
    virtual bool pageMessage(const contract::PageMessage &message) = 0;
    /// The renderer died or hangs; the port has put a fresh page in its place, which will say pageReady, unless this
    /// was once too often.
    virtual void pageLost(const std::string &cause) = 0;
    /// The page was lost too often. Follows the show() of a checkout that can therefore not be shown, and comes
    /// when the last page is lost while no checkout is shown.
    virtual void pageUnavailable(const std::string &cause) = 0;
    /// A navigation to return_url was caught: confirmed, please verify.
    virtual void pageReturned() = 0;
};

class PaymentPagePort
{
public:
    virtual ~PaymentPagePort() = default;
    virtual void setListener(PaymentPageListener *listener) = 0;
    /// Hands the checkout to the page. Kept until the page is ready, if it is not yet.
    virtual void show(const contract::CheckoutReady &checkout) = 0;
    /// Forgets the customer: a fresh, prewarmed page.
    virtual void reset() = 0;
};

struct JournalError {
    enum class Kind {
        Failed,      ///< anything else
        DiskFull,    ///< nothing can be added
        ReadOnly,    ///< file, folder or disk cannot be written
        InUse,       ///< another program has it open
        Damaged,     ///< what is in it cannot be trusted
        NewerSchema, ///< a newer version of this program has written it
    };
    std::string cause; ///< technical, for logs and staff
    Kind kind = Kind::Failed;
    friend bool operator==(const JournalError &, const JournalError &) = default;
};

/// Durable when save() returns (SQLite, synchronous=FULL).
class JournalPort
{
public:
    virtual ~JournalPort() = default;
    /// Inserts or replaces by attempt id. When the phase is Paid and there is no receipt number yet, gives it the
    /// next one in the same transaction. Returns the record as it is kept.
    [[nodiscard]] virtual tl::expected<AttemptRecord, JournalError> save(const AttemptRecord &record) = 0;
    /// Attempts that are not final, and paid ones whose receipt was not issued, oldest first.
    [[nodiscard]] virtual tl::expected<std::vector<AttemptRecord>, JournalError> openAttempts() = 0;
    /// This journal may not know everything that its device did before: it is new, takes the place of a damaged one,
    /// or was put back from an old copy. Stays so, over restarts, until complete().
    [[nodiscard]] virtual bool isIncomplete() const = 0;
    /// Adds, in one transaction, what the backend knows and this journal does not (by clive_tx_id), and is complete
    /// from then on. `soldBefore`: the device has been paid before, so receipt numbers must not start from one.
    /// Returns the records that were added and are still open.
    [[nodiscard]] virtual tl::expected<std::vector<AttemptRecord>, JournalError>
    complete(const std::vector<AttemptRecord> &found, bool soldBefore, std::int64_t nowMs) = 0;
};

/// What goes on a receipt.
struct ReceiptData {
    std::int64_t receiptNumber = 0;
    domain::Sale sale;
    CheckoutIds ids;
    std::optional<std::int64_t> feesMinor;
    std::int64_t paidAtMs = 0; ///< since 1970, UTC
    friend bool operator==(const ReceiptData &, const ReceiptData &) = default;
};

struct ReceiptError {
    std::string cause;
};

using ReceiptCallback = std::function<void(tl::expected<void, ReceiptError>)>;

class ReceiptPort
{
public:
    virtual ~ReceiptPort() = default;
    /// Can be shown when this returns; `done` comes when it is kept. Nobody waits for that: a customer wants to see
    /// the receipt, not a disk.
    virtual void issue(const ReceiptData &receipt, ReceiptCallback done) = 0;
};

using TimerId = std::uint64_t;

class Clock
{
public:
    virtual ~Clock() = default;
    /// Milliseconds since 1970, UTC; may jump.
    [[nodiscard]] virtual std::int64_t nowMs() const = 0;
    /// Calls back once after at least `delayMs`, measured by a clock that does not jump.
    virtual TimerId after(std::int64_t delayMs, std::function<void()> callback) = 0;
    /// Unknown or fired timers are ignored.
    virtual void cancel(TimerId timer) = 0;
};

class RandomSource
{
public:
    virtual ~RandomSource() = default;
    /// A random UUID (version 4), lower case with dashes.
    [[nodiscard]] virtual std::string uuid() = 0;
};

} // namespace tillwright::checkout
