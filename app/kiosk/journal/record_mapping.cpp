#include "kiosk/journal/record_mapping.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QStringList>
#include <QtCore/QVariant>
#include <QtSql/QSqlQuery>

namespace tillwright::kiosk::journal {

using checkout::AttemptRecord;
using checkout::JournalError;

namespace {

const QStringList &columns()
{
    static const QStringList names{QStringLiteral("id"),
                                   QStringLiteral("idempotency_key"),
                                   QStringLiteral("reference"),
                                   QStringLiteral("amount_minor"),
                                   QStringLiteral("currency"),
                                   QStringLiteral("email"),
                                   QStringLiteral("meta"),
                                   QStringLiteral("suffix"),
                                   QStringLiteral("phase"),
                                   QStringLiteral("clive_tx_id"),
                                   QStringLiteral("stripe_payment_intent_id"),
                                   QStringLiteral("statement_descriptor_suffix"),
                                   QStringLiteral("reason"),
                                   QStringLiteral("receipt_number"),
                                   QStringLiteral("receipt_issued"),
                                   QStringLiteral("fees_minor"),
                                   QStringLiteral("started_at_ms"),
                                   QStringLiteral("updated_at_ms")};
    return names;
}

/// Never null: Qt binds a null QString as NULL, and an empty text is not an absent one.
QVariant text(std::string_view utf8)
{
    return utf8.empty() ? QStringLiteral("")
                        : QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QVariant nullable(const std::optional<std::string> &value)
{
    return value ? text(*value) : QVariant();
}

QVariant integer(std::int64_t value)
{
    return QVariant(static_cast<qlonglong>(value));
}

QString writeMeta(const domain::Meta &meta)
{
    QJsonObject object;
    for (const auto &[key, value] : meta)
        object.insert(QString::fromStdString(key), QString::fromStdString(value));
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

tl::expected<domain::Meta, domain::InputError> readMeta(const QString &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json.toUtf8());
    if (!document.isObject())
        return tl::unexpected(domain::InputError{"meta", "it is not a JSON object", "restore the journal"});
    const QJsonObject object = document.object();
    domain::Meta meta;
    for (auto entry = object.begin(); entry != object.end(); ++entry)
        meta.emplace(entry.key().toStdString(), entry.value().toString().toStdString());
    return domain::checkMeta(std::move(meta));
}

/// Takes the columns of a row in order.
class Row
{
public:
    explicit Row(const QSqlQuery &query) : m_query(query) {}
    [[nodiscard]] QVariant next() { return m_query.value(m_column++); }
    [[nodiscard]] std::string nextText() { return next().toString().toStdString(); }
    [[nodiscard]] std::int64_t nextInteger() { return next().toLongLong(); }
    [[nodiscard]] std::optional<std::string> nextNullableText()
    {
        const QVariant value = next();
        return value.isNull() ? std::nullopt : std::optional(value.toString().toStdString());
    }

private:
    const QSqlQuery &m_query;
    int m_column = 0;
};

tl::unexpected<JournalError> unreadable(const std::string &id, const std::string &why)
{
    return tl::unexpected(JournalError{"attempt " + id + " in the journal is not readable: " + why});
}

} // namespace

QString recordColumns()
{
    return columns().join(QLatin1String(", "));
}

QString recordPlaceholders()
{
    return QStringList(columns().size(), QStringLiteral("?")).join(QLatin1String(", "));
}

QString recordAssignments()
{
    QStringList assignments;
    for (const QString &column : columns().mid(1))
        assignments.append(column + QLatin1String(" = excluded.") + column);
    return assignments.join(QLatin1String(", "));
}

void bindRecord(QSqlQuery &query, const AttemptRecord &record)
{
    const domain::Sale &sale = record.attempt.sale;
    const auto phase = checkout::phaseWord(record.phase);
    query.addBindValue(text(record.attempt.id));
    query.addBindValue(text(record.attempt.idempotencyKey));
    query.addBindValue(text(sale.reference.text()));
    query.addBindValue(integer(sale.amount.minor));
    query.addBindValue(text(sale.amount.currency.code()));
    query.addBindValue(text(sale.email.text()));
    query.addBindValue(writeMeta(sale.meta));
    query.addBindValue(nullable(sale.suffix));
    query.addBindValue(text(phase));
    query.addBindValue(record.ids ? text(record.ids->cliveTxId) : QVariant());
    query.addBindValue(record.ids ? text(record.ids->stripePaymentIntentId) : QVariant());
    query.addBindValue(record.ids ? text(record.ids->statementDescriptorSuffix) : QVariant());
    query.addBindValue(text(record.reason));
    query.addBindValue(record.receiptNumber == 0 ? QVariant() : integer(record.receiptNumber));
    query.addBindValue(record.receiptIssued ? 1 : 0);
    query.addBindValue(record.feesMinor ? integer(*record.feesMinor) : QVariant());
    query.addBindValue(integer(record.startedAtMs));
    query.addBindValue(integer(record.updatedAtMs));
}

tl::expected<AttemptRecord, JournalError> readRecord(const QSqlQuery &query)
{
    Row row(query);
    const std::string id = row.nextText();
    const std::string idempotencyKey = row.nextText();
    const auto reference = domain::Reference::parse(row.nextText());
    if (!reference)
        return unreadable(id, reference.error().text());
    const std::int64_t amountMinor = row.nextInteger();
    const auto currency = domain::Currency::parse(row.nextText());
    if (!currency)
        return unreadable(id, currency.error().text());
    const auto email = domain::EmailAddress::parse(row.nextText());
    if (!email)
        return unreadable(id, email.error().text());
    const auto meta = readMeta(row.next().toString());
    if (!meta)
        return unreadable(id, meta.error().text());
    const auto suffix = row.nextNullableText();
    const std::string phaseText = row.nextText();
    const auto phase = checkout::phaseFromWord(phaseText);
    if (!phase)
        return unreadable(id, "its phase is the unknown word " + phaseText);

    AttemptRecord record{{id, idempotencyKey, {*reference, {amountMinor, *currency}, *email, *meta, suffix}},
                         *phase,
                         {},
                         {},
                         0,
                         false,
                         {},
                         0,
                         0};
    const auto cliveTxId = row.nextNullableText();
    const auto paymentIntentId = row.nextNullableText();
    const auto descriptorSuffix = row.nextNullableText();
    if (cliveTxId)
        record.ids = {*cliveTxId, paymentIntentId.value_or(""), descriptorSuffix.value_or("")};
    record.reason = row.nextText();
    record.receiptNumber = row.nextInteger();
    record.receiptIssued = row.nextInteger() != 0;
    const QVariant fees = row.next();
    if (!fees.isNull())
        record.feesMinor = fees.toLongLong();
    record.startedAtMs = row.nextInteger();
    record.updatedAtMs = row.nextInteger();
    return record;
}

} // namespace tillwright::kiosk::journal
