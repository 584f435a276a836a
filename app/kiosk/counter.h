#pragma once

#include "kiosk/catalogue/catalogue_keeper.h"
#include "kiosk/presentation/catalogue_view_model.h"
#include "kiosk/presentation/scan_desk.h"

namespace tillwright::kiosk {

struct KioskConfig;

namespace register_face {
class RegisterWindow;
}

/// What makes a counter of a register that takes amounts: the catalogue, and the scanner.
class Counter
{
public:
    /// Everything has to outlive it but the window, which must be gone before.
    Counter(const KioskConfig &config, checkout::CataloguePort &backend, checkout::Clock &clock,
            presentation::SaleFormViewModel &form);

    void attachTo(register_face::RegisterWindow &window);
    /// Sells from the catalogue on the disk at once, and asks the backend for a newer one.
    void start() { m_keeper.start(); }

private:
    const KioskConfig &m_config;
    catalogue::CatalogueKeeper m_keeper;
    presentation::CatalogueViewModel m_catalogue;
    presentation::ScanDesk m_scans;
};

} // namespace tillwright::kiosk
