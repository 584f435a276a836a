#pragma once

#include "domain/money.h"
#include "world.h"

#include <map>
#include <string>

namespace tillwright::simulation {

/// What the customer's card will do.
enum class Card { Good, Declined, NeedsBank, BankRefuses, Slow, SlowAndFails };

/// By the weather.
[[nodiscard]] Card drawCard(World &world);

struct Intent {
    enum class Status { RequiresPaymentMethod, RequiresAction, Processing, Succeeded, Cancelled };
    std::string id;
    std::string reference;
    domain::Money amount;
    Status status = Status::RequiresPaymentMethod;
    int charges = 0;
    /// Which of the bank's pages counts; an earlier one is void.
    int challenge = 0;
};
[[nodiscard]] std::string_view intentStatusWord(Intent::Status status) noexcept;

/// Stripe: an intent is charged at most once, whatever is asked and how often.
class Stripe
{
public:
    explicit Stripe(World &world) : m_world(world) {}

    /// Clive hears of every change, late or later.
    void setOnChange(std::function<void(const Intent &)> onChange) { m_onChange = std::move(onChange); }
    const Intent &create(const std::string &id, const std::string &reference, domain::Money amount);
    [[nodiscard]] const Intent &intent(const std::string &id) const { return m_intents.at(id); }
    [[nodiscard]] const std::map<std::string, Intent> &intents() const noexcept { return m_intents; }

    /// What confirmPayment leads to. Empty words: it went on to `status`.
    struct Outcome {
        Intent::Status status = Intent::Status::RequiresPaymentMethod;
        std::string errorType;
        std::string code;
        std::string declineCode;
        /// The bank's page, when the status is RequiresAction.
        int challenge = 0;
        bool bankRefuses = false;
    };
    Outcome confirm(const std::string &id, Card card);
    /// The bank's page ended.
    Outcome finishChallenge(const std::string &id, int challenge, bool authenticated);
    /// Clive ends it; false when it is too late. From then on nobody can pay it.
    bool cancel(const std::string &id);

private:
    Outcome charge(Intent &intent);
    void setStatus(Intent &intent, Intent::Status status);

    World &m_world;
    std::map<std::string, Intent> m_intents;
    std::function<void(const Intent &)> m_onChange;
};

} // namespace tillwright::simulation
