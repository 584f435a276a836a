#include "backend/clive/legacy_clive.h"

#include "await.h"

#include <QtTest>
#include <deque>
#include <map>

using namespace tillwright;
using namespace tillwright::backend::clive;
using tillwright::test::await;
using Kind = CliveError::Kind;

namespace {

/// What becomes of a call: as it should be, or the work is done and its answer is lost.
enum class Fate { Answered, Lost };

Fate next(std::deque<Fate> &fates)
{
    if (fates.empty())
        return Fate::Answered;
    const auto fate = fates.front();
    fates.pop_front();
    return fate;
}

CliveError lost(Party party)
{
    return {Kind::Unreachable, 0, "reset", party};
}

/// Clive's side of the older flow, idempotent by key.
class IdempotentClive final : public CliveApi, public LegacyCalls
{
public:
    CliveResult<contract::CheckoutIntentAnswer> createCheckoutIntent(contract::CheckoutIntentRequest,
                                                                     std::string) override
    {
        qFatal("the older flow does not ask for this");
        co_return tl::unexpected(lost(Party::Clive));
    }
    CliveResult<contract::Transaction> fetchTransaction(std::string cliveTxId) override
    {
        fetched.push_back(std::move(cliveTxId));
        co_return tl::unexpected(lost(Party::Clive));
    }
    CliveResult<contract::InitializeAnswer> initialize(contract::InitializeRequest transaction,
                                                       std::string key) override
    {
        const auto answer = initialized(transaction, key);
        if (next(initializeFates) == Fate::Lost)
            co_return tl::unexpected(lost(Party::Clive));
        co_return answer;
    }
    CliveResult<contract::AttachIntentAnswer> attachIntent(contract::AttachIntentRequest attachment,
                                                           std::string key) override
    {
        attachKeys.push_back(std::move(key));
        const auto answer = attached(attachment);
        if (next(attachFates) == Fate::Lost)
            co_return tl::unexpected(lost(Party::Clive));
        co_return answer;
    }

    std::deque<Fate> initializeFates;
    std::deque<Fate> attachFates;
    std::vector<std::string> attachKeys;
    std::vector<std::string> fetched;
    std::map<std::string, std::string> transactionByKey;
    /// By transaction; empty until attached.
    std::map<std::string, std::string> intentByTransaction;
    /// Said instead of what was attached.
    std::string attachAnswersIntent;

private:
    contract::InitializeAnswer initialized(const contract::InitializeRequest &, const std::string &key)
    {
        auto &cliveTxId = transactionByKey[key];
        if (cliveTxId.empty())
            cliveTxId = "ctx_" + std::to_string(transactionByKey.size());
        intentByTransaction[cliveTxId];
        return {cliveTxId, "initialized"};
    }
    tl::expected<contract::AttachIntentAnswer, CliveError>
    attached(const contract::AttachIntentRequest &attachment)
    {
        auto &intent = intentByTransaction.at(attachment.cliveTxId);
        if (!intent.empty() && intent != attachment.stripePaymentIntentId)
            return tl::unexpected(CliveError{Kind::Server, 409, "another intent"});
        intent = attachment.stripePaymentIntentId;
        return contract::AttachIntentAnswer{
            attachment.cliveTxId, attachAnswersIntent.empty() ? intent : attachAnswersIntent, "pending"};
    }
};

/// Stripe, idempotent by key, failures included.
class IdempotentStripe final : public StripeIntents
{
public:
    Result create(contract::PaymentIntentRequest intent, std::string key) override
    {
        keys.push_back(key);
        const auto answer = made(intent, key);
        if (next(fates) == Fate::Lost)
            co_return tl::unexpected(failure(lost(Party::Stripe), false));
        co_return answer;
    }

    std::deque<Fate> fates;
    std::vector<std::string> keys;
    std::vector<contract::PaymentIntentRequest> requests;
    /// Keys under which a failure is kept.
    std::map<std::string, int> failureByKey;
    std::map<std::string, contract::PaymentIntentAnswer> intentByKey;
    std::function<void(contract::PaymentIntentAnswer &)> distort = [](auto &) {};

private:
    static StripeFailure failure(CliveError error, bool isKeySpent) { return {std::move(error), isKeySpent}; }

