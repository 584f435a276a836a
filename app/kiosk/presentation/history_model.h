#pragma once

#include "checkout/attempt_history.h"

#include <QAbstractListModel>
#include <QTimeZone>

namespace tillwright::kiosk::presentation {

/// The sales that a search finds, newest first, as far as somebody has scrolled.
class HistoryModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { ReferenceRole = Qt::UserRole + 1, AmountRole, StatusRole, TimeRole, ToneRole };
    static constexpr int pageRows = 50;
    /// Nobody scrolls further, and a register that runs for weeks keeps its memory.
    static constexpr int shownMax = 10'000;

    /// Both must outlive it.
    HistoryModel(const checkout::AttemptHistory &history, const checkout::Clock &clock, const QTimeZone &zone,
                 QObject *parent = nullptr);

    /// Reads the first page at once.
    void setSearch(const checkout::HistorySearch &search);
    /// The same search once more, as the journal is now.
    void refresh() { setSearch(m_search); }
    [[nodiscard]] const checkout::HistorySearch &search() const { return m_search; }
    /// Technical; empty while all is well.
    [[nodiscard]] const QString &problem() const { return m_problem; }
    /// There are more than shownMax: the search has to be narrowed.
    [[nodiscard]] bool isCut() const { return m_hasMore && rowCount() >= shownMax; }

    /// Null for a damaged one, and where there is none.
    [[nodiscard]] const checkout::AttemptRecord *record(int row) const;
    /// -1: it is not among those that were read.
    [[nodiscard]] int rowOf(const std::string &attemptId) const;
    /// The row says what the record does, where it is shown.
    void update(const checkout::AttemptRecord &record);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

private:
    /// The next page; none when the journal cannot be read.
    [[nodiscard]] std::optional<checkout::HistoryPage> read();

    const checkout::AttemptHistory &m_history;
    const checkout::Clock &m_clock;
    QTimeZone m_zone;
    checkout::HistorySearch m_search;
    std::vector<checkout::HistoryEntry> m_entries;
    /// Of the last one that was read.
    std::optional<checkout::HistoryPlace> m_after;
    bool m_hasMore = false;
    QString m_problem;
};

} // namespace tillwright::kiosk::presentation
