#pragma once

#include "kiosk/presentation/shift_view_model.h"
#include "kiosk/receipt/receipt.h"
#include "kiosk/shift_paper.h"

#include <QDir>
#include <QSet>
#include <QThreadPool>
#include <memory>

namespace tillwright::kiosk {

namespace journal {
class Journal;
}
namespace register_face {
class RegisterWindow;
class ShiftScreen;
} // namespace register_face
namespace staff {
class ShiftStore;
}
class ReceiptPrinting;
class StaffParts;

/// Everything about shifts, put together: figures, screen, paper, and the files in `reports/`.
class ShiftParts : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it. `printing`: null without a printer.
    ShiftParts(StaffParts &staff, journal::Journal &journal, checkout::BackendPort &backend,
               checkout::Clock &clock, const receipt::Merchant &merchant, const QDir &reportsFolder,
               ReceiptPrinting *printing);
    ~ShiftParts() override;

    /// The screen behind F9; the first sign-in opens a shift.
    void attach(register_face::RegisterWindow &window);

private:
    [[nodiscard]] QString nameOf(const std::string &id) const;
    [[nodiscard]] QList<receipt::Block> blocks(const shift::Report &report, bool isDuplicate) const;
    /// `z-12`, `x-20261124-170000`.
    [[nodiscard]] static QString fileName(const shift::Report &report);
    void keep(const shift::Report &report);
    void print(const shift::Report &report);

    StaffParts &m_staff;
    const receipt::Merchant m_merchant;
    const QDir m_reports;
    ReceiptPrinting *m_printing;
    std::unique_ptr<staff::ShiftStore> m_store;
    std::unique_ptr<shift::ShiftDesk> m_desk;
    std::unique_ptr<presentation::ShiftViewModel> m_model;
    register_face::RegisterWindow *m_window = nullptr;
    /// The reports whose files were written, or are being written, in this run.
    QSet<QString> m_kept;
    /// Files are written beside the event loop, one report after the other.
    QThreadPool m_writer;
};

} // namespace tillwright::kiosk
