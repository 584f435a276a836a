#pragma once

#include "checkout/catalogue_port.h"

#include <QAbstractListModel>
#include <QStringList>

#include <optional>
#include <vector>

namespace tillwright::kiosk::presentation {

/// What can be sold here, in the language of the face, narrowed by category and search. A model of the items that are
/// left, in the catalogue's order; when something is searched for, those whose code or name begins with it come first.
class CatalogueViewModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(bool empty READ isEmpty NOTIFY catalogueChanged)
    Q_PROPERTY(QStringList categories READ categories NOTIFY catalogueChanged)
    Q_PROPERTY(QString category READ category WRITE setCategory NOTIFY narrowed)
    Q_PROPERTY(QString searchText READ searchText WRITE setSearchText NOTIFY narrowed)
    Q_PROPERTY(QString notice READ notice NOTIFY noticeChanged)

public:
    enum Role { PriceRole = Qt::UserRole, CodeRole, CategoryRole };

    /// `locale`: BCP 47. Items in another currency are not offered.
    CatalogueViewModel(domain::Currency currency, const QString &locale, QObject *parent = nullptr);
    ~CatalogueViewModel() override;

    void setItems(const std::vector<domain::CatalogueItem> &items);
    /// Why the backend gave no good answer last; nothing while it does.
    void setTrouble(const std::optional<checkout::BackendError> &trouble);

    /// Nothing is sold here but amounts that are typed.
    [[nodiscard]] bool isEmpty() const { return m_entries.empty(); }
    /// In the order in which the catalogue has them; without the empty one.
    [[nodiscard]] QStringList categories() const { return m_categories; }
    /// Empty: all of them.
    [[nodiscard]] QString category() const { return m_category; }
    void setCategory(const QString &category);
    [[nodiscard]] QString searchText() const { return m_searchText; }
    /// Searches all categories. Every word has to be in name, code or category, whatever its accents and capitals.
    void setSearchText(const QString &text);
    /// A sentence for staff about the catalogue as a whole; empty when all is well.
    [[nodiscard]] QString notice() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /// Of the rows. Null where there is no such row.
    [[nodiscard]] const domain::CatalogueItem *itemAt(int row) const;
    /// By what stands on the thing, whatever the search. Null when nothing has this code.
    [[nodiscard]] const domain::CatalogueItem *itemWithCode(const QString &code) const;
    [[nodiscard]] QString nameOf(const domain::CatalogueItem &item) const;

Q_SIGNALS:
    void catalogueChanged();
    void narrowed();
    void noticeChanged();

private:
    struct Entry {
        domain::CatalogueItem item;
        QString searched; ///< folded: what a search looks into
    };
    void narrow();

    domain::Currency m_currency;
    std::string m_language;
    std::vector<Entry> m_entries;
    std::vector<int> m_rows; ///< indices into m_entries
    QHash<QString, int> m_byCode;
    QStringList m_categories;
    QString m_category;
    QString m_searchText;
    int m_otherCurrencies = 0;
    std::optional<checkout::BackendError> m_trouble;
};

} // namespace tillwright::kiosk::presentation
