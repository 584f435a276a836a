#pragma once

#include "backend/catalogue/catalogue_reader.h"
#include "backend/catalogue/imports.h"
#include "backend/http/import_gate.h"
#include "http/message.h"

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

namespace tillwright::backend::http {

/// The catalogue and the bookings: devices read them (BackendRoutes asks who they are), an importer replaces them.
class CatalogueRoutes
{
public:
    using Request = tillwright::http::Request;
    using Answer = boost::asio::awaitable<tillwright::http::Response>;

    CatalogueRoutes(catalogue::CatalogueReader &reader, catalogue::Imports &imports, store::Store &store,
                    ImportGate gate, std::function<std::int64_t()> nowMs)
        : m_reader(reader), m_imports(imports), m_store(store), m_gate(std::move(gate)),
          m_nowMs(std::move(nowMs))
    {
    }

    Answer readCatalogue(Request request);
    Answer readBooking(Request request);
    Answer importCatalogue(Request request)
    {
        return importFile(std::move(request), &catalogue::Imports::importCatalogue);
    }
    Answer importBookings(Request request)
    {
        return importFile(std::move(request), &catalogue::Imports::importBookings);
    }

private:
    using Import = boost::asio::awaitable<catalogue::ImportResult> (catalogue::Imports::*)(
        contract::ImportFormat format, std::string text);
    Answer importFile(Request request, Import import);

    catalogue::CatalogueReader &m_reader;
    catalogue::Imports &m_imports;
    store::Store &m_store;
    ImportGate m_gate;
    std::function<std::int64_t()> m_nowMs;
};

} // namespace tillwright::backend::http
