#include "kiosk/qr_code/qr_code.h"

#include <memory>
#include <qrencode.h>

namespace tillwright::kiosk::qr_code {

QrCode makeQrCode(const QString &text)
{
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> encoded(
        QRcode_encodeString8bit(text.toUtf8().constData(), 0, QR_ECLEVEL_M), &QRcode_free);
    if (!encoded)
        return {};
    QrCode code;
    code.size = encoded->width;
    code.dark.reserve(code.size * code.size);
    for (int i = 0; i < code.size * code.size; ++i)
        code.dark.append((encoded->data[i] & 1) != 0);
    return code;
}

} // namespace tillwright::kiosk::qr_code
