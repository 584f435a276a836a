#pragma once

#include "checkout/checkout_desk.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// Ports in memory for tests of the flow and of the faces: they note what they are asked and answer when the test
/// says so, never from within the call that asked (the rule of checkout/ports.h). Header only, standard C++ only.
namespace tillwright::testing {

/// A clock that moves by advance() alone. Timers fire in the order of their due time, then of their making.
class FakeClock : public checkout::Clock
{
public:
    /// 2026-11-24 09:00:00 UTC.
    static constexpr std::int64_t startMs = 1'795'510'800'000;

    std::int64_t nowMs() const override { return m_wallMs; }
    checkout::TimerId after(std::int64_t delayMs, std::function<void()> callback) override
    {
        m_timers.push_back(
            {++m_lastId, m_steadyMs + std::max<std::int64_t>(delayMs, 0), std::move(callback)});
        return m_lastId;
    }
    void cancel(checkout::TimerId timer) override
    {
        std::erase_if(m_timers, [timer](const Timer &candidate) { return candidate.id == timer; });
    }

    /// Fires every timer that falls due on the way, those too that are made on the way. advance(0) fires what is
    /// due now.
    void advance(std::int64_t ms)
    {
        const std::int64_t goal = m_steadyMs + ms;
        while (true) {
            const auto next =
                std::min_element(m_timers.begin(), m_timers.end(), [](const Timer &a, const Timer &b) {
                    return std::pair(a.dueMs, a.id) < std::pair(b.dueMs, b.id);
                });
            if (next == m_timers.end() || next->dueMs > goal)
                break;
            Timer timer = std::move(*next);
            m_timers.erase(next);
            moveTo(std::max(timer.dueMs, m_steadyMs));
            timer.callback();
        }
        moveTo(goal);
    }
    /// The wall clock is set, timers are not touched.
    void jump(std::int64_t ms) { m_wallMs += ms; }
    [[nodiscard]] std::size_t timerCount() const { return m_timers.size(); }

private:
    struct Timer {
        checkout::TimerId id;
        std::int64_t dueMs;
        std::function<void()> callback;
    };
    void moveTo(std::int64_t steadyMs)
    {
        m_wallMs += steadyMs - m_steadyMs;
        m_steadyMs = steadyMs;
    }
    std::int64_t m_wallMs = startMs;
    std::int64_t m_steadyMs = 0;
    checkout::TimerId m_lastId = 0;
    std::vector<Timer> m_timers;
};

/// 00000000-0000-4000-8000-000000000001, then ...0002, and so on.
class FakeRandom : public checkout::RandomSource
{
public:
    std::string uuid() override
    {
        char text[37];
        std::snprintf(text, sizeof text, "00000000-0000-4000-8000-%012x", ++m_count);
        return text;
    }

private:
    unsigned m_count = 0;
};

/// One kind of request: the questions as they came, and the ones still waiting for an answer (oldest first).
template<typename Question, typename Answer> class FakeCall
{
public:
    std::vector<Question> asked;

    void ask(const Question &question, checkout::BackendCallback<Answer> done)
    {
        asked.push_back(question);
        m_waiting.push_back(std::move(done));
    }
    [[nodiscard]] std::size_t waiting() const { return m_waiting.size(); }
    /// Answers the oldest waiting request. It is the test's mistake when there is none.
    void answer(tl::expected<Answer, checkout::BackendError> result)
    {
        failWithoutRequest();
        auto done = std::move(m_waiting.front());
        m_waiting.pop_front();
        done(std::move(result));
    }
    /// Answers the newest waiting request; earlier ones go on waiting.
    void answerLatest(tl::expected<Answer, checkout::BackendError> result)
    {
        failWithoutRequest();
        auto done = std::move(m_waiting.back());
        m_waiting.pop_back();
        done(std::move(result));
    }
    /// The newest one.
    void fail(checkout::BackendError::Kind kind, int httpStatus = 0, std::string field = {})
    {
        answerLatest(tl::unexpected(checkout::BackendError{kind, httpStatus, std::move(field), "fake"}));
    }

private:
    void failWithoutRequest() const
    {
        if (m_waiting.empty()) {
            std::fputs("FakeCall: no request is waiting\n", stderr);
            std::abort();
        }
    }

    std::deque<checkout::BackendCallback<Answer>> m_waiting;
};

class FakeBackend : public checkout::BackendPort
{
public:
    FakeCall<checkout::Attempt, contract::CheckoutAnswer> create;
    FakeCall<checkout::StatusQuery, contract::CheckoutState> status;
    FakeCall<std::string, contract::CheckoutAnswer> resume;
    FakeCall<std::string, contract::CheckoutState> abandon;
    FakeCall<contract::CheckoutSearch, contract::CheckoutPage> search;

