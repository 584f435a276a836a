#include "kiosk/catalogue/catalogue_file.h"

#include "contract/import_report.h"
#include "kiosk/kept_file/kept_file.h"

namespace tillwright::kiosk::catalogue {

using checkout::FetchedCatalogue;

namespace {

const QByteArray head = "tillwright-catalogue 1";
/// As much as the backend imports, and the line with the tag before it.
constexpr qint64 fileLimitBytes = qint64(contract::importTextMaxBytes) + 4096;

} // namespace

tl::expected<std::optional<FetchedCatalogue>, QString> readCatalogueFile(const QString &fileName)
{
    const auto kept = kept_file::read(fileName, head, fileLimitBytes);
    if (!kept)
        return tl::unexpected(kept.error());
    if (!*kept)
        return std::nullopt;
    const auto end = (*kept)->indexOf('\n');
    FetchedCatalogue catalogue;
    catalogue.etag = (*kept)->left(end).toStdString();
    catalogue.text = (*kept)->mid(end + 1).toStdString();
    auto items = contract::parseCatalogue(catalogue.text);
    if (!items)
        return tl::unexpected(QString::fromStdString(items.error().text()));
    catalogue.items = *std::move(items);
    return catalogue;
}

tl::expected<void, QString> writeCatalogueFile(const QString &fileName, const FetchedCatalogue &catalogue)
{
    return kept_file::write(fileName, head,
                            QByteArray::fromStdString(catalogue.etag) + '\n'
                                + QByteArray::fromStdString(catalogue.text));
}

} // namespace tillwright::kiosk::catalogue
