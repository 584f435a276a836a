#include "kiosk/presentation/history_model.h"

#include "kiosk/presentation/history_words.h"
#include "kiosk/presentation/money_text.h"

#include <algorithm>

namespace tillwright::kiosk::presentation {

using namespace Qt::StringLiterals;

HistoryModel::HistoryModel(const checkout::AttemptHistory &history, const checkout::Clock &clock,
                           const QTimeZone &zone, QObject *parent)
    : QAbstractListModel(parent), m_history(history), m_clock(clock), m_zone(zone)
{
}

void HistoryModel::setSearch(const checkout::HistorySearch &search)
{
    beginResetModel();
    m_search = search;
    m_entries.clear();
    m_after.reset();
    m_hasMore = false;
    m_problem.clear();
    if (auto page = read()) {
        m_entries = std::move(page->entries);
        m_hasMore = page->hasMore;
    }
    endResetModel();
}

std::optional<checkout::HistoryPage> HistoryModel::read()
{
    auto page = m_history.page(m_search, m_after, pageRows);
    if (!page) {
        m_problem = QString::fromStdString(page.error().cause);
        return std::nullopt;
    }
    if (!page->entries.empty())
        m_after = page->entries.back().place;
    return *std::move(page);
}

const checkout::AttemptRecord *HistoryModel::record(int row) const
{
    if (row < 0 || row >= rowCount())
        return nullptr;
    const auto &entry = m_entries[static_cast<std::size_t>(row)];
    return entry.record ? &*entry.record : nullptr;
}

int HistoryModel::rowOf(const std::string &attemptId) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const auto &entry) {
        return entry.record && entry.record->attempt.id == attemptId;
    });
    return found == m_entries.end() ? -1 : int(found - m_entries.begin());
}

void HistoryModel::update(const checkout::AttemptRecord &record)
{
    const int row = rowOf(record.attempt.id);
    if (row < 0)
        return;
    m_entries[static_cast<std::size_t>(row)].record = record;
    Q_EMIT dataChanged(index(row), index(row));
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (index.row() < 0 || index.row() >= rowCount())
        return {};
    const auto *sale = record(index.row());
    const auto startedAtMs = m_entries[static_cast<std::size_t>(index.row())].place.startedAtMs;
    switch (role) {
    case ReferenceRole:
        return sale ? QString::fromStdString(sale->attempt.sale.reference.text()) : tr("Damaged row");
    case AmountRole:
        return sale ? moneyText(sale->attempt.sale.amount) : QString();
    case StatusRole:
        return sale ? saleStatusText(*sale) : tr("Not readable: tell support");
    case TimeRole:
        return timeText(startedAtMs, m_clock.nowMs(), m_zone);
    case ToneRole:
        return int(sale ? toneOf(sale->phase) : SaleTone::Damaged);
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return u"%1, %2, %3, %4"_s.arg(data(index, ReferenceRole).toString(),
                                       data(index, AmountRole).toString(), data(index, StatusRole).toString(),
                                       data(index, TimeRole).toString());
    default:
        return {};
    }
}

bool HistoryModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_hasMore && rowCount() < shownMax && m_problem.isEmpty();
}

void HistoryModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    auto page = read();
    if (!page)
        return;
    // A sale that was tried again meanwhile has moved up, to where it has been seen.
    std::erase_if(page->entries, [this](const checkout::HistoryEntry &entry) {
        return entry.record && rowOf(entry.record->attempt.id) >= 0;
    });
    m_hasMore = page->hasMore;
    if (page->entries.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(page->entries.size()) - 1);
    m_entries.insert(m_entries.end(), std::make_move_iterator(page->entries.begin()),
                     std::make_move_iterator(page->entries.end()));
    endInsertRows();
}

} // namespace tillwright::kiosk::presentation
