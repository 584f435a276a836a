#pragma once

#include <QQuickImageProvider>
#include <functional>
#include <utility>

namespace tillwright::kiosk::qr_code {
struct QrCode;
}

namespace tillwright::kiosk::terminal {

/// `image://NAME/NUMBER`: a code that a phone scans, as large as it is asked for, in squares of whole
/// pixels with the light that readers need around it. The number only tells one code from the next. Nothing once there is none.
class CodeProvider : public QQuickImageProvider
{
public:
    /// `code`: the present one, empty for none.
    explicit CodeProvider(std::function<const qr_code::QrCode &()> code)
        : QQuickImageProvider(QQuickImageProvider::Image), m_code(std::move(code))
    {
    }
    QImage requestImage(const QString &id, QSize *size, const QSize &requestedSize) override;

private:
    const std::function<const qr_code::QrCode &()> m_code;
};

} // namespace tillwright::kiosk::terminal
