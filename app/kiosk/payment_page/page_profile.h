#pragma once

class QObject;
class QWebEngineProfile;

namespace tillwright::kiosk::payment_page {

/// A profile without a name is off the record: cookies, storage and cache live in memory and go with it. One per
/// customer. Downloads are refused.
[[nodiscard]] QWebEngineProfile *makeCustomerProfile(QObject *parent);

} // namespace tillwright::kiosk::payment_page
