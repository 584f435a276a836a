#pragma once

#include "kiosk/receipt/blocks.h"
#include "kiosk/shift/shift_port.h"

#include <functional>
#include <optional>

namespace tillwright::kiosk {

/// What a report's paper needs beside the report.
struct ReportPaper {
    receipt::Merchant merchant;
    /// For operator ids.
    std::function<QString(const std::string &)> nameOf;
    /// Printed before.
    bool isDuplicate = false;
    /// Of a Z report that was compared after it had been made.
    std::optional<shift::Comparison> comparison;
};

/// In the face's language: staff read it.
[[nodiscard]] QList<receipt::Block> blocksOf(const shift::Report &report, const ReportPaper &paper);
/// "Z report 12".
[[nodiscard]] QString reportTitle(const shift::Report &report);

} // namespace tillwright::kiosk
