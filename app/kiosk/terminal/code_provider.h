#pragma once

#include <QQuickImageProvider>

namespace tillwright::kiosk::presentation {
class PhoneWay;
}

namespace tillwright::kiosk::terminal {

/// `image://phone/NUMBER`: the code that a phone scans (PhoneWay::code), as large as it is asked for, in squares of whole
/// pixels with the light that readers need around it. The number only tells one code from the next. Nothing once there is none.
class CodeProvider : public QQuickImageProvider
{
public:
    /// Must outlive it.
    explicit CodeProvider(const presentation::PhoneWay &phone)
        : QQuickImageProvider(QQuickImageProvider::Image), m_phone(phone)
    {
    }
    QImage requestImage(const QString &id, QSize *size, const QSize &requestedSize) override;

private:
    const presentation::PhoneWay &m_phone;
};

} // namespace tillwright::kiosk::terminal
