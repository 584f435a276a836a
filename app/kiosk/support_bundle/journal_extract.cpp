#include "kiosk/support_bundle/journal_extract.h"

#include "kiosk/support_bundle/masker.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace tillwright::kiosk::support_bundle {

using namespace Qt::StringLiterals;

namespace {

QString qs(const std::string &text)
{
    return QString::fromStdString(text);
}

QString phaseText(checkout::Phase phase)
{
    const auto word = checkout::phaseWord(phase);
    return QString::fromUtf8(word.data(), qsizetype(word.size()));
}

QJsonObject saleOf(const checkout::AttemptRecord &record)
{
    const auto &sale = record.attempt.sale;
    QJsonArray metaNames;
    for (const auto &entry : sale.meta)
        metaNames.append(qs(entry.first));
    QJsonObject object{{u"attempt"_s, qs(record.attempt.id)},
                       {u"reference"_s, qs(sale.reference.text())},
                       {u"amount_minor"_s, qint64(sale.amount.minor)},
                       {u"currency"_s, qs(sale.amount.currency.code())},
                       {u"email"_s, maskedEmail(qs(sale.email.text()))},
                       {u"meta_names"_s, metaNames},
                       {u"lines"_s, qint64(sale.lines.size())},
                       {u"phase"_s, phaseText(record.phase)},
                       {u"reason"_s, qs(record.reason)},
                       {u"receipt_number"_s, qint64(record.receiptNumber)},
                       {u"receipt_issued"_s, record.receiptIssued},
                       {u"started_at"_s, utcText(record.startedAtMs)},
                       {u"updated_at"_s, utcText(record.updatedAtMs)}};
    if (record.feesMinor)
        object.insert(u"fees_minor"_s, qint64(*record.feesMinor));
    if (record.ids) {
        object.insert(u"clive_tx_id"_s, qs(record.ids->cliveTxId));
        object.insert(u"stripe_payment_intent_id"_s, qs(record.ids->stripePaymentIntentId));
        object.insert(u"statement_descriptor_suffix"_s, qs(record.ids->statementDescriptorSuffix));
    }
    return object;
}

} // namespace

QString utcText(std::int64_t ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

tl::expected<JournalExtract, QString> extractOf(const checkout::AttemptHistory &history)
{
    const auto page = history.page({}, std::nullopt, extractSalesMax);
    if (!page)
        return tl::unexpected(qs(page.error().cause));
    JournalExtract extract;
    QStringList steps;
    for (const auto &entry : page->entries) {
        if (!entry.record) {
            extract.sales += QString::fromUtf8(QJsonDocument(QJsonObject{{u"damaged"_s, qs(entry.damage)}})
                                                   .toJson(QJsonDocument::Compact))
                + u'\n';
            continue;
        }
        extract.sales +=
            QString::fromUtf8(QJsonDocument(saleOf(*entry.record)).toJson(QJsonDocument::Compact)) + u'\n';
        const auto events = history.timeline(entry.record->attempt.id);
        if (!events)
            return tl::unexpected(qs(events.error().cause));
        for (const auto &event : *events)
            steps.append(u"%1 sale %2 %3 %4"_s
                             .arg(utcText(event.atMs), qs(entry.record->attempt.sale.reference.text()),
                                  phaseText(event.phase), qs(event.note))
                             .trimmed());
    }
    // Times of one form are in order when their texts are. Steps of the same millisecond stay in theirs.
    std::stable_sort(steps.begin(), steps.end(), [](const QString &a, const QString &b) {
        return QStringView(a).left(24) < QStringView(b).left(24);
    });
    extract.timeline = steps.join(u'\n') + (steps.isEmpty() ? QString() : u"\n"_s);
    return extract;
}

} // namespace tillwright::kiosk::support_bundle
