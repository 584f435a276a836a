#pragma once

#include "contract/catalogue_messages.h"
#include "domain/sale_line.h"

#include <QString>

#include <optional>
#include <vector>

namespace tillwright::kiosk::presentation {

/// What has been rung up so far. Its sum never exceeds what a card payment may be. Every error is a sentence for the
/// cashier, and changes nothing.
class SaleBasket
{
public:
    struct Line {
        domain::SaleLine line;
        /// A booking is paid once and as a whole.
        bool isBooking = false;
        friend bool operator==(const Line &, const Line &) = default;
    };

    explicit SaleBasket(domain::Currency currency) : m_currency(currency) {}

    [[nodiscard]] const std::vector<Line> &lines() const { return m_lines; }
    [[nodiscard]] bool isEmpty() const { return m_lines.empty(); }
    [[nodiscard]] std::vector<domain::SaleLine> saleLines() const;
    [[nodiscard]] domain::Money sum() const;
    /// Of the booking that this sale pays; empty for none.
    [[nodiscard]] QString bookingReference() const;

    // Each returns the index of the line that it has made or changed.

    /// One piece. The same thing at the same price is one line.
    [[nodiscard]] tl::expected<int, QString> addItem(const domain::CatalogueItem &item, const QString &name);
    /// A line of its own, each time.
    [[nodiscard]] tl::expected<int, QString> addAmount(domain::Money amount, const QString &name);
    /// One in a sale, because the sale takes its reference.
    [[nodiscard]] tl::expected<int, QString> addBooking(const domain::Booking &booking, const QString &name);
    /// To 1 at the least.
    [[nodiscard]] tl::expected<int, QString> changeQuantity(int index, int by);

    void remove(int index);
    void clear() { m_lines.clear(); }

private:
    [[nodiscard]] tl::expected<int, QString> add(Line line);
    /// Puts the lines in the place of the present ones, if they can be charged together.
    [[nodiscard]] tl::expected<void, QString> replaceBy(std::vector<Line> lines);
    [[nodiscard]] bool has(int index) const { return index >= 0 && index < int(m_lines.size()); }

    domain::Currency m_currency;
    std::vector<Line> m_lines;
};

} // namespace tillwright::kiosk::presentation
