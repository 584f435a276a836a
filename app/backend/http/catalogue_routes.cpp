#include "backend/http/catalogue_routes.h"

#include "backend/checkouts/checkout_problems.h"
#include "backend/http/answers.h"

#include <algorithm>
#include <optional>
#include <spdlog/spdlog.h>
#include <utility>

namespace tillwright::backend::http {

using tillwright::http::jsonResponse;
using tillwright::http::Response;

namespace {

// Answers are made in plain functions, because GCC 12 copies temporaries of aggregates in coroutines bit by bit.

/// Counts the forms in which the catalogue was ever written: the same items in another form are another answer.
constexpr std::string_view catalogueForm = "1";

std::string etagOf(const std::string &digest)
{
    return "\"" + std::string(catalogueForm) + "-" + (digest.empty() ? "none" : digest) + "\"";
}

/// RFC 9110, If-None-Match: a list of tags, weak ones too, or `*`.
bool knows(std::string_view ifNoneMatch, std::string_view etag)
{
    while (!ifNoneMatch.empty()) {
        auto tag = ifNoneMatch.substr(0, ifNoneMatch.find(','));
        ifNoneMatch.remove_prefix(std::min(tag.size() + 1, ifNoneMatch.size()));
        while (tag.starts_with(' ') || tag.starts_with('\t'))
            tag.remove_prefix(1);
        while (tag.ends_with(' ') || tag.ends_with('\t'))
            tag.remove_suffix(1);
        if (tag.starts_with("W/"))
            tag.remove_prefix(2);
        if (tag == etag || tag == "*")
            return true;
    }
    return false;
}

/// A cache may keep it for this device, and has to ask each time whether it still holds.
Response tagged(Response response, const std::string &digest)
{
    response.headers.set("ETag", etagOf(digest));
    response.headers.set("Cache-Control", "private, no-cache");
    return response;
}

Response notModified(const std::string &digest)
{
    Response response;
    response.status = 304;
    return tagged(std::move(response), digest);
}

Response storeFailed(const store::StoreError &error)
{
    spdlog::error("the store failed: {}", error.cause);
    return problemOf(checkouts::problems::storeUnavailable());
}

Response catalogueAnswer(const tl::expected<catalogue::CatalogueText, store::StoreError> &text)
{
    if (!text)
        return storeFailed(text.error());
    return tagged(jsonResponse(200, *text->json), text->digest);
}

Response bookingAnswer(const tl::expected<std::optional<store::BookingRecord>, store::StoreError> &found,
                       std::int64_t nowMs)
{
    if (!found)
        return storeFailed(found.error());
    if (!*found) {
        return problemOf({"no-such-booking", "There is no booking with this reference", 404,
                          "check the reference; it may have been taken out by a later import", "reference"});
    }
    const auto &record = **found;
    auto response = jsonResponse(
        200,
        contract::writeBooking(record.booking, domain::bookingState(record.booking, record.payments, nowMs)));
    response.headers.set("Cache-Control", "no-store");
    return response;
}

Response importClosed()
{
    return problemOf({"import-not-configured",
                      "Nothing is imported here",
                      403,
                      "set [import].token_sha256 in the backend's configuration, or use tillwright-backend "
                      "catalogue import FILE",
                      {}});
}

Response unknownImporter()
{
    auto response =
        problemOf({"unknown-importer",
                   "The importer is not known here",
                   401,
                   "send the token whose SHA-256 is [import].token_sha256: Authorization: Bearer TOKEN",
                   {}});
    response.headers.set("WWW-Authenticate", "Bearer");
    return response;
}

Response notAFile()
{
    return problemOf({"not-csv-or-json", "The file is neither CSV nor JSON", 415,
                      "send Content-Type: text/csv or application/json", "Content-Type"});
}

Response importAnswer(const catalogue::ImportResult &result)
{
    if (result) {
        auto response = jsonResponse(200, contract::writeImportCounts(*result));
        response.headers.set("Cache-Control", "no-store");
        return response;
    }
    if (const auto *report = std::get_if<contract::ImportReport>(&result.error())) {
        auto response = tillwright::http::textResponse(422, contract::writeImportProblem(*report),
                                                       "application/problem+json");
        response.headers.set("Cache-Control", "no-store");
        return response;
    }
    return problemOf(checkouts::problems::storeUnavailable());
}

std::optional<contract::ImportFormat> formatOf(const tillwright::http::Request &request)
{
    if (saysJson(request))
        return contract::ImportFormat::Json;
    return says(request, "text/csv") ? std::optional(contract::ImportFormat::Csv) : std::nullopt;
}

} // namespace

CatalogueRoutes::Answer CatalogueRoutes::readCatalogue(Request request)
{
    const auto digest = co_await m_reader.digest();
    if (!digest)
        co_return storeFailed(digest.error());
    if (knows(request.headers.value("If-None-Match"), etagOf(*digest)))
        co_return notModified(*digest);
    const auto text = co_await m_reader.read(*digest);
    co_return catalogueAnswer(text);
}

CatalogueRoutes::Answer CatalogueRoutes::readBooking(Request request)
{
    const auto nowMs = m_nowMs();
    std::string reference(request.parameter("reference"));
    const auto found = co_await m_store.findBooking(std::move(reference), nowMs);
    co_return bookingAnswer(found, nowMs);
}

CatalogueRoutes::Answer CatalogueRoutes::importFile(Request request, Import import)
{
    if (!m_gate.isOpen())
        co_return importClosed();
    if (!m_gate.lets(request.bearerToken()))
        co_return unknownImporter();
    const auto format = formatOf(request);
    if (!format)
        co_return notAFile();
    const auto result = co_await (m_imports.*import)(*format, std::move(request.body));
    co_return importAnswer(result);
}

} // namespace tillwright::backend::http
