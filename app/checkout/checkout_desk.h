#pragma once

#include "checkout/ports.h"
#include "checkout/state.h"

#include <memory>

namespace tillwright::checkout {

class CheckoutSession;

/// Everything the flow needs, handed over by the composition; must outlive the desk.
struct Ports {
    BackendPort &backend;
    PaymentPagePort &page;
    JournalPort &journal;
    ReceiptPort &receipts;
    Clock &clock;
    RandomSource &random;
};

struct DeskOptions {
    std::string locale = "en";   ///< BCP 47, for page and Stripe
    std::string theme = "light"; ///< `light` or `dark`
    std::string returnUrl = "https://checkout.tillwright.example/return";
    bool resumeAwaiting = true; ///< after a restart: resume (cashier) or abandon (terminal)
};

struct DeskError {
    enum class Kind {
        Busy,       ///< another sale is at the desk
        Unresolved, ///< this reference has a payment whose outcome is not known: it cannot be charged again
        Recovering, ///< the journal is incomplete, and the backend has not told yet which payments are open
    };
    Kind kind;
    friend bool operator==(const DeskError &, const DeskError &) = default;
};

/// What a face watches. Called after every change, on the one thread, while the flow is still at work: what is to
/// happen because of it (start(), cancel(), dismiss()) waits for the event loop.
class DeskObserver
{
public:
    virtual ~DeskObserver() = default;
    /// The sale at the desk moved.
    virtual void stateChanged(const State &state) = 0;
    /// An unresolved sale in the background moved or ended.
    virtual void backgroundChanged() = 0;
    /// Staff have to look: technical text, no secret.
    virtual void alarm(const std::string &text) = 0;
    /// One line of the timeline (`state:Verifying`, `page:confirmed`): for autopilot, QA and support.
    virtual void timeline(const std::string &event) = 0;
};

/// One sale at the desk, and the unresolved ones in the background.
class CheckoutDesk
{
public:
    CheckoutDesk(Ports ports, DeskOptions options);
    ~CheckoutDesk();
    CheckoutDesk(const CheckoutDesk &) = delete;
    CheckoutDesk &operator=(const CheckoutDesk &) = delete;

    void setObserver(DeskObserver *observer);
    /// For the next sale: the language and scheme in which its page is shown.
    void setLocale(std::string locale);
    void setTheme(std::string theme);

    /// Reads the journal and takes up what a power loss interrupted. An incomplete journal (JournalPort) is completed
    /// from the backend; no sale starts before that. Call once, before the first sale.
    [[nodiscard]] tl::expected<void, JournalError> recover();
    [[nodiscard]] tl::expected<void, DeskError> start(domain::Sale sale);
    /// The backend is asked for what the journal does not know.
    [[nodiscard]] bool isRecovering() const;
    /// Walks away from the sale at the desk, where canCancel(); otherwise ignored.
    void cancel();
    /// Goes on to the next sale, where canDismiss(). An unresolved one goes to the background.
    void dismiss();

    /// Asks about an unresolved sale now instead of at its next check; what comes back takes the flow's own way. Ignored for
    /// any other transaction.
    void checkNow(const std::string &cliveTxId);

    [[nodiscard]] const State &state() const;
    /// The unresolved sales that are checked in the background.
    [[nodiscard]] std::vector<State> background() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tillwright::checkout
