#include "kiosk/backend_client/backend_client.h"

#include "kiosk/backend_client/answers.h"
#include "kiosk/backend_client/connection.h"

#include <QtCore/QTimer>
#include <QtCore/QUuid>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QNetworkRequest>
#include <algorithm>

namespace tillwright::kiosk::backend_client {

using checkout::BackendCallback;
using domain::InputError;

namespace {

const QByteArray requestIdHeader = "X-Request-Id";
/// What is known already; the answer may then be that it still holds.
const QByteArray knownTagHeader = "If-None-Match";

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

std::string_view view(const QByteArray &data)
{
    return {data.constData(), static_cast<std::size_t>(data.size())};
}

std::optional<InputError> problemOf(const domain::Secret &token)
{
    const std::string &text = token.reveal();
    const bool isPlain = std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
    if (text.empty() || !isPlain)
        return InputError{"backend.token", "it is empty or has characters a header cannot carry",
                          "give the token that was issued when this device was enrolled"};
    return std::nullopt;
}

QByteArray checkoutPath(const std::string &cliveTxId)
{
    return "/v1/checkouts/" + QUrl::toPercentEncoding(QString::fromStdString(cliveTxId));
}

} // namespace

tl::expected<std::unique_ptr<BackendClient>, InputError> BackendClient::create(BackendOptions options)
{
    if (auto problem = problemOfUrl(options.baseUrl))
        return tl::unexpected(*problem);
    if (auto problem = problemOf(options.token))
        return tl::unexpected(*problem);
    auto authorities = readAuthorities(options.caFile);
    if (!authorities)
        return tl::unexpected(authorities.error());
    return std::unique_ptr<BackendClient>(new BackendClient(std::move(options), std::move(*authorities)));
}

BackendClient::BackendClient(BackendOptions options, QByteArray authoritiesPem)
    : m_options(std::move(options)), m_authoritiesPem(std::move(authoritiesPem)),
      m_network(new QNetworkAccessManager(this))
{
    m_network->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

// The manager goes with the children, after every connection to this object is gone: late answers reach nobody.
BackendClient::~BackendClient() = default;

QNetworkRequest BackendClient::request(const QByteArray &pathAndQuery) const
{
    QNetworkRequest request = requestTo(m_options.baseUrl, pathAndQuery, m_authoritiesPem);
    request.setRawHeader("Authorization", "Bearer " + bytes(m_options.token.reveal()));
    request.setRawHeader(requestIdHeader, QUuid::createUuid().toByteArray(QUuid::WithoutBraces));
    return request;
}

template<typename T>
void BackendClient::deliver(QNetworkReply *reply, const Limits &limits, BackendCallback<T> done,
                            Reader<T> read)
{
    const auto raw = std::make_shared<RawAnswer>();
    raw->mayBeUnchanged = reply->request().hasRawHeader(knownTagHeader);
    // A limit for the whole exchange: Qt's transfer timeout starts again with every byte that trickles in.
    auto *limit = new QTimer(reply);
    limit->setSingleShot(true);
    QObject::connect(limit, &QTimer::timeout, reply, [reply, raw] {
        raw->timedOut = true;
        reply->abort();
    });
    limit->start(limits.timeMs);
    QObject::connect(reply, &QIODevice::readyRead, reply, [reply, raw, limitBytes = limits.bytes] {
        raw->body += reply->read(limitBytes + 1 - raw->body.size());
        if (raw->body.size() > limitBytes) {
            raw->tooLong = true;
            reply->abort();
        }
    });
    const auto finish = [reply, raw, read = std::move(read), done = std::move(done)] {
        raw->error = reply->error();
        raw->errorText = reply->errorString();
        raw->httpStatus = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        raw->etag = reply->rawHeader("ETag");
        raw->date = reply->rawHeader("Date");
        const QByteArray requestId = reply->request().rawHeader(requestIdHeader);
        // Before the callback, which may destroy this client and the reply with it.
        reply->deleteLater();
        if (auto error = errorOf(*raw, requestId)) {
            done(tl::unexpected(std::move(*error)));
            return;
        }
        auto parsed = read(*raw);
        if (parsed)
            done(std::move(*parsed));
        else
            done(tl::unexpected(checkout::BackendError{
                checkout::BackendError::Kind::NotUnderstood, raw->httpStatus, parsed.error().field,
                parsed.error().text() + " (request " + requestId.toStdString() + ")"}));
    };
    // Queued, because Qt finishes some failures before the call that started the request returns.
    QObject::connect(reply, &QNetworkReply::finished, this, finish, Qt::QueuedConnection);
}

template<typename T>
void BackendClient::deliver(QNetworkReply *reply, int limitMs, BackendCallback<T> done,
                            tl::expected<T, InputError> (*parse)(std::string_view))
{
    deliver<T>(reply, Limits{limitMs}, std::move(done),
               [parse](const RawAnswer &raw) { return parse(view(raw.body)); });
}

void BackendClient::createCheckout(const checkout::Attempt &attempt,
                                   BackendCallback<contract::CheckoutAnswer> done)
{
    QNetworkRequest post = request("/v1/checkouts");
    post.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    post.setRawHeader(bytes(contract::idempotencyKeyHeader), bytes(attempt.idempotencyKey));
    deliver(m_network->post(post, bytes(contract::writeCreateCheckout(attempt.sale))),
            m_options.requestLimitMs, std::move(done), &contract::parseCheckoutAnswer);
}

void BackendClient::fetchStatus(const checkout::StatusQuery &query,
                                BackendCallback<contract::CheckoutState> done)
{
    const int waitS = std::clamp(query.waitS, 0, contract::statusWaitMaxS);
    QByteArray path = checkoutPath(query.cliveTxId);
    char separator = '?';
    const auto add = [&](const QByteArray &parameter) {
        path += separator + parameter;
        separator = '&';
    };
    if (query.refresh)
        add("refresh=1");
    if (waitS > 0) {
        add("wait=" + QByteArray::number(waitS));
        add("after=" + QByteArray::number(static_cast<qlonglong>(query.afterVersion)));
    }
    deliver(m_network->get(request(path)), waitS * 1'000 + m_options.statusMarginMs, std::move(done),
            &contract::parseCheckoutState);
}

void BackendClient::resumeCheckout(const std::string &cliveTxId,
                                   BackendCallback<contract::CheckoutAnswer> done)
{
    QNetworkRequest post = request(checkoutPath(cliveTxId) + "/resume");
    post.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    deliver(m_network->post(post, QByteArray("{}")), m_options.requestLimitMs, std::move(done),
            &contract::parseCheckoutAnswer);
}

void BackendClient::abandonCheckout(const std::string &cliveTxId,
                                    BackendCallback<contract::CheckoutState> done)
{
    QNetworkRequest post = request(checkoutPath(cliveTxId) + "/abandon");
    post.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    deliver(m_network->post(post, QByteArray("{}")), m_options.requestLimitMs, std::move(done),
            &contract::parseCheckoutState);
}

void BackendClient::searchCheckouts(const contract::CheckoutSearch &search,
                                    BackendCallback<contract::CheckoutPage> done)
{
    QByteArray path = "/v1/checkouts";
    char separator = '?';
    for (const auto &[name, value] : contract::checkoutSearchFields(search)) {
        path += separator + bytes(name) + '=' + bytes(value).toPercentEncoding();
        separator = '&';
    }
    deliver(m_network->get(request(path)), m_options.requestLimitMs, std::move(done),
            &contract::parseCheckoutPage);
}

void BackendClient::fetchCatalogue(const std::string &etag,
                                   BackendCallback<std::optional<checkout::FetchedCatalogue>> done)
{
    QNetworkRequest get = request("/v1/catalogue");
    if (!etag.empty())
        get.setRawHeader(knownTagHeader, bytes(etag));
    using Answer = std::optional<checkout::FetchedCatalogue>;
    const auto read = [](const RawAnswer &raw) -> tl::expected<Answer, InputError> {
        if (raw.isUnchanged())
            return Answer();
        auto items = contract::parseCatalogue(view(raw.body));
        if (!items)
            return tl::unexpected(items.error());
        return checkout::FetchedCatalogue{*std::move(items), raw.etag.toStdString(), raw.body.toStdString()};
    };
    deliver<Answer>(m_network->get(get), {catalogueTimeLimitMs, catalogueLimitBytes}, std::move(done), read);
}

void BackendClient::fetchBooking(const domain::Reference &reference,
                                 BackendCallback<contract::BookingAnswer> done)
{
    const QByteArray path =
        "/v1/bookings/" + QUrl::toPercentEncoding(QString::fromStdString(reference.text()));
    deliver(m_network->get(request(path)), m_options.requestLimitMs, std::move(done),
            &contract::parseBooking);
}

void BackendClient::fetchDeviceConfig(BackendCallback<checkout::FetchedDeviceConfig> done)
{
    using Answer = checkout::FetchedDeviceConfig;
    const auto read = [](const RawAnswer &raw) -> tl::expected<Answer, InputError> {
        auto config = contract::parseDeviceConfig(view(raw.body));
        if (!config)
            return tl::unexpected(config.error());
        return Answer{*std::move(config), timeOfDate(raw.date)};
    };
    deliver<Answer>(m_network->get(request("/v1/config")), Limits{m_options.requestLimitMs}, std::move(done),
                    read);
}

} // namespace tillwright::kiosk::backend_client
