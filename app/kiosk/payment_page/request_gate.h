#pragma once

#include <QtWebEngineCore/QWebEngineUrlRequestInterceptor>

namespace tillwright::kiosk::payment_page {

/// What the gates need to know of the moment, and what they count. One per page, owned by FreshPage.
struct GateState {
    bool isOwnLoad = false;
    bool isCheckoutShown = false;
    quint64 blocked = 0;
};

/// The second gate: every request of the profile, whatever frame or worker it comes from.
class RequestGate : public QWebEngineUrlRequestInterceptor
{
    Q_OBJECT

public:
    RequestGate(GateState &state, QObject *parent);
    void interceptRequest(QWebEngineUrlRequestInfo &info) override;

private:
    GateState &m_state;
};

} // namespace tillwright::kiosk::payment_page
