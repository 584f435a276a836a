#include "kiosk/payment_page/bridge.h"

namespace tillwright::kiosk::payment_page {

Bridge::Bridge(Receiver receiver, QObject *parent) : QObject(parent), m_receiver(std::move(receiver))
{
}

bool Bridge::fromPage(const QString &json)
{
    return m_receiver(json);
}

} // namespace tillwright::kiosk::payment_page
