#pragma once

#include "checkout/catalogue_port.h"
#include "checkout/device_config_port.h"

namespace tillwright::kiosk {

/// Passes every request on and tells, from what comes back, whether the backend can be reached.
class BackendHealth : public checkout::BackendPort,
                      public checkout::CataloguePort,
                      public checkout::DeviceConfigPort
{
public:
    /// `failure`: null when the answer was a good one.
    using Report = std::function<void(bool reachable, const checkout::BackendError *failure)>;

    BackendHealth(checkout::BackendPort &backend, checkout::CataloguePort &catalogue,
                  checkout::DeviceConfigPort &deviceConfig)
        : m_backend(backend), m_catalogue(catalogue), m_deviceConfig(deviceConfig)
    {
    }
    void setReport(Report report) { m_report = std::move(report); }

    void createCheckout(const checkout::Attempt &attempt,
                        checkout::BackendCallback<contract::CheckoutAnswer> done) override
    {
        m_backend.createCheckout(attempt, watched(std::move(done)));
    }
    void fetchStatus(const checkout::StatusQuery &query,
                     checkout::BackendCallback<contract::CheckoutState> done) override
    {
        m_backend.fetchStatus(query, watched(std::move(done)));
    }
    void resumeCheckout(const std::string &cliveTxId,
                        checkout::BackendCallback<contract::CheckoutAnswer> done) override
    {
        m_backend.resumeCheckout(cliveTxId, watched(std::move(done)));
    }
    void abandonCheckout(const std::string &cliveTxId,
                         checkout::BackendCallback<contract::CheckoutState> done) override
    {
        m_backend.abandonCheckout(cliveTxId, watched(std::move(done)));
    }
    void searchCheckouts(const contract::CheckoutSearch &search,
                         checkout::BackendCallback<contract::CheckoutPage> done) override
    {
        m_backend.searchCheckouts(search, watched(std::move(done)));
    }
    void fetchCatalogue(const std::string &etag,
                        checkout::BackendCallback<std::optional<checkout::FetchedCatalogue>> done) override
    {
        m_catalogue.fetchCatalogue(etag, watched(std::move(done)));
    }
    void fetchBooking(const domain::Reference &reference,
                      checkout::BackendCallback<contract::BookingAnswer> done) override
    {
        m_catalogue.fetchBooking(reference, watched(std::move(done)));
    }
    void fetchDeviceConfig(checkout::BackendCallback<checkout::FetchedDeviceConfig> done) override
    {
        m_deviceConfig.fetchDeviceConfig(watched(std::move(done)));
    }

private:
    template<typename Answer>
    checkout::BackendCallback<Answer> watched(checkout::BackendCallback<Answer> done)
    {
        return [this, done = std::move(done)](tl::expected<Answer, checkout::BackendError> answer) {
            using Kind = checkout::BackendError::Kind;
            const bool reachable = answer
                || (answer.error().kind != Kind::Unreachable && answer.error().kind != Kind::Timeout
                    && answer.error().kind != Kind::Tls);
            if (m_report)
                m_report(reachable, answer ? nullptr : &answer.error());
            done(std::move(answer));
        };
    }
    checkout::BackendPort &m_backend;
    checkout::CataloguePort &m_catalogue;
    checkout::DeviceConfigPort &m_deviceConfig;
    Report m_report;
};

} // namespace tillwright::kiosk
