#include "kiosk/presentation/sale_basket.h"

#include "kiosk/presentation/money_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace tillwright::kiosk::presentation {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("SaleBasket", text);
}

/// By code points, because a name is kept as UTF-8 and must not be cut within one.
std::string lineName(const QString &name)
{
    const auto whole = name.simplified().toUcs4();
    return QString::fromUcs4(reinterpret_cast<const char32_t *>(whole.constData()),
                             std::min(whole.size(), qsizetype(domain::lineNameMaxCharacters)))
        .toStdString();
}

std::vector<domain::SaleLine> saleLinesOf(const std::vector<SaleBasket::Line> &lines)
{
    std::vector<domain::SaleLine> plain;
    plain.reserve(lines.size());
    std::transform(lines.begin(), lines.end(), std::back_inserter(plain),
                   [](const SaleBasket::Line &line) { return line.line; });
    return plain;
}

} // namespace

std::vector<domain::SaleLine> SaleBasket::saleLines() const
{
    return saleLinesOf(m_lines);
}

domain::Money SaleBasket::sum() const
{
    // Every change was checked.
    return domain::sumOf(saleLines(), m_currency).value_or(domain::Money{0, m_currency});
}

QString SaleBasket::bookingReference() const
{
    const auto booking =
        std::find_if(m_lines.begin(), m_lines.end(), [](const Line &line) { return line.isBooking; });
    return booking == m_lines.end() ? QString() : QString::fromStdString(booking->line.code);
}

tl::expected<int, QString> SaleBasket::addItem(const domain::CatalogueItem &item, const QString &name)
{
    const auto same = std::find_if(m_lines.begin(), m_lines.end(), [&item](const Line &line) {
        return !line.isBooking && line.line.code == item.code && line.line.unitPrice == item.price;
    });
    if (same != m_lines.end())
        return changeQuantity(int(std::distance(m_lines.begin(), same)), 1);
    return add({{item.code, lineName(name), 1, item.price}, false});
}

tl::expected<int, QString> SaleBasket::addAmount(domain::Money amount, const QString &name)
{
    return add({{{}, lineName(name), 1, amount}, false});
}

tl::expected<int, QString> SaleBasket::addBooking(const domain::Booking &booking, const QString &name)
{
    const QString reference = bookingReference();
    if (reference == QString::fromStdString(booking.reference.text()))
        return tl::unexpected(tr("Booking %1 is in this sale already.").arg(reference));
    if (!reference.isEmpty())
        return tl::unexpected(
            tr("This sale pays booking %1 already. Charge it first, or remove its line.").arg(reference));
    return add({{booking.reference.text(), lineName(name), 1, booking.due}, true});
}

tl::expected<int, QString> SaleBasket::changeQuantity(int index, int by)
{
    if (!has(index))
        return tl::unexpected(tr("There is no such line."));
    auto lines = m_lines;
    Line &line = lines[std::size_t(index)];
    if (line.isBooking)
        return tl::unexpected(tr("A booking is paid once."));
    if (by > domain::lineQuantityMax - line.line.quantity)
        return tl::unexpected(tr("At most %1 of one thing.").arg(domain::lineQuantityMax));
    line.line.quantity = std::max(1, line.line.quantity + by);
    return replaceBy(std::move(lines)).map([index] { return index; });
}

void SaleBasket::remove(int index)
{
    if (has(index))
        m_lines.erase(m_lines.begin() + index);
}

tl::expected<int, QString> SaleBasket::add(Line line)
{
    if (m_lines.size() >= domain::saleLinesMax)
        return tl::unexpected(tr("A sale has at most %1 lines. Charge it, and go on with another one.")
                                  .arg(int(domain::saleLinesMax)));
    if (line.line.unitPrice.currency != m_currency)
        return tl::unexpected(tr("It is priced in %1. This register charges in %2.")
                                  .arg(QString::fromStdString(line.line.unitPrice.currency.code()),
                                       QString::fromStdString(m_currency.code())));
    auto lines = m_lines;
    lines.push_back(std::move(line));
    return replaceBy(std::move(lines)).map([this] { return int(m_lines.size()) - 1; });
}

tl::expected<void, QString> SaleBasket::replaceBy(std::vector<Line> lines)
{
    const domain::Money largest{domain::chargeableAmountMaxMinor, m_currency};
    const auto sum = domain::sumOf(saleLinesOf(lines), m_currency);
    if (!sum || sum->minor > largest.minor)
        return tl::unexpected(tr("The largest card payment is %1.").arg(moneyText(largest)));
    m_lines = std::move(lines);
    return {};
}

} // namespace tillwright::kiosk::presentation
