#pragma once

#include "await.h"
#include "backend/store/store.h"

#include <QObject>
#include <QStringList>
#include <boost/asio/io_context.hpp>
#include <memory>

namespace tillwright::test {

/// An order as the tests make it, with a sealed secret of a kind.
[[nodiscard]] backend::store::OrderRecord orderRecord(const std::string &cliveTxId,
                                                      const std::string &reference = "EZ12345");
[[nodiscard]] domain::OrderEvent eventFor(const backend::store::OrderRecord &record,
                                          domain::PaymentStatus status);
[[nodiscard]] backend::store::ClaimRequest claimRequest(const std::string &key,
                                                        const std::string &reference = "EZ12345");

/// What Clive says of the record's transaction in the event with this id.
[[nodiscard]] backend::store::InboxEntry
inboxEntry(const std::string &id, const backend::store::OrderRecord &record, domain::PaymentStatus status);

/// The clock of the tests, and for how long they claim keys.
inline constexpr std::int64_t contractNowMs = 1'700'000'000'000;
inline constexpr std::int64_t contractLeaseMs = 60'000;

/// What every engine has to do alike. An engine's test derives from it and says how its store is opened.
class StoreContract : public QObject
{
    Q_OBJECT
protected:
    /// Opens the test's one store; a second call opens the same data anew, as after a crash.
    virtual std::unique_ptr<backend::store::Store> open() = 0;
    /// Takes everything away.
    virtual void wipe() = 0;

private Q_SLOTS:
    void init();
    void cleanup();
    void aKeyIsClaimedOnce();
    void aKeyOfAnotherDeviceIsAnotherKey();
    void aReleasedKeyGoesOnWithTheSameCliveKey();
    void anExpiredLeaseGoesOn();
    void anAnswerIsKept();
    void anOrderIsKeptWhole();
    void aBusyReferenceIsNamed();
    void anAbandonedOrderFreesTheReference();
    void aPaidOrderKeepsTheReferenceForEver();
    void anOrderForABusyReferenceIsKeptAsAbandoned();
    void eventsMoveTheOrderOnce();
    void abandoningIsRefusedWhenItIsTooLate();
    void aFinalOrderLosesItsSecret();
    void secretsExpire();
    void anOpenOrderIsCheckedLessAndLess();
    void checksComeInBatchesTheLongestDueFirst();
    void aClockSetBackHoldsNoCheckUp();
    void webhooksAreDeduplicated();
    void anEarlyWebhookWaitsForItsOrder();
    void anUnreadableWebhookIsKept();
    void allIsThereAfterReopening();
    void changesAreTold();
    void aSearchIsPagedNewestFirst();
    void aSearchNarrows_data();
    void aSearchNarrows();
    void aSearchKnowsWhatIsOpen();
    void aSearchFindsWhatNeedsAttention();
    void aKeyWhoseCarrierDiedIsFound();
    void oldKeysAreForgotten();
    void anUnmatchedWebhookBecomesADeadLetter();
    void aDueWebhookIsAppliedOnceItsOrderIsThere();
    void aDeadLetterIsReplayedOnce();
    void appliedWebhooksAreForgottenAndDeadLettersKept();
    void aPayLinkIsKnownByItsHash();
    void aPayLinkEndsWithTheSecret();
    void aPhoneThatConfirmsHoldsUpAbandoning();
    void aPhoneMayNotConfirmWhatIsOver();
    void aPhoneThatWasDeclinedLetsGo();
    void aDeviceIsEnrolledOnce();
    void aDeviceIsRevoked();
    void aCatalogueReplacesTheLast();
    void aCatalogueThatFailsLeavesTheLast();
    void bookingsReplaceTheLast();
    void aBookingsPaymentsAreThoseOfItsReference();

protected:
    boost::asio::io_context m_context;
    std::unique_ptr<backend::store::Store> m_store;

    template<typename T> T run(backend::store::StoreResult<T> call)
    {
        auto result = await(m_context, std::move(call));
        if (!result)
            qFatal("%s", result.error().cause.c_str());
        if constexpr (!std::is_void_v<T>)
            return *std::move(result);
    }
    backend::store::OrderRecord createOrder(const std::string &key, const std::string &cliveTxId,
                                            const std::string &reference = "EZ12345");
    /// Keeps an order as it is, under a key of its own.
    void keepOrder(backend::store::OrderRecord record);
    /// Runs the context until as many changes were told.
    void waitForChanges(const std::vector<std::pair<std::string, std::int64_t>> &told, std::size_t count);
    [[nodiscard]] QStringList found(const backend::store::OrderSearch &search);
};

} // namespace tillwright::test

Q_DECLARE_METATYPE(tillwright::backend::store::OrderSearch)