    void createCheckout(const checkout::Attempt &attempt,
                        checkout::BackendCallback<contract::CheckoutAnswer> done) override
    {
        create.ask(attempt, std::move(done));
    }
    void fetchStatus(const checkout::StatusQuery &query,
                     checkout::BackendCallback<contract::CheckoutState> done) override
    {
        status.ask(query, std::move(done));
    }
    void resumeCheckout(const std::string &cliveTxId,
                        checkout::BackendCallback<contract::CheckoutAnswer> done) override
    {
        resume.ask(cliveTxId, std::move(done));
    }
    void abandonCheckout(const std::string &cliveTxId,
                         checkout::BackendCallback<contract::CheckoutState> done) override
    {
        abandon.ask(cliveTxId, std::move(done));
    }
    void searchCheckouts(const contract::CheckoutSearch &wanted,
                         checkout::BackendCallback<contract::CheckoutPage> done) override
    {
        search.ask(wanted, std::move(done));
    }
};

class FakePage : public checkout::PaymentPagePort
{
public:
    std::vector<contract::CheckoutReady> shown;
    int resets = 0;

    void setListener(checkout::PaymentPageListener *listener) override { m_listener = listener; }
    void show(const contract::CheckoutReady &ready) override { shown.push_back(ready); }
    void reset() override { ++resets; }

    /// Returns whether the flow accepted the message.
    bool say(const contract::PageMessage &message) { return m_listener->pageMessage(message); }
    void lose(const std::string &cause = "the renderer was killed") { m_listener->pageLost(cause); }
    void giveUp(const std::string &cause = "gave up") { m_listener->pageUnavailable(cause); }
    void comeBack() { m_listener->pageReturned(); }

private:
    checkout::PaymentPageListener *m_listener = nullptr;
};

class FakeJournal : public checkout::JournalPort
{
public:
    /// By attempt id, in the order of their first save.
    std::vector<checkout::AttemptRecord> records;
    /// Every save, as it was asked for.
    std::vector<checkout::AttemptRecord> saves;
    /// While set, save() and openAttempts() fail with it and keep nothing.
    std::optional<checkout::JournalError> failure;
    std::int64_t lastReceiptNumber = 0;
    bool incomplete = false;
    /// What complete() was told.
    bool soldBefore = false;

