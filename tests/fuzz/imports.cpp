// Catalogues and bookings from files: the first byte chooses which of them and the format.
#include "contract/bookings_import.h"
#include "contract/catalogue_import.h"
#include "fuzz.h"

using namespace tillwright;

namespace {

/// Nothing is taken in silence: either rows, or problems that a person can act on.
template<typename Row> void isPlain(const contract::Imported<Row> &imported)
{
    if (imported)
        return;
    const auto &report = imported.error();
    TILLWRIGHT_PROMISE(!report.problems().empty() && report.problems().size() <= contract::importProblemsMax);
    for (const auto &problem : report.problems()) {
        TILLWRIGHT_PROMISE(!problem.error.problem.empty());
        TILLWRIGHT_PROMISE(!problem.error.wayOut.empty());
    }
    TILLWRIGHT_PROMISE(!report.text().empty());
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    auto text = fuzz::bytesOf(data, size);
    if (text.empty())
        return 0;
    const char choice = text.front();
    text.remove_prefix(1);
    const auto format =
        choice == 'c' || choice == 'C' ? contract::ImportFormat::Csv : contract::ImportFormat::Json;
    if (choice == 'c' || choice == 'j')
        isPlain(contract::parseCatalogue(format, text));
    else
        isPlain(contract::parseBookings(format, text));
    return 0;
}
