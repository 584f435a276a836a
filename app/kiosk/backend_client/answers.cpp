#include "kiosk/backend_client/answers.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>
#include <QtCore/QTimeZone>
#include <string_view>

namespace tillwright::kiosk::backend_client {

using checkout::BackendError;

namespace {

/// The backend's own words in a cause are cut to this.
constexpr std::size_t problemTextMaxCharacters = 200;
/// Problem type of a reference that another attempt is being charged for: waiting does not help (409).
constexpr std::string_view referenceInProgressType = "reference-in-progress";
/// Problem type of a checkout that is not abandoned before the customer's phone is done (409).
constexpr std::string_view beingPaidOnPhoneType = "being-paid-on-phone";

bool isTlsError(QNetworkReply::NetworkError error)
{
    return error == QNetworkReply::SslHandshakeFailedError;
}

/// What an HTTP status other than 200 and 201 stands for (contracts: Partner backend).
BackendError::Kind kindOfStatus(int status, const contract::ProblemDetails &problem)
{
    if (status == 410)
        return BackendError::Kind::Gone;
    if (status == 404)
        return BackendError::Kind::NotFound;
    if (status == 409 && problem.type.ends_with(beingPaidOnPhoneType))
        return BackendError::Kind::BeingPaid;
    if (status == 409)
        return problem.type.ends_with(referenceInProgressType) ? BackendError::Kind::Refused
                                                               : BackendError::Kind::Server;
    if (status == 429 || status >= 500)
        return BackendError::Kind::Server;
    if (status >= 400)
        return BackendError::Kind::Refused;
    // A redirect, or a success the contract does not know: whoever answers is not our backend.
    return BackendError::Kind::NotUnderstood;
}

std::string problemText(const contract::ProblemDetails &problem)
{
    std::string text = problem.title;
    if (!problem.detail.empty())
        text += (text.empty() ? "" : ": ") + problem.detail;
    return text.substr(0, problemTextMaxCharacters);
}

} // namespace

std::optional<BackendError> errorOf(const RawAnswer &answer, const QByteArray &requestId)
{
    const std::string request = " (request " + requestId.toStdString() + ")";
    if (answer.timedOut)
        return BackendError{
            BackendError::Kind::Timeout, answer.httpStatus, {}, "no answer in time" + request};
    if (isTlsError(answer.error))
        return BackendError{BackendError::Kind::Tls, 0, {}, answer.errorText.toStdString() + request};
    if (answer.tooLong)
        return BackendError{BackendError::Kind::NotUnderstood,
                            answer.httpStatus,
                            {},
                            "the answer is longer than any of the contract" + request};
    if (answer.httpStatus == 200 || answer.httpStatus == 201 || answer.isUnchanged()) {
        if (answer.error == QNetworkReply::NoError)
            return std::nullopt;
        return BackendError{BackendError::Kind::Unreachable,
                            answer.httpStatus,
                            {},
                            "the answer was cut off: " + answer.errorText.toStdString() + request};
    }
    if (answer.httpStatus == 0) {
        // An answer that is not HTTP has no status either, but something did answer.
        const auto kind = answer.error == QNetworkReply::ProtocolFailure
                || answer.error == QNetworkReply::ProtocolUnknownError
            ? BackendError::Kind::NotUnderstood
            : BackendError::Kind::Unreachable;
        return BackendError{kind, 0, {}, answer.errorText.toStdString() + request};
    }
    const auto problem =
        contract::parseProblem(
            std::string_view(answer.body.constData(), static_cast<std::size_t>(answer.body.size())))
            .value_or(contract::ProblemDetails{});
    return BackendError{kindOfStatus(answer.httpStatus, problem), answer.httpStatus, problem.field,
                        "HTTP " + std::to_string(answer.httpStatus) + " " + problemText(problem) + request};
}

std::optional<std::int64_t> timeOfDate(const QByteArray &date)
{
    // Day and time apart, because together they would first be taken for local time, which has hours that never were.
    constexpr qsizetype dayCharacters = 16;
    const QString text = QString::fromLatin1(date.trimmed());
    const auto day = QLocale::c().toDate(text.left(dayCharacters), QStringLiteral("ddd, dd MMM yyyy"));
    const auto time = QTime::fromString(text.mid(dayCharacters), QStringLiteral(" hh:mm:ss 'GMT'"));
    if (!day.isValid() || !time.isValid())
        return std::nullopt;
    return QDateTime(day, time, QTimeZone::utc()).toMSecsSinceEpoch();
}

} // namespace tillwright::kiosk::backend_client
