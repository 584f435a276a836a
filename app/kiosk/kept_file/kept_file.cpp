#include "kiosk/kept_file/kept_file.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>
#include <QtCore/QSaveFile>

namespace tillwright::kiosk::kept_file {

namespace {

/// Longer than a hash and the end of its line.
constexpr qint64 hashLineMaxBytes = 128;

QByteArray firstLine(const QByteArray &head, const QByteArray &rest)
{
    return head + ' ' + QCryptographicHash::hash(rest, QCryptographicHash::Sha256).toHex();
}

} // namespace

tl::expected<std::optional<QByteArray>, QString> read(const QString &fileName, const QByteArray &head,
                                                      qint64 limitBytes)
{
    QFile file(fileName);
    if (!file.exists())
        return std::nullopt;
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(file.errorString());
    const QByteArray first = file.readLine(head.size() + hashLineMaxBytes).trimmed();
    QByteArray rest = file.read(limitBytes);
    if (first != firstLine(head, rest))
        return tl::unexpected(QStringLiteral("it is of another version, or damaged"));
    return rest;
}

tl::expected<void, QString> write(const QString &fileName, const QByteArray &head, const QByteArray &rest)
{
    const QByteArray bytes = firstLine(head, rest) + '\n' + rest;
    QSaveFile file(fileName);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(bytes) != bytes.size() || !file.commit())
        return tl::unexpected(file.errorString());
    return {};
}

} // namespace tillwright::kiosk::kept_file
