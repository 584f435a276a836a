#pragma once

#include "kiosk/virtual_printer/slip.h"

#include <QByteArray>
#include <QStringList>

#include <functional>

namespace tillwright::kiosk::virtual_printer {

/// What a command made the printer do, beside changing how the next letters look.
enum class Step {
    NeedsMore, ///< the command's bytes are not all there yet
    Nothing,
    Printed, ///< something came onto the paper
    Cut,
};

/// Reads ESC/POS from the front of a buffer, one command or one line at a time: the part of the language that receipts
/// are written in. Anything else is a problem, so that a stray byte cannot hide.
class CommandReader
{
public:
    explicit CommandReader(int columns);

    /// Takes what it reads off `buffer`.
    [[nodiscard]] Step step(QByteArray &buffer);

    /// The paper that hangs out of the printer.
    [[nodiscard]] const Slip &slip() const { return m_slip; }
    /// Tears it off.
    [[nodiscard]] Slip takeSlip();
    [[nodiscard]] const QStringList &problems() const { return m_problems; }
    [[nodiscard]] int drawerPulses() const { return m_drawerPulses; }

    /// Answers of `GS r` and `GS ( H` to who is connected.
    std::function<void(const QByteArray &)> reply;
    /// What `GS r 1` answers.
    std::function<unsigned char()> paperStatus;

private:
    Step text(QByteArray &buffer);
    Step escape(QByteArray &buffer);
    Step group(QByteArray &buffer);
    Step parenthesis(QByteArray &buffer);
    Step raster(QByteArray &buffer);
    Step realTime(QByteArray &buffer);
    void symbolFunction(const QByteArray &body);
    void printLine();
    void problem(const QString &text);

    int m_columns;
    Slip m_slip;
    QStringList m_problems;
    TextLine m_line;
    Letter m_look;
    Align m_align = Align::Left;
    int m_codePage = 0;
    QrSymbol m_symbol;
    int m_drawerPulses = 0;
};

} // namespace tillwright::kiosk::virtual_printer
