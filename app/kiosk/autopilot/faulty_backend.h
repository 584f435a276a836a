#pragma once

#include "checkout/ports.h"
#include "kiosk/autopilot/scenario.h"

namespace tillwright::kiosk::autopilot {

/// The network between kiosk and backend with a scenario's faults: `backend.request` happens before the request
/// leaves, `backend.response` after the backend has done the work.
class FaultyBackend : public checkout::BackendPort
{
public:
    FaultyBackend(checkout::BackendPort &backend, checkout::Clock &clock, const QList<Fault> &faults);

    /// Replaces all. What is delayed already stays so.
    void setFaults(const QList<Fault> &faults);
    /// Those that can still happen, with `times` as they are left.
    [[nodiscard]] QList<Fault> faults() const;

    void createCheckout(const checkout::Attempt &attempt,
                        checkout::BackendCallback<contract::CheckoutAnswer> done) override;
    void fetchStatus(const checkout::StatusQuery &query,
                     checkout::BackendCallback<contract::CheckoutState> done) override;
    void resumeCheckout(const std::string &cliveTxId,
                        checkout::BackendCallback<contract::CheckoutAnswer> done) override;
    void abandonCheckout(const std::string &cliveTxId,
                         checkout::BackendCallback<contract::CheckoutState> done) override;
    /// Without faults: a scenario's faults are its sale's, and this is asked before there is one.
    void searchCheckouts(const contract::CheckoutSearch &search,
                         checkout::BackendCallback<contract::CheckoutPage> done) override
    {
        m_backend.searchCheckouts(search, std::move(done));
    }

private:
    /// The next fault at this place, or null; counts it.
    const Fault *take(QStringView place);
    template<typename Answer, typename Send> void pass(Send send, checkout::BackendCallback<Answer> done);

    struct Armed {
        Fault fault;
        int left;
    };
    checkout::BackendPort &m_backend;
    checkout::Clock &m_clock;
    std::vector<Armed> m_faults;
};

} // namespace tillwright::kiosk::autopilot
