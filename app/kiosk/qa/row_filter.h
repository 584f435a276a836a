#pragma once

#include <QSortFilterProxyModel>
#include <QStringList>
#include <optional>

namespace tillwright::kiosk::qa {

/// The rows that have all the words that somebody types, and one value exactly where that is wanted.
class RowFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    /// Without regard to case; empty for all.
    void setWords(const QString &text);
    /// A row has to have this value, as text, for `role`; nothing: any.
    void setExactly(int role, const std::optional<QString> &value);
    [[nodiscard]] bool isNarrowed() const { return !m_words.isEmpty() || m_value; }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QStringList m_words;
    int m_role = 0;
    std::optional<QString> m_value;
};

} // namespace tillwright::kiosk::qa
