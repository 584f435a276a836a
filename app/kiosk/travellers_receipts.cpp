#include "kiosk/travellers_receipts.h"

#include "checkout/receipt_language.h"

#include <utility>

namespace tillwright::kiosk {

void TravellersReceipts::choose(const checkout::State &atDesk, const std::string &language)
{
    m_choice.reset();
    // What is chosen before a sale is in the sale.
    if (const auto *attempt = checkout::attemptOf(atDesk))
        m_choice = Choice{attempt->sale.reference, language};
}

void TravellersReceipts::issue(const checkout::ReceiptData &receipt, checkout::ReceiptCallback done)
{
    auto translated = receipt;
    translate(translated.sale);
    if (m_watcher)
        m_watcher(translated);
    m_receipts.issue(translated, std::move(done));
}

checkout::state::Unresolved TravellersReceipts::translated(checkout::state::Unresolved unresolved) const
{
    translate(unresolved.attempt.sale);
    return unresolved;
}

void TravellersReceipts::translate(domain::Sale &sale) const
{
    // While a reference is not known to be paid it is not sold again: it is this sale's.
    if (m_choice && m_choice->reference == sale.reference)
        sale.meta.insert_or_assign(std::string(checkout::receiptLanguageKey), m_choice->language);
}

} // namespace tillwright::kiosk
