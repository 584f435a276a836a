#pragma once

#include "kiosk/qa/said_words.h"

#include <QAbstractListModel>
#include <QHash>
#include <functional>

namespace tillwright::kiosk::qa {

/// The oldest go when there are more.
inline constexpr int timelineRowsMax = 5'000;

/// What kiosk, backend, Clive and Stripe said, in the order in which they did.
class Timeline : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { TransactionRole = 1'000, PartyRole, LineRole };

    /// `mask`: the second lock. Every text goes through it that is kept.
    explicit Timeline(std::function<QString(const QString &)> mask, QObject *parent = nullptr);

    void add(Said said);
    /// Of the kiosk's. What it said of a sale before Clive had given it an id belongs to the id that comes.
    void addKiosk(qint64 atMs, const QString &event, const QString &cliveTxId);
    void clear();
    /// Ids of the sales that are spoken of, the newest first.
    [[nodiscard]] const QStringList &transactions() const { return m_transactions; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    /// LineRole: a line for a file.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void transactionsChanged();

private:
    void insert(Said said);
    void learn(const QString &cliveTxId, const QString &intentId);
    void assign(const std::function<bool(const Said &)> &belongs, const QString &cliveTxId);
    [[nodiscard]] QString lineOf(const Said &said) const;

    std::function<QString(const QString &)> m_mask;
    QList<Said> m_rows;
    QStringList m_transactions;
    QHash<QString, QString> m_transactionByIntent;
    /// When the sale at the desk began, while its id is not known; 0: there is none.
    qint64 m_namelessSinceMs = 0;
};

} // namespace tillwright::kiosk::qa
