#include "backend/catalogue/catalogue_reader.h"

#include "contract/catalogue_messages.h"

namespace tillwright::backend::catalogue {

namespace asio = boost::asio;

store::StoreResult<std::string> CatalogueReader::digest()
{
    return m_store.catalogueDigest();
}

/// On a thread, because twenty thousand items take a while. Not a coroutine, so that nothing is captured into one.
asio::awaitable<CatalogueText> CatalogueReader::write(store::Catalogue catalogue)
{
    return m_thread.run<CatalogueText>([catalogue = std::move(catalogue)] {
        return CatalogueText{catalogue.digest,
                             std::make_shared<const std::string>(contract::writeCatalogue(catalogue.items))};
    });
}

asio::awaitable<CatalogueReader::Loaded> CatalogueReader::load()
{
    auto catalogue = co_await m_store.readCatalogue();
    if (!catalogue)
        co_return tl::unexpected(catalogue.error());
    m_last = co_await write(*std::move(catalogue));
    co_return m_last;
}

checkouts::SharedFlights<std::string, CatalogueReader::Loaded>::FlightPtr
CatalogueReader::startLoad(const std::string &digest)
{
    return m_loads.start(digest, [this] { return load(); });
}

store::StoreResult<CatalogueText> CatalogueReader::read(std::string digest)
{
    if (m_last.json && m_last.digest == digest)
        co_return m_last;
    auto flight = startLoad(digest);
    co_return co_await m_loads.land(std::move(flight));
}

} // namespace tillwright::backend::catalogue
