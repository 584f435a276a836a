#pragma once

#include "backend/catalogue/lazy_thread.h"
#include "backend/checkouts/shared_flights.h"
#include "backend/store/store.h"

#include <memory>
#include <string>
#include <utility>

namespace tillwright::backend::catalogue {

/// The catalogue as devices read it.
struct CatalogueText {
    std::string digest;
    std::shared_ptr<const std::string> json;
};

/// Whichever process imports, the next question here sees it: the store is asked for the digest each time, and for the items
/// only when the last ones that were read are not those, once however many devices ask. For one thread.
class CatalogueReader
{
public:
    CatalogueReader(boost::asio::any_io_executor executor, store::Store &store)
        : m_store(store), m_loads(std::move(executor))
    {
    }

    /// Tells one catalogue from another; empty when none was ever imported.
    store::StoreResult<std::string> digest();
    /// The catalogue of this digest, or one that was imported since.
    store::StoreResult<CatalogueText> read(std::string digest);
    /// Returns once the store is not being asked any more.
    boost::asio::awaitable<void> drain() { return m_loads.drain(); }

private:
    using Loaded = tl::expected<CatalogueText, store::StoreError>;
    boost::asio::awaitable<Loaded> load();
    boost::asio::awaitable<CatalogueText> write(store::Catalogue catalogue);
    checkouts::SharedFlights<std::string, Loaded>::FlightPtr startLoad(const std::string &digest);

    store::Store &m_store;
    CatalogueText m_last;
    checkouts::SharedFlights<std::string, Loaded> m_loads;
    LazyThread m_thread;
};

} // namespace tillwright::backend::catalogue
