#include "kiosk/qa/timeline.h"

#include "kiosk/qa/row_roles.h"

#include <QDateTime>
#include <algorithm>

namespace tillwright::kiosk::qa {

using namespace Qt::StringLiterals;

namespace {

QString iconOf(Party party)
{
    switch (party) {
    case Party::Kiosk:
        return u"monitor"_s;
    case Party::Backend:
        return u"server"_s;
    case Party::Clive:
        return u"route"_s;
    case Party::Stripe:
        return u"credit-card"_s;
    case Party::Panel:
        break;
    }
    return u"user"_s;
}

QString colorOf(Party party)
{
    switch (party) {
    case Party::Kiosk:
        return u"accent"_s;
    case Party::Backend:
        return u"text"_s;
    case Party::Clive:
        return u"success"_s;
    case Party::Stripe:
        return u"warning"_s;
    case Party::Panel:
        break;
    }
    return u"textMuted"_s;
}

QString detailsText(const Said &said)
{
    QStringList parts;
    if (!said.cliveTxId.isEmpty())
        parts.append(said.cliveTxId);
    for (const auto &[name, value] : said.details)
        parts.append(u"%1 %2"_s.arg(name, value));
    return parts.join(u"  ·  "_s);
}

QString clockText(qint64 atMs)
{
    return QDateTime::fromMSecsSinceEpoch(atMs).toString(u"HH:mm:ss.zzz"_s);
}

} // namespace

Timeline::Timeline(std::function<QString(const QString &)> mask, QObject *parent)
    : QAbstractListModel(parent), m_mask(std::move(mask))
{
}

void Timeline::add(Said said)
{
    learn(said.cliveTxId, said.intentId);
    if (said.cliveTxId.isEmpty())
        said.cliveTxId = m_transactionByIntent.value(said.intentId);
    insert(std::move(said));
}

void Timeline::addKiosk(qint64 atMs, const QString &event, const QString &cliveTxId)
{
    if (event == "state:Creating"_L1)
        m_namelessSinceMs = atMs;
    // As it is written in a scenario, and in the field of a fault that waits for it.
    insert({atMs, Party::Kiosk, kioskWords(event), cliveTxId, {}, {{u"event"_s, event}}});
    if (cliveTxId.isEmpty())
        return;
    learn(cliveTxId, {});
    if (m_namelessSinceMs == 0)
        return;
    const qint64 since = std::exchange(m_namelessSinceMs, 0);
    assign([since](const Said &said) { return said.party == Party::Kiosk && said.atMs >= since; }, cliveTxId);
}

void Timeline::learn(const QString &cliveTxId, const QString &intentId)
{
    if (cliveTxId.isEmpty())
        return;
    if (!m_transactions.contains(cliveTxId)) {
        m_transactions.prepend(cliveTxId);
        Q_EMIT transactionsChanged();
    }
    if (intentId.isEmpty() || m_transactionByIntent.contains(intentId))
        return;
    m_transactionByIntent.insert(intentId, cliveTxId);
    // In the older flow Stripe speaks of the intent before Clive knows it.
    assign([&intentId](const Said &said) { return said.intentId == intentId; }, cliveTxId);
}

void Timeline::assign(const std::function<bool(const Said &)> &belongs, const QString &cliveTxId)
{
    for (int row = 0; row < int(m_rows.size()); ++row) {
        auto &said = m_rows[row];
        if (!said.cliveTxId.isEmpty() || !belongs(said))
            continue;
        said.cliveTxId = cliveTxId;
        Q_EMIT dataChanged(index(row), index(row));
    }
}

void Timeline::insert(Said said)
{
    said.words = m_mask(said.words);
    for (auto &detail : said.details)
        detail.second = m_mask(detail.second);
    if (m_rows.size() >= timelineRowsMax) {
        beginRemoveRows({}, 0, 0);
        m_rows.removeFirst();
        endRemoveRows();
    }
    const auto place = std::upper_bound(m_rows.begin(), m_rows.end(), said.atMs,
                                        [](qint64 atMs, const Said &other) { return atMs < other.atMs; });
    const int row = int(place - m_rows.begin());
    beginInsertRows({}, row, row);
    m_rows.insert(row, std::move(said));
    endInsertRows();
}

void Timeline::clear()
{
    beginResetModel();
    m_rows.clear();
    m_transactions.clear();
    endResetModel();
    Q_EMIT transactionsChanged();
}

int Timeline::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QString Timeline::lineOf(const Said &said) const
{
    return u"%1  %2  %3  %4"_s
        .arg(QDateTime::fromMSecsSinceEpoch(said.atMs, Qt::UTC).toString(Qt::ISODateWithMs),
             partyName(said.party).leftJustified(8), said.words, detailsText(said))
        .trimmed();
}

QVariant Timeline::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto &said = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return u"%1 · %2"_s.arg(partyName(said.party), said.words);
    case SubtitleRole:
        return detailsText(said);
    case TrailingRole:
        return clockText(said.atMs);
    case IconRole:
        return iconOf(said.party);
    case ColorRole:
        return colorOf(said.party);
    case SearchRole:
    case LineRole:
        return lineOf(said);
    case TransactionRole:
        return said.cliveTxId;
    case PartyRole:
        return int(said.party);
    case Qt::AccessibleTextRole:
        return tr("%1, %2: %3. %4")
            .arg(clockText(said.atMs), partyName(said.party), said.words, detailsText(said));
    default:
        return {};
    }
}

} // namespace tillwright::kiosk::qa
