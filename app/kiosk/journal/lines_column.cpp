#include "kiosk/journal/lines_column.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace tillwright::kiosk::journal {

using domain::InputError;
using domain::SaleLine;

QString writeLines(const std::vector<SaleLine> &lines)
{
    QJsonArray array;
    for (const auto &line : lines) {
        array.append(QJsonObject{{QStringLiteral("code"), QString::fromStdString(line.code)},
                                 {QStringLiteral("name"), QString::fromStdString(line.name)},
                                 {QStringLiteral("quantity"), line.quantity},
                                 {QStringLiteral("unit_price_minor"), qint64(line.unitPrice.minor)}});
    }
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

tl::expected<std::vector<SaleLine>, InputError> readLines(const QString &json, domain::Money amount)
{
    const auto wrong = [](std::string problem) {
        return tl::unexpected(InputError{"lines", std::move(problem), "restore the journal"});
    };
    const auto document = QJsonDocument::fromJson(json.toUtf8());
    if (!document.isArray())
        return wrong("it is not a JSON array");
    std::vector<SaleLine> lines;
    const auto array = document.array();
    for (const auto &value : array) {
        const auto object = value.toObject();
        auto line = domain::checkSaleLine({object[u"code"].toString().toStdString(),
                                           object[u"name"].toString().toStdString(),
                                           object[u"quantity"].toInt(),
                                           {object[u"unit_price_minor"].toInteger(-1), amount.currency}});
        if (!line)
            return tl::unexpected(line.error());
        lines.push_back(*std::move(line));
    }
    const auto sum = domain::sumOf(lines, amount.currency);
    if (!sum)
        return tl::unexpected(sum.error());
    if (!lines.empty() && *sum != amount)
        return wrong("they do not add up to the amount");
    return lines;
}

} // namespace tillwright::kiosk::journal
