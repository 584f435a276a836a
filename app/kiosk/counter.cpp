#include "kiosk/counter.h"

#include "kiosk/kiosk_config.h"
#include "kiosk/register/register_window.h"

#include <QDir>

namespace tillwright::kiosk {

Counter::Counter(const KioskConfig &config, checkout::CataloguePort &backend, checkout::Clock &clock,
                 presentation::SaleFormViewModel &form)
    : m_config(config),
      m_keeper(QDir(config.dataFolder).filePath(QStringLiteral("catalogue")), backend, clock),
      m_catalogue(config.currency, config.locale), m_scans(form, m_catalogue, backend, clock)
{
    using catalogue::CatalogueKeeper;
    QObject::connect(&m_keeper, &CatalogueKeeper::itemsChanged, &m_catalogue,
                     [this] { m_catalogue.setItems(m_keeper.items()); });
    QObject::connect(&m_keeper, &CatalogueKeeper::troubleChanged, &m_catalogue,
                     [this] { m_catalogue.setTrouble(m_keeper.trouble()); });
}

void Counter::attachTo(register_face::RegisterWindow &window)
{
    window.setCatalogue(m_catalogue);
    window.setScanDesk(m_scans);
    window.listenToScanner(m_config.scanner);
}

} // namespace tillwright::kiosk
