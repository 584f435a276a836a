#pragma once

#include "kiosk.h"
#include "webhook_sender.h"

namespace tillwright::simulation {

/// Everything of one run: two kiosks, the backend, Clive and Stripe.
struct Shop {
    Shop(World &theWorld, const std::string &databasePath);

    /// Nothing moves any more, by the flow's own words: every sale and every order has ended, or waits for a person.
    [[nodiscard]] bool isSettled();
    [[nodiscard]] std::string describeUnsettled();
    /// What the laws say at the end of a settled run.
    void checkLaws();
    void noteReached();

    World &world;
    Reached reached;
    Network network;
    Stripe stripe;
    Clive clive;
    BackendProcess backend;
    WebhookSender webhooks;
    SaleBook sales;
    Phones phones;
    std::vector<std::unique_ptr<Kiosk>> kiosks;

private:
    [[nodiscard]] bool isOrderSettled(const std::string &cliveTxId);
    void checkOnlyAttempt(const std::string &cliveTxId, const std::string &reference);
    void checkNothingForgotten();
    void checkOnePayment();
    void checkCharges();
    void checkOrders();
    void checkDisk();
    [[nodiscard]] bool isReceipted(const std::string &cliveTxId) const;
    [[nodiscard]] bool needsAttention(const std::string &cliveTxId);
};

} // namespace tillwright::simulation
