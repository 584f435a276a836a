#pragma once

#include "kiosk/printing/printer.h"

#include <QByteArray>
#include <QList>

#include <variant>

namespace tillwright::kiosk::printing {

/// An answer to `DLE EOT n`; which n was asked is not in it.
struct RealTimeStatus {
    unsigned char bits = 0;
};
/// An answer to `GS r 1`, which a printer gives when everything before it is printed.
struct PaperStatus {
    bool isOut = false;
};
/// An answer to `GS ( H`: everything before it is printed, and this was its name.
struct ProcessId {
    QByteArray id; ///< four characters
};
using Reply = std::variant<RealTimeStatus, PaperStatus, ProcessId>;

/// Cuts a printer's answers out of its bytes, however they are packed. What is neither is passed over (XON, XOFF,
/// automatic status).
class ReplyReader
{
public:
    [[nodiscard]] QList<Reply> read(const QByteArray &bytes);
    void reset() { m_rest.clear(); }

private:
    QByteArray m_rest;
};

/// The four questions of `DLE EOT`, and what to do with their answers.
enum class Question { Printer = 1, OfflineCause = 2, ErrorCause = 3, Paper = 4 };
inline constexpr int questionCount = 4;
[[nodiscard]] QByteArray ask(Question question);
/// `answers`: in the order of the questions.
[[nodiscard]] PrinterStatus statusFrom(const QList<RealTimeStatus> &answers);

/// `GS r 1`.
[[nodiscard]] QByteArray askWhenPrinted();
/// `GS ( H`. `id`: four printable characters.
[[nodiscard]] QByteArray askProcessId(const QByteArray &id);

} // namespace tillwright::kiosk::printing
