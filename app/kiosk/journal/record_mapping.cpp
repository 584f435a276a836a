#include "kiosk/journal/record_mapping.h"

#include "kiosk/journal/lines_column.h"
#include "kiosk/journal/row_checksum.h"
#include "kiosk/journal/sql_access.h"

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
                                   QStringLiteral("updated_at_ms"),
                                   QStringLiteral("lines")};
    return names;
}

constexpr int firstVersionWithChecksum = 2;
constexpr int firstVersionWithLines = 3;

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
    explicit Row(const QVariantList &values) : m_values(values) {}
    [[nodiscard]] QVariant next() { return m_values.value(m_column++); }
    [[nodiscard]] std::string nextText() { return next().toString().toStdString(); }
    [[nodiscard]] std::int64_t nextInteger() { return next().toLongLong(); }
    [[nodiscard]] std::optional<std::string> nextNullableText()
    {
        const QVariant value = next();
        return value.isNull() ? std::nullopt : std::optional(value.toString().toStdString());
    }

private:
    const QVariantList &m_values;
    int m_column = 0;
};

tl::unexpected<JournalError> unreadable(const std::string &id, const std::string &why)
{
    return damage(QString::fromStdString("attempt " + id + " in the journal is not readable: " + why));
}

QVariantList valuesOf(const AttemptRecord &record)
{
    const domain::Sale &sale = record.attempt.sale;
    return {text(record.attempt.id),
            text(record.attempt.idempotencyKey),
            text(sale.reference.text()),
            integer(sale.amount.minor),
            text(sale.amount.currency.code()),
            text(sale.email.text()),
            writeMeta(sale.meta),
            nullable(sale.suffix),
            text(checkout::phaseWord(record.phase)),
            record.ids ? text(record.ids->cliveTxId) : QVariant(),
            record.ids ? text(record.ids->stripePaymentIntentId) : QVariant(),
            record.ids ? text(record.ids->statementDescriptorSuffix) : QVariant(),
            text(record.reason),
            record.receiptNumber == 0 ? QVariant() : integer(record.receiptNumber),
            integer(record.receiptIssued ? 1 : 0),
            record.feesMinor ? integer(*record.feesMinor) : QVariant(),
            integer(record.startedAtMs),
            integer(record.updatedAtMs),
            writeLines(sale.lines)};
}

tl::expected<AttemptRecord, JournalError> recordOf(const QVariantList &values)
{
    Row row(values);
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

    AttemptRecord record{
        {id, idempotencyKey, {*reference, {amountMinor, *currency}, *email, *meta, suffix, {}}},
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
    auto lines = readLines(row.next().toString(), record.attempt.sale.amount);
    if (!lines)
        return unreadable(id, lines.error().text());
    record.attempt.sale.lines = *std::move(lines);
    return record;
}

} // namespace

QString recordColumns(int schemaVersion)
{
    QStringList names = columns();
    // In the place of what the file does not have, so that the order stays.
    if (schemaVersion < firstVersionWithLines)
        names.last() = QStringLiteral("'[]'");
    names.append(schemaVersion < firstVersionWithChecksum ? QStringLiteral("NULL")
                                                          : QStringLiteral("checksum"));
    return names.join(QLatin1String(", "));
}

QString recordPlaceholders()
{
    return QStringList(columns().size() + 1, QStringLiteral("?")).join(QLatin1String(", "));
}

QString recordAssignments()
{
    QStringList assignments;
    for (const QString &column : columns().mid(1) + QStringList(QStringLiteral("checksum")))
        assignments.append(column + QLatin1String(" = excluded.") + column);
    return assignments.join(QLatin1String(", "));
}

void bindRecord(QSqlQuery &query, const AttemptRecord &record)
{
    const QVariantList values = valuesOf(record);
    for (const QVariant &value : values)
        query.addBindValue(value);
    query.addBindValue(checksumOf(attemptsTable, values));
}

tl::expected<AttemptRecord, JournalError> readRecord(const QSqlQuery &query, int schemaVersion)
{
    QVariantList values;
    for (int column = 0; column < columns().size(); ++column)
        values.append(query.value(column));
    const auto record = recordOf(values);
    if (!record || schemaVersion < firstVersionWithChecksum)
        return record;
    // A row that cannot be read was told as that: it says more than a wrong checksum.
    const auto checksum = query.value(int(values.size())).toByteArray();
    if (schemaVersion < firstVersionWithLines)
        values.removeLast();
    if (checksum != checksumOf(attemptsTable, values))
        return unreadable(record->attempt.id, "its checksum is wrong");
    return record;
}

} // namespace tillwright::kiosk::journal
