#include "exchanges.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringDecoder>
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>

namespace tillwright::test {

namespace {

constexpr std::array<std::string_view, 2> proofHeaders{"Authorization", "X-Clive-Signature"};

bool sameName(std::string_view a, std::string_view b)
{
    return QByteArrayView(a.data(), static_cast<qsizetype>(a.size()))
               .compare(QByteArrayView(b.data(), static_cast<qsizetype>(b.size())), Qt::CaseInsensitive)
        == 0;
}

/// Field values are bytes to HTTP; Latin-1 keeps each of them.
QJsonArray headersJson(const Exchange::Fields &fields)
{
    QJsonArray headers;
    for (const auto &[name, value] : fields) {
        const bool isProof = std::any_of(proofHeaders.begin(), proofHeaders.end(),
                                         [&](std::string_view proof) { return sameName(name, proof); });
        headers.append(QJsonArray{QString::fromStdString(name),
                                  isProof ? QStringLiteral("present") : QString::fromLatin1(value)});
    }
    return headers;
}

void addBody(QJsonObject &message, const std::string &body)
{
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringConverter::Flag::Stateless | QStringConverter::Flag::ConvertInitialBom);
    const auto bytes = QByteArray::fromStdString(body);
    const QString text = decoder.decode(bytes);
    if (decoder.hasError())
        message.insert(QStringLiteral("body_base64"), QString::fromLatin1(bytes.toBase64()));
    else
        message.insert(QStringLiteral("body"), text);
}

/// Opened once, so that the lines of a process stand in one file.
QFile *openFile()
{
    const auto folder = qEnvironmentVariable("TILLWRIGHT_EXCHANGES");
    if (folder.isEmpty())
        return nullptr;
    static QFile file(
        QDir(folder).filePath(QStringLiteral("%1.jsonl").arg(QCoreApplication::applicationPid())));
    const bool isOpen =
        file.isOpen() || (QDir().mkpath(folder) && file.open(QIODevice::WriteOnly | QIODevice::Append));
    if (!isOpen)
        qFatal("exchanges cannot be recorded in %s", qPrintable(folder));
    return &file;
}

/// A message's first line, fields and body.
struct Message {
    std::string firstLine;
    Exchange::Fields fields;
    std::string body;
};

/// Nothing when its header has not ended.
std::optional<Message> parseMessage(std::string_view text)
{
    const auto headerEnd = text.find("\r\n\r\n");
    if (headerEnd == std::string_view::npos)
        return std::nullopt;
    Message message;
    message.body = text.substr(headerEnd + 4);
    auto header = text.substr(0, headerEnd);
    message.firstLine = header.substr(0, header.find("\r\n"));
    while (header.find("\r\n") != std::string_view::npos) {
        header.remove_prefix(header.find("\r\n") + 2);
        const auto line = header.substr(0, header.find("\r\n"));
        const auto colon = std::min(line.find(':'), line.size());
        auto value = line.substr(std::min(colon + 1, line.size()));
        value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
        message.fields.emplace_back(line.substr(0, colon), value);
    }
    return message;
}

bool isWhole(const Message &answer)
{
    const auto length = std::find_if(answer.fields.begin(), answer.fields.end(), [](const auto &field) {
        return sameName(field.first, "Content-Length");
    });
    return length != answer.fields.end() && length->second == std::to_string(answer.body.size());
}

} // namespace

void recordExchange(const Exchange &exchange)
{
    auto *file = openFile();
    if (!file)
        return;
    QJsonObject request{{QStringLiteral("method"), QString::fromStdString(exchange.method)},
                        {QStringLiteral("target"), QString::fromStdString(exchange.target)},
                        {QStringLiteral("headers"), headersJson(exchange.requestHeaders)}};
    addBody(request, exchange.requestBody);
    QJsonObject response{{QStringLiteral("status"), exchange.status},
                         {QStringLiteral("headers"), headersJson(exchange.responseHeaders)}};
    addBody(response, exchange.responseBody);
    const QJsonObject line{{QStringLiteral("request"), request}, {QStringLiteral("response"), response}};
    file->write(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
    // The process may be ended at any time.
    if (!file->flush())
        qFatal("an exchange cannot be recorded: %s", qPrintable(file->errorString()));
}

void recordExchange(const std::string &request, const std::string &answer)
{
    auto asked = parseMessage(request);
    auto answered = parseMessage(answer);
    constexpr std::size_t statusStart = std::string_view("HTTP/1.1 ").size();
    if (!asked || !answered || !isWhole(*answered) || answered->firstLine.size() < statusStart + 3)
        return;
    Exchange exchange;
    const auto targetStart = asked->firstLine.find(' ') + 1;
    exchange.method = asked->firstLine.substr(0, targetStart - 1);
    exchange.target =
        asked->firstLine.substr(targetStart, asked->firstLine.find(' ', targetStart) - targetStart);
    exchange.requestHeaders = std::move(asked->fields);
    exchange.requestBody = std::move(asked->body);
    const auto *status = answered->firstLine.data() + statusStart;
    std::from_chars(status, status + 3, exchange.status);
    exchange.responseHeaders = std::move(answered->fields);
    exchange.responseBody = std::move(answered->body);
    recordExchange(exchange);
}

} // namespace tillwright::test
