#pragma once

#include "kiosk/printing/printer.h"

namespace tillwright::kiosk::printing {

/// What is the matter and what to do about it, for who works at the counter; with the technical detail in brackets.
[[nodiscard]] QString staffWords(const PrinterStatus &status);
/// For a status strip: "Printer: no paper".
[[nodiscard]] QString shortWords(Condition condition);
/// Short, and without anything a customer could not understand or do. Empty while all is well.
[[nodiscard]] QString customerWords(const PrinterStatus &status);
/// "Receipt 17 may have come out already: look at the printer." Empty for a job that needs nobody.
[[nodiscard]] QString staffWords(const Job &job);

} // namespace tillwright::kiosk::printing
