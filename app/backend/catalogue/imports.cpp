#include "backend/catalogue/imports.h"

#include "contract/bookings_import.h"
#include "contract/catalogue_import.h"
#include "contract/webhook_signature.h"

#include <spdlog/spdlog.h>

namespace tillwright::backend::catalogue {

namespace asio = boost::asio;

namespace {

// Results are made in plain functions, because GCC 12 copies temporaries of aggregates in coroutines bit by bit.

ImportResult refused(contract::ImportReport report)
{
    return tl::unexpected(ImportFailure(std::move(report)));
}

ImportResult outcome(std::string_view what, std::size_t imported,
                     const tl::expected<std::int64_t, store::StoreError> &replaced)
{
    if (!replaced) {
        spdlog::error("import: the {} could not be stored: {}", what, replaced.error().cause);
        return tl::unexpected(ImportFailure(replaced.error()));
    }
    spdlog::info("import: {} {}, in the place of {}", imported, what, *replaced);
    return contract::ImportCounts{imported, static_cast<std::size_t>(*replaced)};
}

} // namespace

/// Not a coroutine, so that nothing is captured into one.
asio::awaitable<Imports::ReadCatalogue> Imports::readCatalogue(contract::ImportFormat format,
                                                               std::string text)
{
    return m_thread.run<ReadCatalogue>([this, format, text = std::move(text)]() -> ReadCatalogue {
        auto items = contract::parseCatalogue(format, text, m_rules);
        if (!items)
            return tl::unexpected(std::move(items.error()));
        store::Catalogue catalogue;
        catalogue.digest = contract::sha256Hex(contract::writeCatalogue(*items));
        catalogue.items = *std::move(items);
        return catalogue;
    });
}

asio::awaitable<contract::Imported<domain::Booking>> Imports::readBookings(contract::ImportFormat format,
                                                                           std::string text)
{
    return m_thread.run<contract::Imported<domain::Booking>>(
        [this, format, text = std::move(text)] { return contract::parseBookings(format, text, m_rules); });
}

asio::awaitable<ImportResult> Imports::importCatalogue(contract::ImportFormat format, std::string text)
{
    auto catalogue = co_await readCatalogue(format, std::move(text));
    if (!catalogue)
        co_return refused(std::move(catalogue.error()));
    catalogue->importedAtMs = m_nowMs();
    const auto count = catalogue->items.size();
    const auto replaced = co_await m_store.replaceCatalogue(*std::move(catalogue));
    co_return outcome("items", count, replaced);
}

asio::awaitable<ImportResult> Imports::importBookings(contract::ImportFormat format, std::string text)
{
    auto bookings = co_await readBookings(format, std::move(text));
    if (!bookings)
        co_return refused(std::move(bookings.error()));
    const auto count = bookings->size();
    const auto replaced = co_await m_store.replaceBookings(*std::move(bookings));
    co_return outcome("bookings", count, replaced);
}

} // namespace tillwright::backend::catalogue
