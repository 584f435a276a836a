#pragma once

#include "checkout/ports.h"
#include "contract/catalogue_messages.h"

#include <optional>
#include <string>
#include <vector>

namespace tillwright::checkout {

/// What is sold, as the backend gave it.
struct FetchedCatalogue {
    std::vector<domain::CatalogueItem> items;
    std::string etag;
    /// What the items were read from, to be kept on a disk.
    std::string text;
};

/// What is sold and what is booked. Not part of a payment's flow: a register sells without it.
class CataloguePort
{
public:
    virtual ~CataloguePort() = default;
    /// `etag`: of what is known already, empty for nothing. Answers nothing while that is the present catalogue.
    virtual void fetchCatalogue(const std::string &etag,
                                BackendCallback<std::optional<FetchedCatalogue>> done) = 0;
    /// NotFound: there is none with this reference.
    virtual void fetchBooking(const domain::Reference &reference,
                              BackendCallback<contract::BookingAnswer> done) = 0;
};

} // namespace tillwright::checkout
