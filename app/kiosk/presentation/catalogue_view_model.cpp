#include "kiosk/presentation/catalogue_view_model.h"

#include "kiosk/presentation/item_name.h"
#include "kiosk/presentation/money_text.h"

#include <algorithm>

namespace tillwright::kiosk::presentation {

namespace {

/// What people take for the same when they search: no capitals, no accents.
QString folded(const QString &text)
{
    QString result;
    const QString decomposed = text.normalized(QString::NormalizationForm_KD);
    for (const QChar character : decomposed) {
        if (!character.isMark())
            result += character;
    }
    return result.toCaseFolded();
}

QString toQString(const std::string &text)
{
    return QString::fromStdString(text);
}

} // namespace

CatalogueViewModel::CatalogueViewModel(domain::Currency currency, const QString &locale, QObject *parent)
    : QAbstractListModel(parent), m_currency(currency),
      m_language(locale.section(u'-', 0, 0).section(u'_', 0, 0).toLower().toStdString())
{
}

CatalogueViewModel::~CatalogueViewModel() = default;

void CatalogueViewModel::setItems(const std::vector<domain::CatalogueItem> &items)
{
    m_entries.clear();
    m_byCode.clear();
    m_categories.clear();
    m_otherCurrencies = 0;
    for (const auto &item : items) {
        if (item.price.currency != m_currency) {
            ++m_otherCurrencies;
            continue;
        }
        QString searched = nameOf(item) + u' ' + toQString(item.code) + u' ' + toQString(item.category);
        for (const auto &[language, name] : item.names)
            searched += u' ' + toQString(name);
        searched += u' ' + toQString(item.name);
        m_byCode.insert(toQString(item.code), int(m_entries.size()));
        m_entries.push_back({item, folded(searched)});
        const QString category = toQString(item.category);
        if (!category.isEmpty() && !m_categories.contains(category))
            m_categories.append(category);
    }
    if (!m_categories.contains(m_category))
        m_category.clear();
    narrow();
    Q_EMIT catalogueChanged();
    Q_EMIT noticeChanged();
}

void CatalogueViewModel::setTrouble(const std::optional<checkout::BackendError> &trouble)
{
    if (m_trouble == trouble)
        return;
    m_trouble = trouble;
    Q_EMIT noticeChanged();
}

void CatalogueViewModel::setCategory(const QString &category)
{
    if (m_category == category)
        return;
    m_category = category;
    narrow();
}

void CatalogueViewModel::setSearchText(const QString &text)
{
    if (m_searchText == text)
        return;
    m_searchText = text;
    narrow();
}

QString CatalogueViewModel::notice() const
{
    using Kind = checkout::BackendError::Kind;
    if (m_trouble && m_trouble->kind == Kind::Refused)
        return tr("The backend does not give this register its catalogue. Tell support.");
    if (m_trouble && isEmpty())
        return tr(
            "The catalogue cannot be fetched now. Type what has to be paid; it is tried again by itself.");
    if (m_trouble)
        return tr("The catalogue could not be brought up to date. The last one that is known is shown.");
    if (m_otherCurrencies > 0)
        return tr("Items not shown, because they are priced in another currency than %1: %2.")
            .arg(toQString(m_currency.code()))
            .arg(m_otherCurrencies);
    return {};
}

int CatalogueViewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant CatalogueViewModel::data(const QModelIndex &index, int role) const
{
    const auto *item = index.isValid() ? itemAt(index.row()) : nullptr;
    if (!item)
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return nameOf(*item);
    case PriceRole:
        return moneyText(item->price);
    case CodeRole:
        return toQString(item->code);
    case CategoryRole:
        return toQString(item->category);
    case Qt::AccessibleTextRole:
        return tr("%1, %2").arg(nameOf(*item), moneyText(item->price));
    default:
        return {};
    }
}

QHash<int, QByteArray> CatalogueViewModel::roleNames() const
{
    return {{Qt::DisplayRole, "name"}, {PriceRole, "price"}, {CodeRole, "code"}, {CategoryRole, "category"}};
}

const domain::CatalogueItem *CatalogueViewModel::itemAt(int row) const
{
    if (row < 0 || row >= int(m_rows.size()))
        return nullptr;
    return &m_entries[std::size_t(m_rows[std::size_t(row)])].item;
}

const domain::CatalogueItem *CatalogueViewModel::itemWithCode(const QString &code) const
{
    constexpr int ean13Digits = 13;
    auto found = m_byCode.constFind(code);
    // Scanners give a UPC-A of 12 digits as an EAN-13 with a zero in front, or the other way round, as they are set.
    if (found == m_byCode.constEnd() && code.size() == ean13Digits && code.startsWith(u'0'))
        found = m_byCode.constFind(code.mid(1));
    if (found == m_byCode.constEnd() && code.size() == ean13Digits - 1)
        found = m_byCode.constFind(u'0' + code);
    return found == m_byCode.constEnd() ? nullptr : &m_entries[std::size_t(*found)].item;
}

QString CatalogueViewModel::nameOf(const domain::CatalogueItem &item) const
{
    return itemName(item, m_language);
}

void CatalogueViewModel::narrow()
{
    beginResetModel();
    m_rows.clear();
    const QString wanted = folded(m_searchText.simplified());
    const auto words = wanted.split(u' ', Qt::SkipEmptyParts);
    for (int i = 0; i < int(m_entries.size()); ++i) {
        const Entry &entry = m_entries[std::size_t(i)];
        const bool isIn = words.isEmpty()
            ? m_category.isEmpty() || toQString(entry.item.category) == m_category
            : std::all_of(words.begin(), words.end(),
                          [&entry](const QString &word) { return entry.searched.contains(word); });
        if (isIn)
            m_rows.push_back(i);
    }
    if (!words.isEmpty()) {
        std::stable_partition(m_rows.begin(), m_rows.end(), [this, &wanted](int i) {
            const auto &entry = m_entries[std::size_t(i)];
            return entry.searched.startsWith(wanted) || folded(toQString(entry.item.code)).startsWith(wanted);
        });
    }
    endResetModel();
    Q_EMIT narrowed();
}

} // namespace tillwright::kiosk::presentation
