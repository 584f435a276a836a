#include "kiosk/backend_client/enrolment.h"

#include "contract/backend_messages.h"
#include "kiosk/backend_client/backend_client.h"
#include "kiosk/backend_client/connection.h"

#include <QtCore/QTimer>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>

namespace tillwright::kiosk::backend_client {

using namespace Qt::StringLiterals;

namespace {

constexpr int createdStatus = 201;
constexpr int notFoundStatus = 404;

QString sentenceOf(const domain::InputError &error)
{
    return QString::fromStdString(error.text());
}

tl::expected<contract::EnrolledDevice, QString> resultOf(QNetworkReply &reply)
{
    const auto body = reply.read(answerLimitBytes).toStdString();
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == createdStatus) {
        auto enrolled = contract::parseEnrolledDevice(body);
        if (enrolled)
            return *std::move(enrolled);
        return tl::unexpected(u"the backend's answer is not understood: "_s + sentenceOf(enrolled.error()));
    }
    if (status == notFoundStatus)
        return tl::unexpected(u"the code is not good, or not any more; ask for a new one"_s);
    if (status == 0)
        return tl::unexpected(u"the backend cannot be reached (%1); check backend.url and the network"_s.arg(
            reply.errorString()));
    return tl::unexpected(u"the backend answered %1; see its log"_s.arg(status));
}

} // namespace

Enrolment::Enrolment(QUrl baseUrl, QString caFile, QObject *parent)
    : QObject(parent), m_baseUrl(std::move(baseUrl)), m_caFile(std::move(caFile)),
      m_network(new QNetworkAccessManager(this))
{
    m_network->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

Enrolment::~Enrolment() = default;

void Enrolment::redeem(const QString &code, Done done)
{
    const auto fail = [this, done](const QString &sentence) {
        QMetaObject::invokeMethod(
            this, [done, sentence] { done(tl::unexpected(sentence)); }, Qt::QueuedConnection);
    };
    if (const auto problem = problemOfUrl(m_baseUrl)) {
        fail(sentenceOf(*problem));
        return;
    }
    const auto authorities = readAuthorities(m_caFile);
    if (!authorities) {
        fail(sentenceOf(authorities.error()));
        return;
    }
    auto post = requestTo(m_baseUrl, "/v1/devices/redeem", *authorities);
    post.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    auto *reply =
        m_network->post(post, QByteArray::fromStdString(contract::writeRedeemCode(code.toStdString())));
    QTimer::singleShot(requestTimeLimitMs, reply, &QNetworkReply::abort);
    QObject::connect(
        reply, &QNetworkReply::finished, this,
        [reply, done = std::move(done)] {
            auto result = resultOf(*reply);
            reply->deleteLater();
            done(std::move(result));
        },
        Qt::QueuedConnection);
}

} // namespace tillwright::kiosk::backend_client