    tl::expected<contract::PaymentIntentAnswer, StripeFailure>
    made(const contract::PaymentIntentRequest &request, const std::string &key)
    {
        if (const auto failed = failureByKey.find(key); failed != failureByKey.end()) {
            // The first time it is only a failure; said again, it is known to be kept.
            const bool isReplayed = failed->second++ > 0;
            return tl::unexpected(
                failure(CliveError{Kind::Server, 500, "failed", Party::Stripe}, isReplayed));
        }
        requests.push_back(request);
        auto &intent = intentByKey[key];
        if (intent.id.empty()) {
            intent.id = "pi_" + std::to_string(intentByKey.size());
            intent.clientSecret = domain::Secret(intent.id + "_secret_1");
            intent.amount = request.amount;
            intent.status = "requires_payment_method";
            intent.metadata = request.metadata;
            distort(intent);
        }
        return intent;
    }
};

struct Rig {
    boost::asio::io_context context;
    IdempotentClive clive;
    IdempotentStripe stripe;
    LegacyClive legacy{clive, clive, stripe};

    auto create(const std::string &key = "key")
    {
        const contract::CheckoutIntentRequest request{
            "ECHEZONA001", "AIRPEACE001", {75'050, domain::Currency::usd()}, "buyer@example.com",
            "AIRPEACE",    "EZ12345",     {{"order_id", "ORD-1001"}}};
        return await(context, legacy.createCheckoutIntent(request, key));
    }
    /// Nothing when it ends otherwise than by losses, of which there are six at most.
    std::optional<contract::CheckoutIntentAnswer> createUntilAnswered()
    {
        for (int tries = 0; tries < 7; ++tries) {
            if (auto answer = create())
                return *std::move(answer);
            else if (!answer.error().isRetryable())
                break;
        }
        return std::nullopt;
    }
};

} // namespace

class TestLegacyClive : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void threeStepsMakeACheckout()
    {
        Rig rig;
        const auto answer = rig.create();
        QVERIFY2(answer, answer ? "" : answer.error().cause.c_str());
        QCOMPARE(answer->cliveTxId, std::string("ctx_1"));
        QCOMPARE(answer->stripePaymentIntentId, std::string("pi_1"));
        QCOMPARE(answer->clientSecret.reveal(), std::string("pi_1_secret_1"));
        QCOMPARE(answer->status, std::string("pending"));
        QCOMPARE(rig.clive.intentByTransaction.at("ctx_1"), std::string("pi_1"));
        const auto &request = rig.stripe.requests.front();
        QCOMPARE(request.amount.minor, std::int64_t(75'050));
        QCOMPARE(request.receiptEmail, std::string("buyer@example.com"));
        QCOMPARE(request.statementDescriptorSuffix, std::string("AIRPEACE"));
        QCOMPARE(request.metadata,
                 (domain::Meta{{"clive_tx_id", "ctx_1"}, {"echezona_reference", "EZ12345"}}));
        // No key serves two different requests of one party.
        QVERIFY(rig.clive.attachKeys.front() != "key");
        QVERIFY(rig.stripe.keys.front() != "key");
    }

    void theStatusIsClives()
    {
        Rig rig;
        await(rig.context, rig.legacy.fetchTransaction("ctx_7"));
        QCOMPARE(rig.clive.fetched, std::vector<std::string>{"ctx_7"});
    }

    /// The answers to the steps get lost after their work, in every combination; whoever comes next, another process
    /// too, has nothing but the key.
    void lostAnswersMakeNothingTwice()
    {
        for (int losses = 0; losses < 64; ++losses) {
            Rig rig;
            const auto fatesOf = [losses](int first) {
                return std::deque<Fate>{losses & (1 << first) ? Fate::Lost : Fate::Answered,
                                        losses & (2 << first) ? Fate::Lost : Fate::Answered};
            };
            rig.clive.initializeFates = fatesOf(0);
            rig.stripe.fates = fatesOf(2);
            rig.clive.attachFates = fatesOf(4);
            const auto first = rig.createUntilAnswered();
            QVERIFY(first);
            const auto again = rig.createUntilAnswered();
            QVERIFY(again);
            QVERIFY(*again == *first);
            QCOMPARE(rig.clive.transactionByKey.size(), std::size_t(1));
            QCOMPARE(rig.stripe.intentByKey.size(), std::size_t(1));
            QCOMPARE(rig.clive.intentByTransaction.at(first->cliveTxId), first->stripePaymentIntentId);
        }
    }

    void otherKeysMakeOtherCheckouts()
    {
        Rig rig;
        const auto first = rig.create("key-1");
        const auto second = rig.create("key-2");
        QVERIFY(first->cliveTxId != second->cliveTxId);
        QVERIFY(first->stripePaymentIntentId != second->stripePaymentIntentId);
    }

    void anIntentThatIsNotTheOneAskedForIsNotAttached_data()
    {
        QTest::addColumn<QString>("what");
        for (const auto *what : {"amount", "currency", "transaction", "no transaction"})
            QTest::newRow(what) << what;
    }
    void anIntentThatIsNotTheOneAskedForIsNotAttached()
    {
        QFETCH(QString, what);
        Rig rig;
        rig.stripe.distort = [&](contract::PaymentIntentAnswer &intent) {
            if (what == "amount")
                intent.amount.minor *= 100;
            else if (what == "currency")
                intent.amount.currency = *domain::Currency::parse("EUR");
            else if (what == "transaction")
                intent.metadata["clive_tx_id"] = "ctx_0";
            else
                intent.metadata.clear();
        };
        for (int i = 0; i < 2; ++i) {
            const auto answer = rig.create();
            QVERIFY(!answer);
            QVERIFY(answer.error().kind == Kind::Conflict);
            QVERIFY(!answer.error().isRetryable());
            QVERIFY(answer.error().cause.find("_secret_") == std::string::npos);
        }
        QVERIFY(rig.clive.attachKeys.empty());
    }

    /// Stripe has forgotten the key (24 hours) and makes a second intent: Clive's first one counts, and the second's
    /// client secret goes nowhere.
    void aForgottenKeyMakesNoSecondPayableIntent()
    {
        Rig rig;
        QVERIFY(rig.create());
        const auto forgotten = std::exchange(rig.stripe.intentByKey, {});
        rig.stripe.distort = [](auto &intent) { intent.id = "pi_second"; };
        const auto answer = rig.create();
        QVERIFY(!answer);
        QVERIFY(answer.error().kind == Kind::Conflict);
        QCOMPARE(rig.clive.intentByTransaction.at("ctx_1"), forgotten.begin()->second.id);
    }

    void anAttachmentOfSomethingElseIsAConflict()
    {
        Rig rig;
        rig.clive.attachAnswersIntent = "pi_other";
        const auto answer = rig.create();
        QVERIFY(!answer);
        QVERIFY(answer.error().kind == Kind::Conflict);
    }

    /// Stripe keeps its own failures under a key. The next key of a fixed series goes on, after a crash as before it.
    void aSpentKeyIsFollowedByTheNext()
    {
        Rig rig;
        rig.stripe.failureByKey["key-intent-1"] = 0;
        const auto first = rig.create();
        QVERIFY(!first);
        QVERIFY(first.error().isRetryable());
        QVERIFY(first.error().party == Party::Stripe);
        const auto second = rig.create();
        QVERIFY(second);
        QCOMPARE(rig.stripe.keys, (std::vector<std::string>{"key-intent-1", "key-intent-1", "key-intent-2"}));
        QVERIFY(*rig.create() == *second);
        QCOMPARE(rig.stripe.intentByKey.size(), std::size_t(1));
    }

    void theSeriesOfKeysEnds()
    {
        Rig rig;
        for (const auto *key : {"key-intent-1", "key-intent-2", "key-intent-3"})
            rig.stripe.failureByKey[key] = 1;
        QVERIFY(!rig.create());
        QCOMPARE(rig.stripe.keys.size(), std::size_t(stripeKeysMax));
        QVERIFY(rig.clive.attachKeys.empty());
    }

    void aStepThatIsRefusedEndsTheFlow()
    {
        Rig rig;
        rig.clive.initializeFates = {Fate::Lost};
        QVERIFY(!rig.create());
        QVERIFY(rig.stripe.keys.empty());
        rig.stripe.fates = {Fate::Lost};
        QVERIFY(!rig.create());
        QVERIFY(rig.clive.attachKeys.empty());
    }
};

QTEST_GUILESS_MAIN(TestLegacyClive)
#include "test_legacy_clive.moc"
