#pragma once

#include "checkout/ports.h"
#include "checkout/state.h"
#include "kiosk/receipt/escpos_layout.h"
#include "kiosk/receipt/receipt.h"

#include <QImage>
#include <QString>
#include <QThreadPool>

#include <map>
#include <optional>
#include <vector>

namespace tillwright::kiosk::receipt {

struct ReceiptStoreOptions {
    QString directory; ///< made when it is not there
    Merchant merchant;
    int textColumns = 48;
    EscPosOptions printer;
};

/// A receipt that lies in a folder of receipts.
struct FoundReceipt {
    std::int64_t number = 0;
    std::string cliveTxId; ///< empty for those that are older than was asked for, or cannot be read
};
/// By their file names; `receipt-<number>.txt` of `sinceMs` (since 1970, UTC) and later are read for their transaction.
[[nodiscard]] std::vector<FoundReceipt> receiptsIn(const QString &directory, std::int64_t sinceMs);

/// The flow's ReceiptPort: keeps the last receipt for the screen and writes `receipt-<number>.pdf`, `.txt` (UTF-8) and
/// `.escpos`, each whole or not at all, on a thread of its own. Issuing a number again writes the same files again.
class ReceiptStore : public QObject, public checkout::ReceiptPort
{
    Q_OBJECT

public:
    ReceiptStore(ReceiptStoreOptions options, const checkout::Clock &clock);
    /// Finishes the files that are being written; nobody is told any more.
    ~ReceiptStore() override;

    void issue(const checkout::ReceiptData &receipt, checkout::ReceiptCallback done) override;

    /// `pending-<reference>.pdf`, `.txt` and `.escpos`: the slip for a customer whose payment is not known yet.
    [[nodiscard]] tl::expected<void, checkout::ReceiptError>
    issuePendingSlip(const checkout::state::Unresolved &unresolved);

    /// False when the slip of this attempt's reference lies there already.
    [[nodiscard]] bool needsPendingSlip(const checkout::state::Unresolved &unresolved) const;

    /// Of what is made from now on; what is shown is made anew.
    void setStatementPrefix(const QString &prefix);

    [[nodiscard]] const Merchant &merchant() const { return m_options.merchant; }
    /// The last one issued, if any.
    [[nodiscard]] const std::optional<checkout::ReceiptData> &last() const { return m_last; }
    /// The paper that belongs to a state, as a picture: the receipt of Paid, the slip of Unresolved, else a null
    /// image.
    [[nodiscard]] QImage picture(const checkout::State &state, int widthPx);
    /// The receipt of any sale, made anew: its files need not be there any more.
    [[nodiscard]] QImage picture(const checkout::ReceiptData &receipt, int widthPx) const;
    /// The slip of an unresolved one, with the present time on it; a null image for any other state.
    [[nodiscard]] QImage slipPicture(const checkout::State &state, int widthPx) const;
    /// Where the PDF of that paper lies; empty when there is none on the disk.
    [[nodiscard]] QString pdfPath(const checkout::State &state) const;

private:
    [[nodiscard]] QString path(const QString &name, const QString &suffix) const;
    /// Of the last one issued, when it is this state's.
    [[nodiscard]] bool isLast(const checkout::state::Paid &paid) const;

    ReceiptStoreOptions m_options;
    const checkout::Clock &m_clock;
    std::optional<checkout::ReceiptData> m_last;
    /// The last receipt's, by width in pixels: a face asks again whenever something beside the receipt changes.
    std::map<int, QImage> m_pictures;
    /// One thread, so that files come in the order of their receipts.
    QThreadPool m_writer;
};

} // namespace tillwright::kiosk::receipt
