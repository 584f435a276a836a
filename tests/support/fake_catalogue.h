#pragma once

#include "fake_ports.h"

#include "checkout/catalogue_port.h"

namespace tillwright::testing {

/// What is sold and what is booked, answered when the test says so.
class FakeCatalogue : public checkout::CataloguePort
{
public:
    FakeCall<std::string, std::optional<checkout::FetchedCatalogue>> catalogue;
    FakeCall<std::string, contract::BookingAnswer> booking;

    void fetchCatalogue(const std::string &etag,
                        checkout::BackendCallback<std::optional<checkout::FetchedCatalogue>> done) override
    {
        catalogue.ask(etag, std::move(done));
    }
    void fetchBooking(const domain::Reference &reference,
                      checkout::BackendCallback<contract::BookingAnswer> done) override
    {
        booking.ask(reference.text(), std::move(done));
    }
};

[[nodiscard]] inline domain::CatalogueItem exampleItem(std::string code, std::string name,
                                                       std::int64_t priceMinor, std::string category = {})
{
    return {std::move(code), std::move(name), {}, {priceMinor, domain::Currency::usd()}, std::move(category)};
}

[[nodiscard]] inline std::vector<domain::CatalogueItem> exampleItems()
{
    auto bag = exampleItem("BAG-23KG", "Checked bag, up to 23 kg", 4'500, "Baggage");
    bag.names = {{"fr", "Bagage en soute, jusqu'à 23 kg"}, {"ar", "حقيبة مسجلة حتى 23 كغ"}};
    return {bag,
            exampleItem("BAG-SPORT", "Sports equipment", 6'000, "Baggage"),
            exampleItem("SEAT-FRONT", "Front row seat", 2'200, "Seats"),
            exampleItem("LOUNGE", "Lounge, one visit", 4'000, "Services"),
            exampleItem("WHEELCHAIR", "Wheelchair assistance", 0, "Services"),
            exampleItem("0012345678905", "Water", 150)};
}

[[nodiscard]] inline checkout::FetchedCatalogue exampleCatalogue(const std::string &etag = "\"1-a\"")
{
    return {exampleItems(), etag, contract::writeCatalogue(exampleItems())};
}

[[nodiscard]] inline contract::BookingAnswer
exampleBooking(const std::string &reference = "EZ24081",
               std::optional<domain::BookingState> state = domain::BookingState::Open)
{
    return {{*domain::Reference::parse(reference),
             {61'240, domain::Currency::usd()},
             "Adaeze Okonkwo",
             {},
             {},
             "Lagos - London, 3 Dec\nTwo passengers"},
            state};
}

} // namespace tillwright::testing
