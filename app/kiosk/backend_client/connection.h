#pragma once

#include "domain/input_error.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QUrl>
#include <QtNetwork/QNetworkRequest>
#include <optional>
#include <tl/expected.hpp>

/// How the backend is reached, whatever is asked of it.
namespace tillwright::kiosk::backend_client {

/// Error field: `backend.url`.
[[nodiscard]] std::optional<domain::InputError> problemOfUrl(const QUrl &baseUrl);
/// The text of the PEM file; empty for no file. Error field: `backend.ca_file`.
[[nodiscard]] tl::expected<QByteArray, domain::InputError> readAuthorities(const QString &caFile);
/// Without cookies, cache, redirects or compression, over TLS that verifies.
[[nodiscard]] QNetworkRequest requestTo(const QUrl &baseUrl, const QByteArray &pathAndQuery,
                                        const QByteArray &authoritiesPem);

} // namespace tillwright::kiosk::backend_client
