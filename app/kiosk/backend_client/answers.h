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
    bool timedOut = false;
    bool tooLong = false;
};

/// The error an answer stands for; nothing when it is a 200 or 201 whose body may be parsed. `requestId` goes into
/// the cause, so that support finds the request in the backend's log.
[[nodiscard]] std::optional<checkout::BackendError> errorOf(const RawAnswer &answer,
                                                            const QByteArray &requestId);

} // namespace tillwright::kiosk::backend_client
