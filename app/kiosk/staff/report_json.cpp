#include "kiosk/staff/report_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace tillwright::kiosk::staff {

using namespace Qt::StringLiterals;
using shift::CurrencyFigures;
using shift::Difference;
using shift::NamedSale;
using shift::PaidFigures;
using shift::Report;

namespace {

QJsonValue json(const std::string &text)
{
    return QString::fromStdString(text);
}

QJsonValue json(std::int64_t number)
{
    return qint64(number);
}

std::string textIn(const QJsonObject &object, const QString &name)
{
    return object.value(name).toString().toStdString();
}

std::int64_t numberIn(const QJsonObject &object, const QString &name)
{
    return object.value(name).toInteger();
}

domain::Currency currencyIn(const QJsonObject &object)
{
    return domain::Currency::parse(textIn(object, u"currency"_s)).value_or(domain::Currency::usd());
}

QJsonObject write(const PaidFigures &paid)
{
    return {{u"count"_s, json(paid.count)},
            {u"gross_minor"_s, json(paid.grossMinor)},
            {u"fees_minor"_s, json(paid.feesMinor)},
            {u"fees_missing"_s, json(paid.feesMissing)}};
}

PaidFigures readPaid(const QJsonObject &object)
{
    return {numberIn(object, u"count"_s), numberIn(object, u"gross_minor"_s),
            numberIn(object, u"fees_minor"_s), numberIn(object, u"fees_missing"_s)};
}

QJsonObject write(const CurrencyFigures &figures)
{
    QJsonObject byOperator;
    for (const auto &[id, paid] : figures.byOperator)
        byOperator.insert(QString::fromStdString(id), write(paid));
    QJsonObject notPaid;
    for (const auto &[reason, count] : figures.notPaid)
        notPaid.insert(QString::fromStdString(reason), json(count));
    return {{u"currency"_s, json(figures.currency.code())},
            {u"paid"_s, write(figures.paid)},
            {u"by_operator"_s, byOperator},
            {u"not_paid"_s, notPaid},
            {u"earlier_paid"_s, write(figures.earlierPaid)}};
}

CurrencyFigures readFigures(const QJsonObject &object)
{
    CurrencyFigures figures;
    figures.currency = currencyIn(object);
    figures.paid = readPaid(object.value(u"paid"_s).toObject());
    figures.earlierPaid = readPaid(object.value(u"earlier_paid"_s).toObject());
    const auto byOperator = object.value(u"by_operator"_s).toObject();
    for (auto it = byOperator.begin(); it != byOperator.end(); ++it)
        figures.byOperator.emplace(it.key().toStdString(), readPaid(it.value().toObject()));
    const auto notPaid = object.value(u"not_paid"_s).toObject();
    for (auto it = notPaid.begin(); it != notPaid.end(); ++it)
        figures.notPaid.emplace(it.key().toStdString(), it.value().toInteger());
    return figures;
}

QJsonObject write(const NamedSale &sale)
{
    return {{u"attempt"_s, json(sale.attemptId)},         {u"reference"_s, json(sale.reference)},
            {u"clive_tx_id"_s, json(sale.cliveTxId)},     {u"operator"_s, json(sale.operatorId)},
            {u"amount_minor"_s, json(sale.amount.minor)}, {u"currency"_s, json(sale.amount.currency.code())},
            {u"started_at_ms"_s, json(sale.startedAtMs)}, {u"word"_s, json(sale.word)}};
}

NamedSale readSale(const QJsonObject &object)
{
    return {textIn(object, u"attempt"_s),
            textIn(object, u"reference"_s),
            textIn(object, u"clive_tx_id"_s),
            textIn(object, u"operator"_s),
            {numberIn(object, u"amount_minor"_s), currencyIn(object)},
            numberIn(object, u"started_at_ms"_s),
            textIn(object, u"word"_s)};
}

QJsonObject write(const Difference &difference)
{
    return {{u"kind"_s, QString::fromLatin1(shift::differenceWord(difference.kind))},
            {u"reference"_s, json(difference.reference)},
            {u"clive_tx_id"_s, json(difference.cliveTxId)},
            {u"at_backend"_s, json(difference.atBackend)},
            {u"in_journal"_s, json(difference.inJournal)}};
}

Difference readDifference(const QJsonObject &object)
{
    Difference difference{Difference::Kind::OtherStatus, textIn(object, u"reference"_s),
                          textIn(object, u"clive_tx_id"_s), textIn(object, u"at_backend"_s),
                          textIn(object, u"in_journal"_s)};
    for (const auto kind : {Difference::Kind::OnlyAtBackend, Difference::Kind::OnlyInJournal,
                            Difference::Kind::OtherAmount, Difference::Kind::OtherStatus}) {
        if (textIn(object, u"kind"_s) == shift::differenceWord(kind))
            difference.kind = kind;
    }
    return difference;
}

template<typename Item> QJsonArray writeAll(const std::vector<Item> &items)
{
    QJsonArray array;
    for (const auto &item : items)
        array.append(write(item));
    return array;
}

template<typename Item>
void readAll(const QJsonObject &object, const QString &name, std::vector<Item> &items,
             Item (*read)(const QJsonObject &))
{
    const auto array = object.value(name).toArray();
    for (const auto &item : array)
        items.push_back(read(item.toObject()));
}

} // namespace

QByteArray writeReport(const Report &report)
{
    const QJsonObject object{{u"z_number"_s, json(report.zNumber)},
                             {u"register"_s, json(report.registerName)},
                             {u"shift"_s, json(report.shift)},
                             {u"from_ms"_s, json(report.period.fromMs)},
                             {u"to_ms"_s, json(report.period.toMs)},
                             {u"opened_at_ms"_s, json(report.openedAtMs)},
                             {u"opened_by"_s, json(report.openedBy)},
                             {u"closed_by"_s, json(report.closedBy)},
                             {u"note"_s, json(report.note)},
                             {u"compared"_s, report.isCompared},
                             {u"currencies"_s, writeAll(report.currencies)},
                             {u"unresolved"_s, writeAll(report.unresolved)},
                             {u"earlier"_s, writeAll(report.earlier)},
                             {u"differences"_s, writeAll(report.differences)},
                             {u"audit_line"_s, json(report.auditNumber)},
                             {u"audit_hash"_s, json(report.auditHash)}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

StaffResult<Report> readReport(const QByteArray &bytes)
{
    const auto document = QJsonDocument::fromJson(bytes);
    if (!document.isObject())
        return failure(u"the report is not JSON"_s);
    const auto object = document.object();
    Report report;
    report.zNumber = numberIn(object, u"z_number"_s);
    report.registerName = textIn(object, u"register"_s);
    report.shift = numberIn(object, u"shift"_s);
    report.period = {numberIn(object, u"from_ms"_s), numberIn(object, u"to_ms"_s)};
    report.openedAtMs = numberIn(object, u"opened_at_ms"_s);
    report.openedBy = textIn(object, u"opened_by"_s);
    report.closedBy = textIn(object, u"closed_by"_s);
    report.note = textIn(object, u"note"_s);
    report.isCompared = object.value(u"compared"_s).toBool();
    readAll(object, u"currencies"_s, report.currencies, readFigures);
    readAll(object, u"unresolved"_s, report.unresolved, readSale);
    readAll(object, u"earlier"_s, report.earlier, readSale);
    readAll(object, u"differences"_s, report.differences, readDifference);
    report.auditNumber = numberIn(object, u"audit_line"_s);
    report.auditHash = textIn(object, u"audit_hash"_s);
    return report;
}

} // namespace tillwright::kiosk::staff
