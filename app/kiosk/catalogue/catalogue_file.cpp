#include "kiosk/catalogue/catalogue_file.h"

#include "contract/import_report.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>
#include <QtCore/QSaveFile>

namespace tillwright::kiosk::catalogue {

using checkout::FetchedCatalogue;

namespace {

const QByteArray head = "tillwright-catalogue 1 ";
/// As much as the backend imports, and the two lines before it.
constexpr qint64 fileLimitBytes = qint64(contract::importTextMaxBytes) + 4096;

QByteArray checksumOf(const QByteArray &rest)
{
    return QCryptographicHash::hash(rest, QCryptographicHash::Sha256).toHex();
}

} // namespace

tl::expected<std::optional<FetchedCatalogue>, QString> readCatalogueFile(const QString &fileName)
{
    QFile file(fileName);
    if (!file.exists())
        return std::nullopt;
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(file.errorString());
    const QByteArray first = file.readLine(head.size() + 128).trimmed();
    const QByteArray rest = file.read(fileLimitBytes);
    if (first != head + checksumOf(rest))
        return tl::unexpected(QStringLiteral("it is of another version, or damaged"));
    const auto end = rest.indexOf('\n');
    FetchedCatalogue catalogue;
    catalogue.etag = rest.left(end).toStdString();
    catalogue.text = rest.mid(end + 1).toStdString();
    auto items = contract::parseCatalogue(catalogue.text);
    if (!items)
        return tl::unexpected(QString::fromStdString(items.error().text()));
    catalogue.items = *std::move(items);
    return catalogue;
}

tl::expected<void, QString> writeCatalogueFile(const QString &fileName, const FetchedCatalogue &catalogue)
{
    const QByteArray rest =
        QByteArray::fromStdString(catalogue.etag) + '\n' + QByteArray::fromStdString(catalogue.text);
    const QByteArray bytes = head + checksumOf(rest) + '\n' + rest;
    QSaveFile file(fileName);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(bytes) != bytes.size() || !file.commit())
        return tl::unexpected(file.errorString());
    return {};
}

} // namespace tillwright::kiosk::catalogue
