#include "contract/catalogue_import.h"

namespace tillwright::contract {

namespace {

using domain::CatalogueItem;

ImportShape shapeOfCatalogue()
{
    ImportShape shape;
    shape.rows = "items";
    shape.required = {"code", "name", "price", "currency"};
    shape.optional = {"name_ar", "name_es", "name_fr", "category"};
    shape.amount = "price";
    shape.rowsMax = catalogueItemsMax;
    return shape;
}

/// A parser of one line with at most so many characters.
auto lineOf(std::size_t maxCharacters)
{
    return [maxCharacters](std::string_view text) { return domain::parseLine(text, maxCharacters); };
}

/// Nothing when a value of it is wrong; the report then says which.
std::optional<CatalogueItem> readItem(ImportRowReader &row)
{
    auto code = row.required("code", &domain::parseItemCode);
    auto name = row.required("name", lineOf(domain::itemNameMaxCharacters));
    std::map<std::string, std::string, std::less<>> names;
    for (const auto language : domain::nameLanguages) {
        auto translated =
            row.optional("name_" + std::string(language), lineOf(domain::itemNameMaxCharacters));
        if (translated)
            names.emplace(language, *std::move(translated));
    }
    auto category = row.optional("category", lineOf(domain::itemCategoryMaxCharacters));
    auto price = row.money("price");
    if (price) {
        if (const auto checked = domain::checkItemPrice(*price); !checked) {
            row.fail("price", checked.error().problem, checked.error().wayOut);
            price.reset();
        }
    }
    if (!code || !name || !price)
        return std::nullopt;
    return CatalogueItem{*std::move(code), *std::move(name), std::move(names), *price,
                         std::move(category).value_or("")};
}

} // namespace

Imported<CatalogueItem> parseCatalogue(ImportFormat format, std::string_view text, const ImportRules &rules)
{
    static const auto shape = shapeOfCatalogue();
    return readImport<CatalogueItem>(
        format, text, shape, rules, "code", [](const std::string &code) { return code; }, &readItem);
}

} // namespace tillwright::contract
