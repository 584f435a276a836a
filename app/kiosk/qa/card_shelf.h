#pragma once

#include "kiosk/qa/sandbox_port.h"

#include <QAbstractListModel>

namespace tillwright::kiosk::qa {

/// The sandbox's test cards: those that pay, those whose bank asks, those that are declined.
class CardShelf : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { NumberRole = 1'000 };
    using QAbstractListModel::QAbstractListModel;

    void setCards(const QList<TestCard> &cards);
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    /// As it is printed on a card: `4242 4242 4242 4242`, `3782 822463 10005`.
    [[nodiscard]] static QString grouped(const QString &number);

private:
    QList<TestCard> m_cards;
};

} // namespace tillwright::kiosk::qa
