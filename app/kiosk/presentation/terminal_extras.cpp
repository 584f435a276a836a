#include "kiosk/presentation/terminal_extras.h"

#include "kiosk/presentation/item_name.h"
#include "kiosk/presentation/money_text.h"

#include <algorithm>

namespace tillwright::kiosk::presentation {

using namespace Qt::StringLiterals;

namespace {

QStringList folded(const QStringList &texts)
{
    QStringList result;
    for (const QString &text : texts)
        result.append(text.simplified().toCaseFolded());
    return result;
}

/// An item has no picture of its own: a word of its code or category finds one.
QString iconOf(const domain::CatalogueItem &item)
{
    const QString words = QString::fromStdString(item.code + ' ' + item.category).toCaseFolded();
    if (words.contains("bag"_L1) || words.contains("luggage"_L1))
        return u"luggage"_s;
    if (words.contains("seat"_L1))
        return u"armchair"_s;
    return u"ticket"_s;
}

} // namespace

TerminalExtras::TerminalExtras(QStringList categories, QObject *parent)
    : QAbstractListModel(parent), m_categories(folded(categories))
{
}

TerminalExtras::~TerminalExtras() = default;

void TerminalExtras::setItems(const std::vector<domain::CatalogueItem> &items)
{
    m_items.clear();
    std::copy_if(
        items.begin(), items.end(), std::back_inserter(m_items), [this](const domain::CatalogueItem &item) {
            return m_categories.contains(QString::fromStdString(item.category).simplified().toCaseFolded());
        });
}

void TerminalExtras::setLanguage(const QString &language)
{
    m_language = language.toStdString();
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(int(m_rows.size()) - 1, 0));
    Q_EMIT chosenChanged();
}

void TerminalExtras::offerFor(const domain::Booking &booking)
{
    beginResetModel();
    m_due = booking.due;
    m_rows.clear();
    for (const auto &item : m_items) {
        if (item.price.currency == booking.due.currency && m_rows.size() < offeredMax)
            m_rows.push_back({item, 0});
    }
    endResetModel();
    Q_EMIT offerChanged();
    Q_EMIT chosenChanged();
}

void TerminalExtras::clear()
{
    beginResetModel();
    m_due.reset();
    m_rows.clear();
    endResetModel();
    Q_EMIT offerChanged();
    Q_EMIT chosenChanged();
}

bool TerminalExtras::isChosen() const
{
    return std::any_of(m_rows.begin(), m_rows.end(), [](const Row &row) { return row.quantity > 0; });
}

QString TerminalExtras::words() const
{
    QStringList parts;
    for (const auto &row : m_rows) {
        if (row.quantity == 1)
            parts.append(itemName(row.item, m_language));
        else if (row.quantity > 1)
            parts.append(
                tr("%1 × %2", "name, how many").arg(itemName(row.item, m_language)).arg(row.quantity));
    }
    return parts.join(tr(", ", "between two things"));
}

domain::Money TerminalExtras::total() const
{
    domain::Money sum = *m_due;
    // Within chargeableAmountMaxMinor, because nothing else was added.
    for (const auto &row : m_rows)
        sum.minor += row.quantity * row.item.price.minor;
    return sum;
}

std::optional<domain::Money> TerminalExtras::sum() const
{
    return m_due ? std::optional(total()) : std::nullopt;
}

QString TerminalExtras::totalText() const
{
    return m_due ? moneyText(total()) : QString();
}

std::vector<domain::SaleLine> TerminalExtras::lines() const
{
    std::vector<domain::SaleLine> chosen;
    for (const auto &row : m_rows) {
        if (row.quantity > 0)
            chosen.push_back(
                {row.item.code, itemName(row.item, m_language).toStdString(), row.quantity, row.item.price});
    }
    return chosen;
}

int TerminalExtras::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant TerminalExtras::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return itemName(row.item, m_language);
    case PriceRole:
        return moneyText(row.item.price);
    case CodeRole:
        return QString::fromStdString(row.item.code);
    case IconRole:
        return iconOf(row.item);
    case QuantityRole:
        return row.quantity;
    case FullRole:
        return !canAdd(row);
    default:
        return {};
    }
}

QHash<int, QByteArray> TerminalExtras::roleNames() const
{
    return {{Qt::DisplayRole, "name"}, {PriceRole, "price"},       {CodeRole, "code"},
            {IconRole, "icon"},        {QuantityRole, "quantity"}, {FullRole, "full"}};
}

bool TerminalExtras::canAdd(const Row &row) const
{
    return row.quantity < quantityMax
        && row.item.price.minor <= domain::chargeableAmountMaxMinor - total().minor;
}

void TerminalExtras::add(int row)
{
    if (row >= 0 && row < rowCount() && canAdd(m_rows[std::size_t(row)]))
        setQuantity(row, m_rows[std::size_t(row)].quantity + 1);
}

void TerminalExtras::takeAway(int row)
{
    if (row >= 0 && row < rowCount() && m_rows[std::size_t(row)].quantity > 0)
        setQuantity(row, m_rows[std::size_t(row)].quantity - 1);
}

void TerminalExtras::setQuantity(int row, int quantity)
{
    m_rows[std::size_t(row)].quantity = quantity;
    // Whether one more of another thing can be had depends on it as well.
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0), {QuantityRole, FullRole});
    Q_EMIT chosenChanged();
}

} // namespace tillwright::kiosk::presentation
