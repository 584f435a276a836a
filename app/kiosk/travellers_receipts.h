#pragma once

#include "checkout/ports.h"
#include "checkout/state.h"

#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace tillwright::kiosk {

/// A sale keeps the language that it was begun in (checkout::receiptLanguageKey). A traveller may choose another one while
/// they pay; as long as they stand here, their receipt, and the slip of a payment that nobody knows of yet, is in that one.
class TravellersReceipts : public checkout::ReceiptPort
{
public:
    /// `receipts` must outlive it.
    explicit TravellersReceipts(checkout::ReceiptPort &receipts) : m_receipts(receipts) {}

    /// Is told of each receipt that is issued, as it is.
    void setWatcher(std::function<void(const checkout::ReceiptData &)> watcher)
    {
        m_watcher = std::move(watcher);
    }
    /// Whoever stands before what is at the desk has chosen it.
    void choose(const checkout::State &atDesk, const std::string &language);
    void issue(const checkout::ReceiptData &receipt, checkout::ReceiptCallback done) override;
    /// The same in the language in which its slip is to be.
    [[nodiscard]] checkout::state::Unresolved translated(checkout::state::Unresolved unresolved) const;

private:
    struct Choice {
        domain::Reference reference;
        std::string language;
    };
    void translate(domain::Sale &sale) const;

    checkout::ReceiptPort &m_receipts;
    std::optional<Choice> m_choice;
    std::function<void(const checkout::ReceiptData &)> m_watcher;
};

} // namespace tillwright::kiosk
