#include "kiosk/autopilot/faulty_backend.h"

#include <limits>

namespace tillwright::kiosk::autopilot {

using namespace Qt::StringLiterals;
using checkout::BackendCallback;
using checkout::BackendError;

FaultyBackend::FaultyBackend(checkout::BackendPort &backend, checkout::Clock &clock,
                             const QList<Fault> &faults)
    : m_backend(backend), m_clock(clock)
{
    setFaults(faults);
}

void FaultyBackend::setFaults(const QList<Fault> &faults)
{
    m_faults.clear();
    for (const auto &fault : faults)
        m_faults.push_back({fault, fault.times > 0 ? fault.times : std::numeric_limits<int>::max()});
}

QList<Fault> FaultyBackend::faults() const
{
    QList<Fault> faults;
    for (const auto &armed : m_faults) {
        if (armed.left == 0)
            continue;
        faults.append(armed.fault);
        if (armed.fault.times > 0)
            faults.last().times = armed.left;
    }
    return faults;
}

const Fault *FaultyBackend::take(QStringView place)
{
    for (auto &armed : m_faults) {
        if (armed.fault.at == place && armed.left > 0) {
            --armed.left;
            return &armed.fault;
        }
    }
    return nullptr;
}

namespace {

BackendError errorOf(const Fault &fault)
{
    if (fault.action == "fail"_L1) {
        const auto kind = fault.status >= 500 ? BackendError::Kind::Server : BackendError::Kind::Refused;
        return {kind, fault.status, {}, "the scenario failed it"};
    }
    return {BackendError::Kind::Unreachable, 0, {}, "the scenario dropped it"};
}

} // namespace

template<typename Answer, typename Send> void FaultyBackend::pass(Send send, BackendCallback<Answer> done)
{
    const auto *request = take(u"backend.request");
    auto answered = [this, done = std::move(done)](tl::expected<Answer, BackendError> answer) {
        const auto *response = take(u"backend.response");
        if (!response) {
            done(std::move(answer));
        } else if (response->action == "delay"_L1) {
            m_clock.after(response->delayMs, [done, answer = std::move(answer)] { done(answer); });
        } else {
            done(tl::unexpected(errorOf(*response)));
        }
    };
    if (!request) {
        send(std::move(answered));
    } else if (request->action == "delay"_L1) {
        m_clock.after(request->delayMs, [send, answered = std::move(answered)] { send(answered); });
    } else if (request->action == "duplicate"_L1) {
        // The network repeats the request; the kiosk only ever sees one answer.
        send([](auto &&) {});
        send(std::move(answered));
    } else {
        m_clock.after(0, [answered = std::move(answered), error = errorOf(*request)] {
            answered(tl::unexpected(error));
        });
    }
}

void FaultyBackend::createCheckout(const checkout::Attempt &attempt,
                                   BackendCallback<contract::CheckoutAnswer> done)
{
    pass<contract::CheckoutAnswer>(
        [this, attempt](BackendCallback<contract::CheckoutAnswer> answered) {
            m_backend.createCheckout(attempt, std::move(answered));
        },
        std::move(done));
}

void FaultyBackend::fetchStatus(const checkout::StatusQuery &query,
                                BackendCallback<contract::CheckoutState> done)
{
    pass<contract::CheckoutState>(
        [this, query](BackendCallback<contract::CheckoutState> answered) {
            m_backend.fetchStatus(query, std::move(answered));
        },
        std::move(done));
}

void FaultyBackend::resumeCheckout(const std::string &cliveTxId,
                                   BackendCallback<contract::CheckoutAnswer> done)
{
    pass<contract::CheckoutAnswer>(
        [this, cliveTxId](BackendCallback<contract::CheckoutAnswer> answered) {
            m_backend.resumeCheckout(cliveTxId, std::move(answered));
        },
        std::move(done));
}

void FaultyBackend::abandonCheckout(const std::string &cliveTxId,
                                    BackendCallback<contract::CheckoutState> done)
{
    pass<contract::CheckoutState>(
        [this, cliveTxId](BackendCallback<contract::CheckoutState> answered) {
            m_backend.abandonCheckout(cliveTxId, std::move(answered));
        },
        std::move(done));
}

} // namespace tillwright::kiosk::autopilot
