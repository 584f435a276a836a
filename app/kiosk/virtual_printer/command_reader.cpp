#include "kiosk/virtual_printer/command_reader.h"

#include "kiosk/virtual_printer/code_tables.h"

#include <algorithm>
#include <utility>

namespace tillwright::kiosk::virtual_printer {

namespace {

constexpr char lf = 0x0a;
constexpr char dle = 0x10;
constexpr char esc = 0x1b;
constexpr char gs = 0x1d;
constexpr int letterFirst = 0x20;

int byteAt(const QByteArray &bytes, qsizetype at)
{
    return static_cast<unsigned char>(bytes[at]);
}

/// Two bytes, the low one first.
int wordAt(const QByteArray &bytes, qsizetype at)
{
    return byteAt(bytes, at) + 256 * byteAt(bytes, at + 1);
}

} // namespace

CommandReader::CommandReader(int columns) : m_columns(columns)
{
}

Slip CommandReader::takeSlip()
{
    if (!m_line.letters.isEmpty())
        printLine();
    return std::exchange(m_slip, {});
}

Step CommandReader::step(QByteArray &buffer)
{
    if (buffer.isEmpty())
        return Step::NeedsMore;
    switch (buffer[0]) {
    case esc:
        return escape(buffer);
    case gs:
        return group(buffer);
    case dle:
        return realTime(buffer);
    default:
        return text(buffer);
    }
}

Step CommandReader::text(QByteArray &buffer)
{
    const char byte = buffer[0];
    buffer.remove(0, 1);
    if (byte == lf) {
        printLine();
        return Step::Printed;
    }
    if (static_cast<unsigned char>(byte) < letterFirst) {
        problem(QStringLiteral("stray byte %1").arg(int(byte)));
        return Step::Nothing;
    }
    int used = m_look.widthFactor;
    for (const Letter &letter : std::as_const(m_line.letters))
        used += letter.widthFactor;
    Step done = Step::Nothing;
    if (used > m_columns) {
        // As printers do, and no receipt of ours should ever need it.
        problem(QStringLiteral("a line is longer than %1 letters").arg(m_columns));
        printLine();
        done = Step::Printed;
    }
    Letter letter = m_look;
    letter.character = decode(static_cast<unsigned char>(byte), m_codePage);
    if (letter.character == QChar(QChar::ReplacementCharacter))
        problem(
            QStringLiteral("byte %1 means nothing on code page %2").arg(int(uchar(byte))).arg(m_codePage));
    m_line.letters.append(letter);
    return done;
}

void CommandReader::printLine()
{
    m_line.align = m_align;
    m_slip.elements.append(std::exchange(m_line, {}));
}

Step CommandReader::escape(QByteArray &buffer)
{
    if (buffer.size() < 2)
        return Step::NeedsMore;
    const char command = buffer[1];
    const qsizetype length = command == '@' ? 2 : command == 'p' ? 5 : 3;
    if (buffer.size() < length)
        return Step::NeedsMore;
    const int value = length > 2 ? byteAt(buffer, 2) : 0;
    buffer.remove(0, length);
    switch (command) {
    case '@':
        m_look = {};
        m_align = Align::Left;
        m_codePage = 0;
        m_symbol = {};
        m_line = {};
        return Step::Nothing;
    case 't':
        m_codePage = value;
        if (!knowsCodePage(value))
            problem(QStringLiteral("unknown code page %1").arg(value));
        return Step::Nothing;
    case 'a':
        m_align = value == 1 ? Align::Centre : value == 2 ? Align::Right : Align::Left;
        return Step::Nothing;
    case 'E':
        m_look.bold = (value & 1) != 0;
        return Step::Nothing;
    case 'd':
        for (int line = 0; line < value; ++line)
            printLine();
        return Step::Printed;
    case 'p':
        ++m_drawerPulses;
        return Step::Nothing;
    default:
        problem(QStringLiteral("unknown ESC %1").arg(int(command)));
        return Step::Nothing;
    }
}

Step CommandReader::group(QByteArray &buffer)
{
    if (buffer.size() < 3)
        return Step::NeedsMore;
    const char command = buffer[1];
    if (command == '(')
        return parenthesis(buffer);
    if (command == 'v')
        return raster(buffer);
    const int value = byteAt(buffer, 2);
    const bool feedsFirst = command == 'V' && value >= 'A';
    if (feedsFirst && buffer.size() < 4)
        return Step::NeedsMore;
    buffer.remove(0, feedsFirst ? 4 : 3);
    switch (command) {
    case '!':
        m_look.widthFactor = (value >> 4) + 1;
        m_look.heightFactor = (value & 0x0f) + 1;
        return Step::Nothing;
    case 'B':
        m_look.reverse = (value & 1) != 0;
        return Step::Nothing;
    case 'V':
        m_slip.isCut = true;
        return Step::Cut;
    case 'r':
        if (reply && paperStatus)
            reply(QByteArray(1, char(paperStatus())));
        return Step::Nothing;
    default:
        problem(QStringLiteral("unknown GS %1").arg(int(command)));
        return Step::Nothing;
    }
}

Step CommandReader::parenthesis(QByteArray &buffer)
{
    constexpr qsizetype headBytes = 5;
    if (buffer.size() < headBytes)
        return Step::NeedsMore;
    const int length = wordAt(buffer, 3);
    if (buffer.size() < headBytes + length)
        return Step::NeedsMore;
    const char kind = buffer[2];
    const QByteArray body = buffer.mid(headBytes, length);
    buffer.remove(0, headBytes + length);
    if (kind == 'k' && body.size() >= 3 && body[0] == '1') {
        symbolFunction(body);
        return body[1] == 0x51 ? Step::Printed : Step::Nothing;
    }
    if (kind == 'H' && body.size() == 6 && body[0] == '0' && body[1] == '0') {
        if (reply)
            reply(QByteArray("\x37\x22", 2) + body.mid(2) + QByteArray(1, '\0'));
        return Step::Nothing;
    }
    problem(QStringLiteral("unknown GS ( %1").arg(QLatin1Char(kind)));
    return Step::Nothing;
}

void CommandReader::symbolFunction(const QByteArray &body)
{
    switch (body[1]) {
    case 0x41: // model
    case 0x45: // error correction
        break;
    case 0x43:
        m_symbol.dots = byteAt(body, 2);
        break;
    case 0x50:
        m_symbol.content = body.mid(3);
        break;
    case 0x51:
        m_symbol.align = m_align;
        m_slip.elements.append(m_symbol);
        break;
    default:
        problem(QStringLiteral("unknown QR function %1").arg(int(body[1])));
    }
}

Step CommandReader::raster(QByteArray &buffer)
{
    constexpr qsizetype headBytes = 8;
    if (buffer.size() < headBytes)
        return Step::NeedsMore;
    const int bytesPerRow = wordAt(buffer, 4);
    const int rows = wordAt(buffer, 6);
    const qsizetype dataBytes = qsizetype(bytesPerRow) * rows;
    if (buffer.size() < headBytes + dataBytes)
        return Step::NeedsMore;
    if (buffer[2] != '0' || buffer[3] != 0)
        problem(QStringLiteral("unknown GS v %1 %2").arg(int(buffer[2])).arg(int(buffer[3])));
    if (!m_line.letters.isEmpty())
        problem(QStringLiteral("a picture in the middle of a line"));
    QImage dots(bytesPerRow * 8, rows, QImage::Format_Mono);
    dots.setColorTable({qRgb(255, 255, 255), qRgb(0, 0, 0)});
    for (int y = 0; y < rows; ++y)
        std::copy_n(buffer.constData() + headBytes + qsizetype(y) * bytesPerRow, bytesPerRow,
                    reinterpret_cast<char *>(dots.scanLine(y)));
    buffer.remove(0, headBytes + dataBytes);
    m_slip.elements.append(Picture{dots, m_align});
    return Step::Printed;
}

/// Those were obeyed when they arrived; here they only have to be passed over.
Step CommandReader::realTime(QByteArray &buffer)
{
    if (buffer.size() < 3)
        return Step::NeedsMore;
    if (buffer[1] != 0x04)
        problem(QStringLiteral("unknown DLE %1").arg(int(buffer[1])));
    buffer.remove(0, 3);
    return Step::Nothing;
}

void CommandReader::problem(const QString &text)
{
    m_problems.append(text);
}

} // namespace tillwright::kiosk::virtual_printer
