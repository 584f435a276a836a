#pragma once

#include "checkout/ports.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtNetwork/QNetworkReply>
#include <optional>

namespace tillwright::kiosk::backend_client {

/// How a request ended, taken out of the reply so that judging it is a plain function.
struct RawAnswer {
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    QString errorText;
    int httpStatus = 0; ///< 0: no status line came
    QByteArray body;
    QByteArray etag;
    QByteArray date; ///< the header, as it came
    bool timedOut = false;
    bool tooLong = false;
    /// It was asked with a tag, so that "not modified" (304) is a good answer, without a body.
    bool mayBeUnchanged = false;

    [[nodiscard]] bool isUnchanged() const { return mayBeUnchanged && httpStatus == 304; }
};

/// The error an answer stands for; nothing when it is a 200 or 201 whose body may be parsed, or
/// an unchanged one. `requestId` goes into
/// the cause, so that support finds the request in the backend's log.
[[nodiscard]] std::optional<checkout::BackendError> errorOf(const RawAnswer &answer,
                                                            const QByteArray &requestId);

/// `Thu, 26 Nov 2026 08:44:29 GMT` (RFC 9110) in ms since 1970, UTC; nothing for anything else.
[[nodiscard]] std::optional<std::int64_t> timeOfDate(const QByteArray &date);

} // namespace tillwright::kiosk::backend_client
