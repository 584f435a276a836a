#pragma once

#include "checkout/ports.h"
#include "checkout/state.h"
#include "kiosk/receipt/escpos_layout.h"
#include "kiosk/receipt/receipt.h"

#include <QImage>
#include <QString>

#include <optional>

namespace tillwright::kiosk::receipt {

struct ReceiptStoreOptions {
    QString directory; ///< made when it is not there
    Merchant merchant;
    int textColumns = 48;
    EscPosOptions printer;
};

/// The flow's ReceiptPort: writes `receipt-<number>.pdf`, `.txt` (UTF-8) and `.escpos`, each whole or not at all, and
/// keeps the last one for the screen. Issuing a number again writes the same files again.
class ReceiptStore : public checkout::ReceiptPort
{
public:
    ReceiptStore(ReceiptStoreOptions options, const checkout::Clock &clock);

    [[nodiscard]] tl::expected<void, checkout::ReceiptError>
    issue(const checkout::ReceiptData &receipt) override;

    /// `pending-<reference>.pdf`, `.txt` and `.escpos`: the slip for a customer whose payment is not known yet.
    [[nodiscard]] tl::expected<void, checkout::ReceiptError>
    issuePendingSlip(const checkout::state::Unresolved &unresolved);

    /// The last one issued, if any.
    [[nodiscard]] const std::optional<checkout::ReceiptData> &last() const { return m_last; }
    /// The paper that belongs to a state, as a picture: the receipt of Paid, the slip of Unresolved, else a null
    /// image.
    [[nodiscard]] QImage picture(const checkout::State &state, int widthPx) const;
    /// Where the PDF of that paper lies; empty when there is none on the disk.
    [[nodiscard]] QString pdfPath(const checkout::State &state) const;

private:
    [[nodiscard]] tl::expected<void, checkout::ReceiptError> write(const Receipt &receipt,
                                                                   const QString &name) const;
    [[nodiscard]] QString path(const QString &name, const QString &suffix) const;
    /// Of the last one issued, when it is this state's.
    [[nodiscard]] bool isLast(const checkout::state::Paid &paid) const;

    ReceiptStoreOptions m_options;
    const checkout::Clock &m_clock;
    std::optional<checkout::ReceiptData> m_last;
};

} // namespace tillwright::kiosk::receipt
