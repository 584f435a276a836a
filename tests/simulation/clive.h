#pragma once

#include "backend/clive/clive_api.h"
#include "stripe.h"

#include <map>
#include <set>
#include <vector>

namespace tillwright::simulation {

/// Clive's own side: transactions, what it hears of Stripe, and the webhooks that it sends. What it says here is the
/// truth that the laws are held against.
class Clive
{
public:
    struct Transaction {
        contract::Transaction told; ///< as Clive tells it
        std::string intentId;
        bool wasProcessing = false;
        [[nodiscard]] bool isFinal() const;
        [[nodiscard]] bool isPaid() const { return told.status == "succeeded"; }
    };
    /// Clive has news of a transaction for the partner.
    using Publish = std::function<void(const contract::CliveWebhook &)>;

    Clive(World &world, Stripe &stripe);

    void setPublish(Publish publish) { m_publish = std::move(publish); }
    using Answer = tl::expected<contract::CheckoutIntentAnswer, backend::clive::CliveError>;
    using Status = tl::expected<contract::Transaction, backend::clive::CliveError>;
    [[nodiscard]] Answer create(const contract::CheckoutIntentRequest &request, const std::string &key);
    [[nodiscard]] Status fetch(const std::string &cliveTxId);

    [[nodiscard]] const std::map<std::string, Transaction> &transactions() const noexcept
    {
        return m_transactions;
    }
    [[nodiscard]] const Transaction *find(const std::string &cliveTxId) const;

private:
    void hear(const Intent &intent);
    void learn(const std::string &intentId, bool endsDeclined);
    void setStatus(Transaction &transaction, std::string status);
    void endUnpaid(const std::string &cliveTxId);

    World &m_world;
    Stripe &m_stripe;
    Publish m_publish;
    std::map<std::string, Transaction> m_transactions;
    std::map<std::string, std::string> m_idByKey;
    std::map<std::string, std::string> m_idByIntent;
    std::set<std::string> m_refusedKeys;
    int m_lastEvent = 0;
};

} // namespace tillwright::simulation
