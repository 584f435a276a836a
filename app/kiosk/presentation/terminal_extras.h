#pragma once

#include "domain/booking.h"
#include "domain/catalogue_item.h"
#include "domain/sale_line.h"

#include <QAbstractListModel>
#include <QString>
#include <QStringList>

#include <optional>
#include <string>
#include <vector>

namespace tillwright::kiosk::presentation {

/// What a traveller may add to a booking: the catalogue's items of the categories that are sold without staff, and how many of
/// each were chosen. Empty while nobody has a booking to pay. A catalogue that comes meanwhile is for the next traveller: no
/// price changes under a finger.
class TerminalExtras : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(bool empty READ isEmpty NOTIFY offerChanged)
    Q_PROPERTY(bool chosen READ isChosen NOTIFY chosenChanged)
    Q_PROPERTY(QString words READ words NOTIFY chosenChanged)

public:
    enum Role { PriceRole = Qt::UserRole, CodeRole, IconRole, QuantityRole, FullRole };

    /// Of one thing. Whoever wants more goes to the counter.
    static constexpr int quantityMax = 9;
    /// More than a traveller looks through; the catalogue's first ones are shown.
    static constexpr std::size_t offeredMax = 24;

    /// `categories`: as the catalogue calls them, whatever their capitals; empty: nothing is sold without staff.
    explicit TerminalExtras(QStringList categories, QObject *parent = nullptr);
    ~TerminalExtras() override;

    void setItems(const std::vector<domain::CatalogueItem> &items);
    /// ISO 639-1, for names; a name that is missing is in the catalogue's own language.
    void setLanguage(const QString &language);
    /// Somebody wants to pay this one: what is priced in its currency is offered.
    void offerFor(const domain::Booking &booking);
    /// Nobody does any more.
    void clear();

    [[nodiscard]] bool isEmpty() const { return m_rows.empty(); }
    [[nodiscard]] bool isChosen() const;
    /// `Checked bag × 2, Lounge`.
    [[nodiscard]] QString words() const;
    /// With the booking's; empty without one.
    [[nodiscard]] QString totalText() const;
    /// The same; nothing without a booking.
    [[nodiscard]] std::optional<domain::Money> sum() const;
    [[nodiscard]] std::vector<domain::SaleLine> lines() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /// One more, unless that is too many or more than a card payment may be.
    Q_INVOKABLE void add(int row);
    Q_INVOKABLE void takeAway(int row);

Q_SIGNALS:
    void offerChanged();
    void chosenChanged();

private:
    struct Row {
        domain::CatalogueItem item;
        int quantity = 0;
    };
    [[nodiscard]] bool canAdd(const Row &row) const;
    [[nodiscard]] domain::Money total() const;
    void setQuantity(int row, int quantity);

    const QStringList m_categories; ///< folded
    std::vector<domain::CatalogueItem> m_items;
    std::optional<domain::Money> m_due;
    std::vector<Row> m_rows;
    std::string m_language;
};

} // namespace tillwright::kiosk::presentation
