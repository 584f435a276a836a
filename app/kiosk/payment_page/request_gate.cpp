#include "kiosk/payment_page/request_gate.h"

#include "kiosk/payment_page/navigation_rules.h"

namespace tillwright::kiosk::payment_page {

RequestGate::RequestGate(GateState &state, QObject *parent)
    : QWebEngineUrlRequestInterceptor(parent), m_state(state)
{
}

void RequestGate::interceptRequest(QWebEngineUrlRequestInfo &info)
{
    if (mayRequest(info.requestUrl(), info.resourceType(), m_state.isOwnLoad, m_state.isCheckoutShown))
        return;
    ++m_state.blocked;
    info.block(true);
}

} // namespace tillwright::kiosk::payment_page
