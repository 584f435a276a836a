#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <optional>
#include <tl/expected.hpp>

/// What the backend said, kept on the disk for a start without it. The first line is `HEAD SHA256`, where HEAD names what
/// it is and its format's version and the hash is of all that follows: what a disk has changed is an error, not an answer.
namespace tillwright::kiosk::kept_file {

/// Nothing when there is no file. At most `limitBytes` are read. The error is technical.
[[nodiscard]] tl::expected<std::optional<QByteArray>, QString>
read(const QString &fileName, const QByteArray &head, qint64 limitBytes);

/// Whole or not at all, for this user alone. The error is technical.
[[nodiscard]] tl::expected<void, QString> write(const QString &fileName, const QByteArray &head,
                                                const QByteArray &rest);

} // namespace tillwright::kiosk::kept_file
