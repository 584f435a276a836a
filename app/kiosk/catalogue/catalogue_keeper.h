#pragma once

#include "checkout/catalogue_port.h"

#include <QtCore/QObject>
#include <QtCore/QString>
#include <optional>
#include <vector>

namespace tillwright::kiosk::catalogue {

/// How often the backend is asked whether the catalogue still holds. The question is small: it carries a tag.
inline constexpr std::int64_t catalogueRefreshIntervalMs = 5LL * 60 * 1000;
/// And when it gave no good answer.
inline constexpr std::int64_t catalogueRetryIntervalMs = 30LL * 1000;

/// The catalogue that this register sells from: the one on its disk, until the backend says that there is another. Lives
/// on the clock's thread and must not outlive port and clock.
class CatalogueKeeper : public QObject
{
    Q_OBJECT

public:
    /// The file need not be there.
    CatalogueKeeper(QString fileName, checkout::CataloguePort &port, checkout::Clock &clock,
                    QObject *parent = nullptr);
    ~CatalogueKeeper() override;

    /// Reads the file, then asks the backend, and goes on asking.
    void start();
    /// Asks now, unless it is being asked.
    void refresh();

    [[nodiscard]] const std::vector<domain::CatalogueItem> &items() const { return m_known.items; }
    /// Why the backend gave no good answer when it was asked last.
    [[nodiscard]] const std::optional<checkout::BackendError> &trouble() const { return m_trouble; }

Q_SIGNALS:
    void itemsChanged();
    void troubleChanged();

private:
    using Answer = std::optional<checkout::FetchedCatalogue>;
    void setTrouble(std::optional<checkout::BackendError> trouble);
    void take(tl::expected<Answer, checkout::BackendError> answer);
    void askAgainIn(std::int64_t delayMs);

    QString m_fileName;
    checkout::CataloguePort &m_port;
    checkout::Clock &m_clock;
    checkout::FetchedCatalogue m_known;
    std::optional<checkout::BackendError> m_trouble;
    bool m_isAsking = false;
    checkout::TimerId m_timer = 0;
};

} // namespace tillwright::kiosk::catalogue
