#include "kiosk/qa/backend_listener.h"

#include <QCoreApplication>

namespace tillwright::kiosk::qa {

using namespace Qt::StringLiterals;
using checkout::BackendCallback;
using checkout::BackendError;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("QaTimeline", text);
}

QString failureWords(const BackendError &error)
{
    using Kind = BackendError::Kind;
    switch (error.kind) {
    case Kind::Unreachable:
        return words("cannot be reached");
    case Kind::Timeout:
        return words("no answer in time");
    case Kind::Tls:
        return words("its certificate is not to be trusted");
    case Kind::NotUnderstood:
        return words("an answer that is not understood");
    case Kind::Server:
    case Kind::BeingPaid:
    case Kind::Refused:
    case Kind::Gone:
    case Kind::NotFound:
        break;
    }
    return words("refused with %1").arg(error.httpStatus);
}

} // namespace

template<typename Answer>
BackendCallback<Answer> BackendListener::heard(const QString &what, const std::string &cliveTxId,
                                               BackendCallback<Answer> done)
{
    return [this, what, cliveTxId, done = std::move(done)](tl::expected<Answer, BackendError> answer) {
        Said said;
        said.atMs = m_clock.nowMs();
        said.party = Party::Backend;
        said.cliveTxId = QString::fromStdString(answer ? answer->cliveTxId : cliveTxId);
        if (answer) {
            said.words = u"%1: %2"_s.arg(what, QString::fromStdString(answer->status.word()));
            said.intentId = QString::fromStdString(answer->stripePaymentIntentId);
            said.details.append({u"version"_s, QString::number(answer->version)});
        } else {
            said.words = u"%1: %2"_s.arg(what, failureWords(answer.error()));
            if (!answer.error().field.empty())
                said.details.append({u"field"_s, QString::fromStdString(answer.error().field)});
        }
        m_report(std::move(said));
        done(std::move(answer));
    };
}

void BackendListener::createCheckout(const checkout::Attempt &attempt,
                                     BackendCallback<contract::CheckoutAnswer> done)
{
    m_backend.createCheckout(attempt, heard(words("checkout"), {}, std::move(done)));
}

void BackendListener::fetchStatus(const checkout::StatusQuery &query,
                                  BackendCallback<contract::CheckoutState> done)
{
    m_backend.fetchStatus(query, heard(words("status"), query.cliveTxId, std::move(done)));
}

void BackendListener::resumeCheckout(const std::string &cliveTxId,
                                     BackendCallback<contract::CheckoutAnswer> done)
{
    m_backend.resumeCheckout(cliveTxId, heard(words("taken up again"), cliveTxId, std::move(done)));
}

void BackendListener::abandonCheckout(const std::string &cliveTxId,
                                      BackendCallback<contract::CheckoutState> done)
{
    m_backend.abandonCheckout(cliveTxId, heard(words("walked away"), cliveTxId, std::move(done)));
}

} // namespace tillwright::kiosk::qa
