#pragma once

#include "checkout/ports.h"
#include "kiosk/qa/said_words.h"

namespace tillwright::kiosk::qa {

/// Passes every request on to the backend and tells what it answers. Client secret and pay link are not looked at.
class BackendListener : public checkout::BackendPort
{
public:
    using Report = std::function<void(Said)>;

    /// Backend and clock must outlive it.
    BackendListener(checkout::BackendPort &backend, const checkout::Clock &clock, Report report)
        : m_backend(backend), m_clock(clock), m_report(std::move(report))
    {
    }
    void createCheckout(const checkout::Attempt &attempt,
                        checkout::BackendCallback<contract::CheckoutAnswer> done) override;
    void fetchStatus(const checkout::StatusQuery &query,
                     checkout::BackendCallback<contract::CheckoutState> done) override;
    void resumeCheckout(const std::string &cliveTxId,
                        checkout::BackendCallback<contract::CheckoutAnswer> done) override;
    void abandonCheckout(const std::string &cliveTxId,
                         checkout::BackendCallback<contract::CheckoutState> done) override;
    /// Not told: it is about no sale.
    void searchCheckouts(const contract::CheckoutSearch &search,
                         checkout::BackendCallback<contract::CheckoutPage> done) override
    {
        m_backend.searchCheckouts(search, std::move(done));
    }

private:
    template<typename Answer>
    checkout::BackendCallback<Answer> heard(const QString &what, const std::string &cliveTxId,
                                            checkout::BackendCallback<Answer> done);

    checkout::BackendPort &m_backend;
    const checkout::Clock &m_clock;
    Report m_report;
};

} // namespace tillwright::kiosk::qa
