#include "kiosk/catalogue/catalogue_keeper.h"

#include "kiosk/catalogue/catalogue_file.h"

#include <QtCore/QLoggingCategory>
#include <QtCore/QPointer>

namespace tillwright::kiosk::catalogue {

namespace {

Q_LOGGING_CATEGORY(lcCatalogue, "tillwright.catalogue")

} // namespace

CatalogueKeeper::CatalogueKeeper(QString fileName, checkout::CataloguePort &port, checkout::Clock &clock,
                                 QObject *parent)
    : QObject(parent), m_fileName(std::move(fileName)), m_port(port), m_clock(clock)
{
}

CatalogueKeeper::~CatalogueKeeper()
{
    m_clock.cancel(m_timer);
}

void CatalogueKeeper::start()
{
    auto kept = readCatalogueFile(m_fileName);
    if (!kept)
        qCWarning(lcCatalogue).noquote()
            << m_fileName << "is not used and will be written anew:" << kept.error();
    else if (*kept)
        m_known = **std::move(kept);
    Q_EMIT itemsChanged();
    refresh();
}

void CatalogueKeeper::refresh()
{
    if (m_isAsking)
        return;
    m_isAsking = true;
    m_port.fetchCatalogue(m_known.etag, [self = QPointer(this)](auto answer) {
        if (self)
            self->take(std::move(answer));
    });
}

void CatalogueKeeper::take(tl::expected<Answer, checkout::BackendError> answer)
{
    m_isAsking = false;
    if (!answer) {
        qCWarning(lcCatalogue).noquote()
            << "the catalogue was not brought up to date:" << QString::fromStdString(answer.error().cause);
        askAgainIn(catalogueRetryIntervalMs);
        setTrouble(answer.error());
        return;
    }
    askAgainIn(catalogueRefreshIntervalMs);
    setTrouble(std::nullopt);
    if (!*answer)
        return;
    m_known = **std::move(answer);
    // It is sold from all the same; it only has to be fetched again after a restart.
    if (const auto written = writeCatalogueFile(m_fileName, m_known); !written)
        qCWarning(lcCatalogue).noquote() << m_fileName << "cannot be written:" << written.error();
    Q_EMIT itemsChanged();
}

void CatalogueKeeper::setTrouble(std::optional<checkout::BackendError> trouble)
{
    if (m_trouble == trouble)
        return;
    m_trouble = std::move(trouble);
    Q_EMIT troubleChanged();
}

void CatalogueKeeper::askAgainIn(std::int64_t delayMs)
{
    m_clock.cancel(m_timer);
    m_timer = m_clock.after(delayMs, [this] { refresh(); });
}

} // namespace tillwright::kiosk::catalogue
