#pragma once

#include "backend/catalogue/lazy_thread.h"
#include "backend/store/store.h"
#include "contract/catalogue_messages.h"
#include "contract/import_rows.h"

#include <cstdint>
#include <functional>
#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <variant>
#include <vector>

namespace tillwright::backend::catalogue {

/// Why nothing was imported: the file is not good, or the store does not work.
using ImportFailure = std::variant<contract::ImportReport, store::StoreError>;
using ImportResult = tl::expected<contract::ImportCounts, ImportFailure>;

/// Puts a file in the place of the catalogue or of the bookings. It is read on a thread of its own, so that payments do not wait
/// for a large one.
class Imports
{
public:
    /// `currencies`: those that payments are taken in; a file with another one is refused.
    Imports(store::Store &store, std::vector<domain::Currency> currencies,
            std::function<std::int64_t()> nowMs)
        : m_store(store), m_rules{std::move(currencies)}, m_nowMs(std::move(nowMs))
    {
    }

    boost::asio::awaitable<ImportResult> importCatalogue(contract::ImportFormat format, std::string text);
    boost::asio::awaitable<ImportResult> importBookings(contract::ImportFormat format, std::string text);

private:
    /// With its digest.
    using ReadCatalogue = tl::expected<store::Catalogue, contract::ImportReport>;
    boost::asio::awaitable<ReadCatalogue> readCatalogue(contract::ImportFormat format, std::string text);
    boost::asio::awaitable<contract::Imported<domain::Booking>> readBookings(contract::ImportFormat format,
                                                                             std::string text);

    store::Store &m_store;
    contract::ImportRules m_rules;
    std::function<std::int64_t()> m_nowMs;
    LazyThread m_thread;
};

} // namespace tillwright::backend::catalogue
