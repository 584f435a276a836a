#pragma once

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

protected:
    boost::asio::io_context m_context;
    std::unique_ptr<backend::store::Store> m_store;

private:
    template<typename T> T run(backend::store::StoreResult<T> call);
    backend::store::OrderRecord createOrder(const std::string &key, const std::string &cliveTxId,
                                            const std::string &reference = "EZ12345");
    /// Keeps an order as it is, under a key of its own.
    void keepOrder(backend::store::OrderRecord record);
    [[nodiscard]] QStringList found(const backend::store::OrderSearch &search);
};

} // namespace tillwright::test

Q_DECLARE_METATYPE(tillwright::backend::store::OrderSearch)