    bool isIncomplete() const override { return incomplete; }
    tl::expected<std::vector<checkout::AttemptRecord>, checkout::JournalError>
    complete(const std::vector<checkout::AttemptRecord> &found, bool sold, std::int64_t) override
    {
        if (failure)
            return tl::unexpected(*failure);
        std::vector<checkout::AttemptRecord> added;
        for (const auto &record : found) {
            const bool isKnown = std::any_of(records.begin(), records.end(), [&record](const auto &known) {
                return known.ids && known.ids->cliveTxId == record.ids->cliveTxId;
            });
            if (!isKnown)
                added.push_back(record);
        }
        records.insert(records.end(), added.begin(), added.end());
        soldBefore = sold;
        incomplete = false;
        return added;
    }
    tl::expected<checkout::AttemptRecord, checkout::JournalError>
    save(const checkout::AttemptRecord &record) override
    {
        saves.push_back(record);
        if (failure)
            return tl::unexpected(*failure);
        // As the real one, whose column is unique.
        for (const auto &other : records) {
            if (other.attempt.id != record.attempt.id
                && other.attempt.idempotencyKey == record.attempt.idempotencyKey)
                return tl::unexpected(checkout::JournalError{"the key belongs to another attempt"});
        }
        auto kept = std::find_if(records.begin(), records.end(), [&record](const auto &candidate) {
            return candidate.attempt.id == record.attempt.id;
        });
        const std::int64_t knownNumber = kept == records.end() ? 0 : kept->receiptNumber;
        if (kept == records.end())
            kept = records.insert(records.end(), record);
        else
            *kept = record;
        if (kept->receiptNumber == 0)
            kept->receiptNumber = knownNumber;
        if (kept->phase == checkout::Phase::Paid && kept->receiptNumber == 0)
            kept->receiptNumber = ++lastReceiptNumber;
        return *kept;
    }
    tl::expected<std::vector<checkout::AttemptRecord>, checkout::JournalError> openAttempts() override
    {
        if (failure)
            return tl::unexpected(*failure);
        std::vector<checkout::AttemptRecord> open;
        for (const auto &record : records) {
            const bool receiptOwed = record.phase == checkout::Phase::Paid && !record.receiptIssued;
            if (!checkout::isFinal(record.phase) || receiptOwed)
                open.push_back(record);
        }
        return open;
    }
};

class FakeReceipts : public checkout::ReceiptPort
{
public:
    std::vector<checkout::ReceiptData> issued;
    /// While set, a receipt is not kept, for this reason.
    std::optional<checkout::ReceiptError> failure;
    /// Runs after each issue, for tests whose face shows the receipt.
    std::function<void(const checkout::ReceiptData &)> onIssue;

    void issue(const checkout::ReceiptData &receipt, checkout::ReceiptCallback done) override
    {
        m_underWay.push_back(std::move(done));
        if (failure)
            return;
        issued.push_back(receipt);
        if (onIssue)
            onIssue(receipt);
    }
    [[nodiscard]] std::size_t underWay() const { return m_underWay.size(); }
    /// The disk is done with every receipt under way.
    void finish()
    {
        for (const auto &done : std::exchange(m_underWay, {})) {
            if (failure)
                done(tl::unexpected(*failure));
            else
                done({});
        }
    }

private:
    std::vector<checkout::ReceiptCallback> m_underWay;
};

/// All of them together. Make it before the desk, so that it outlives it.
struct FakePorts {
    FakeBackend backend;
    FakePage page;
    FakeJournal journal;
    FakeReceipts receipts;
    FakeClock clock;
    FakeRandom random;

    [[nodiscard]] checkout::Ports ports() { return {backend, page, journal, receipts, clock, random}; }
};

// What the tests talk about: the seed's sale.

[[nodiscard]] inline domain::Sale exampleSale(const std::string &reference = "EZ12345",
                                              const std::string &amount = "750.00")
{
    return domain::makeSale({.amount = amount,
                             .currency = "USD",
                             .email = "buyer@example.com",
                             .reference = reference,
                             .meta = {{"order_id", "ORD-1001"}, {"customer_tier", "gold"}},
                             .suffix = {}})
        .value();
}

[[nodiscard]] inline contract::CheckoutAnswer exampleAnswer(const domain::Sale &sale,
                                                            const std::string &cliveTxId = "clv_tx_1")
{
    contract::CheckoutAnswer answer;
    answer.cliveTxId = cliveTxId;
    answer.stripePaymentIntentId = "pi_" + cliveTxId;
    answer.clientSecret = domain::Secret("pi_" + cliveTxId + "_secret_fake");
    answer.stripePublishableKey = "pk_test_tillwright";
    answer.reference = sale.reference.text();
    answer.amount = sale.amount;
    answer.statementDescriptorSuffix = "AIRPEACE";
    answer.version = 1;
    return answer;
}

/// What the backend tells of that checkout.
[[nodiscard]] inline contract::CheckoutState
exampleState(const contract::CheckoutAnswer &answer, domain::PaymentStatus status, std::int64_t version = 2)
{
    contract::CheckoutState state;
    state.cliveTxId = answer.cliveTxId;
    state.stripePaymentIntentId = answer.stripePaymentIntentId;
    state.reference = answer.reference;
    state.amount = answer.amount;
    state.statementDescriptorSuffix = answer.statementDescriptorSuffix;
    state.status = std::move(status);
    state.version = version;
    if (state.status.isPaid())
        state.feesMinor = 2205;
    return state;
}

} // namespace tillwright::testing
