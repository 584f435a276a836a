#include "backend/store/order_rows.h"
#include "backend/store/store_engine.h"
#include "contract/catalogue_messages.h"

/// The catalogue and the bookings, which an import replaces as a whole.
namespace tillwright::backend::store {

namespace {

/// A statement for so many rows at a time: over a network each one is a journey there and back.
constexpr std::size_t rowsPerInsert = 50;

/// `(?1, ?2), (?3, ?4)`.
std::string places(std::size_t rows, std::size_t columns)
{
    std::string text;
    for (std::size_t place = 1; place <= rows * columns; ++place) {
        const bool isFirst = place % columns == 1 || columns == 1;
        text += (place == 1 ? "(?" : isFirst ? "), (?" : ", ?") + std::to_string(place);
    }
    return text + ")";
}

/// Inserts every row, fifty at a time and the rest one by one, so that there are two statements to prepare.
template<typename Row, typename ValuesOf>
void insertAll(SqlSession &session, const std::string &insert, std::size_t columns,
               const std::vector<Row> &rows, ValuesOf valuesOf)
{
    for (std::size_t next = 0; next < rows.size();) {
        const auto count = rows.size() - next < rowsPerInsert ? 1 : rowsPerInsert;
        std::vector<SqlValue> values;
        values.reserve(count * columns);
        for (const auto end = next + count; next < end; ++next)
            valuesOf(rows[next], next, values);
        session.run(insert + " VALUES " + places(count, columns), values);
    }
}

void appendItem(const domain::CatalogueItem &item, std::size_t index, std::vector<SqlValue> &values)
{
    values.emplace_back(std::int64_t(index));
    values.emplace_back(item.code);
    values.emplace_back(item.name);
    values.emplace_back(contract::writeItemNames(item.names));
    values.emplace_back(item.price.minor);
    values.emplace_back(item.price.currency.code());
    values.emplace_back(item.category);
}

void appendBooking(const domain::Booking &booking, std::size_t, std::vector<SqlValue> &values)
{
    values.emplace_back(domain::referenceKey(booking.reference.text()));
    values.emplace_back(booking.reference.text());
    values.emplace_back(booking.due.minor);
    values.emplace_back(booking.due.currency.code());
    values.emplace_back(booking.passengerName);
    values.emplace_back(booking.email ? booking.email->text() : std::string());
    values.push_back(optionalValue(booking.payByMs));
    values.emplace_back(booking.description);
}

tl::expected<domain::CatalogueItem, StoreError> readItem(const SqlRow &row)
{
    const auto currency = domain::Currency::parse(row.text(6));
    if (!currency)
        return tl::unexpected(
            StoreError{"the currency of catalogue item " + row.text(2) + " cannot be read"});
    return domain::CatalogueItem{row.text(2),
                                 row.text(3),
                                 contract::parseItemNames(row.text(4)),
                                 {row.integer(5), *currency},
                                 row.text(7)};
}

tl::expected<domain::Booking, StoreError> readBooking(const SqlRow &row)
{
    const auto reference = domain::Reference::parse(row.text(0));
    const auto currency = domain::Currency::parse(row.text(2));
    if (!reference || !currency)
        return tl::unexpected(StoreError{"the reference or the currency of a booking cannot be read"});
    domain::Booking booking{*reference, {row.integer(1), *currency}, row.text(3), std::nullopt, std::nullopt,
                            row.text(6)};
    if (const auto email = domain::EmailAddress::parse(row.text(4)))
        booking.email = *email;
    if (!row.isNull(5))
        booking.payByMs = row.integer(5);
    return booking;
}

} // namespace

std::int64_t StoreEngine::replaceCatalogue(const Catalogue &catalogue)
{
    SqlTransaction transaction(*m_session);
    // Of two imports at the same time one comes after the other; without this their rows would mix.
    m_session->lock(SqlSession::Lock::Import, "catalogue");
    const auto before = m_session->run("DELETE FROM catalogue_items").changed;
    insertAll(*m_session,
              "INSERT INTO catalogue_items (position, code, name, names, price_minor, currency, category)", 7,
              catalogue.items, &appendItem);
    m_session->run("INSERT INTO catalogue_version (id, digest, imported_at_ms) VALUES (1, ?1, ?2) "
                   "ON CONFLICT (id) DO UPDATE SET digest = excluded.digest, "
                   "imported_at_ms = excluded.imported_at_ms",
                   {catalogue.digest, catalogue.importedAtMs});
    transaction.commit();
    return before;
}

std::string StoreEngine::catalogueDigest()
{
    const auto found = m_session->run("SELECT digest FROM catalogue_version WHERE id = 1");
    return found.rows.empty() ? std::string() : found.rows.front().text(0);
}

tl::expected<Catalogue, StoreError> StoreEngine::readCatalogue()
{
    // One statement, so that the digest is that of these items whoever imports meanwhile.
    const auto found = m_session->run(
        "SELECT v.digest, v.imported_at_ms, i.code, i.name, i.names, i.price_minor, i.currency, i.category "
        "FROM catalogue_version v LEFT JOIN catalogue_items i ON 1 = 1 WHERE v.id = 1 ORDER BY i.position");
    Catalogue catalogue;
    for (const auto &row : found.rows) {
        catalogue.digest = row.text(0);
        catalogue.importedAtMs = row.integer(1);
        // A catalogue without an item is one row of nulls.
        if (row.isNull(2))
            break;
        auto item = readItem(row);
        if (!item)
            return tl::unexpected(item.error());
        catalogue.items.push_back(*std::move(item));
    }
    return catalogue;
}

std::int64_t StoreEngine::replaceBookings(const std::vector<domain::Booking> &bookings)
{
    SqlTransaction transaction(*m_session);
    m_session->lock(SqlSession::Lock::Import, "bookings");
    const auto before = m_session->run("DELETE FROM bookings").changed;
    insertAll(
        *m_session,
        "INSERT INTO bookings (reference_key, reference, amount_minor, currency, passenger_name, email, "
        "pay_by_ms, description)",
        8, bookings, &appendBooking);
    transaction.commit();
    return before;
}

tl::expected<std::optional<BookingRecord>, StoreError> StoreEngine::findBooking(const std::string &reference,
                                                                                std::int64_t nowMs)
{
    SqlTransaction transaction(*m_session);
    const auto found =
        m_session->run("SELECT reference, amount_minor, currency, passenger_name, email, pay_by_ms, "
                       "description FROM bookings WHERE reference_key = ?1",
                       {domain::referenceKey(reference)});
    if (found.rows.empty())
        return std::nullopt;
    auto booking = readBooking(found.rows.front());
    if (!booking)
        return tl::unexpected(booking.error());
    // The payments are those of the reference as the booking has it: checkouts are made for that one.
    const auto payments = paymentsOf(booking->reference.text(), nowMs);
    return BookingRecord{*std::move(booking), payments};
}

} // namespace tillwright::backend::store
