#include "kiosk/receipt/escpos_layout.h"

#include "kiosk/receipt/raster.h"
#include "kiosk/receipt/text_layout.h"
#include "kiosk/receipt/words.h"

#include <algorithm>
#include <optional>

namespace tillwright::kiosk::receipt {

namespace {

constexpr char esc = 0x1b;
constexpr char gs = 0x1d;
constexpr int feedLinesBeforeCut = 4;
constexpr int pulseOn2Ms = 50;
constexpr int pulseOff2Ms = 250;
constexpr int dotsPerColumn = 12;
/// The high nibble is the width, the low one the height (`GS !`).
constexpr unsigned char doubleHeight = 0x01;
constexpr unsigned char doubleBoth = 0x11;

class Writer
{
public:
    explicit Writer(const EscPosOptions &options) : m_options(options)
    {
        command({esc, '@'});
        setCodePage(options.codePages.value(0, CodePage::Cp858));
    }

    void command(std::initializer_list<char> bytes)
    {
        m_bytes.append(bytes.begin(), qsizetype(bytes.size()));
    }
    void setCodePage(CodePage page)
    {
        if (m_page == page)
            return;
        m_page = page;
        command({esc, 't', char(page)});
    }
    /// On pin 2, as drawers are wired: 100 ms on, 500 ms off at least.
    void pulse() { command({esc, 'p', 0, char(pulseOn2Ms), char(pulseOff2Ms)}); }
    void picture(const QImage &picture) { m_bytes += rasterCommands(picture); }
    void line(const QString &text) { m_bytes += encodeForPrinter(text, *m_page) + '\n'; }
    void lines(const QStringList &texts)
    {
        for (const QString &text : texts)
            line(text);
    }
    void centre(bool on) { command({esc, 'a', char(on ? 1 : 0)}); }
    void bold(bool on) { command({esc, 'E', char(on ? 1 : 0)}); }
    void reverse(bool on) { command({gs, 'B', char(on ? 1 : 0)}); }
    void size(unsigned char magnification) { command({gs, '!', char(magnification)}); }

    void qrCode(const QString &text)
    {
        const QByteArray data = text.toUtf8();
        qrFunction({0x41, '2', 0});
        qrFunction({0x43, char(m_options.qrDots)});
        qrFunction({0x45, '1'}); // error correction level M
        qrFunction({0x50, '0'}, data);
        qrFunction({0x51, '0'});
    }
    void cut()
    {
        command({esc, 'd', char(feedLinesBeforeCut)});
        if (m_options.cut)
            command({gs, 'V', 1});
    }
    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }

private:
    /// `GS ( k`: two bytes of length (low byte first), the symbol's kind (`1`: QR), function and parameters.
    void qrFunction(std::initializer_list<char> functionAndParameters, const QByteArray &data = {})
    {
        const qsizetype length = 1 + qsizetype(functionAndParameters.size()) + data.size();
        command({gs, '(', 'k', char(length & 0xff), char(length >> 8), '1'});
        command(functionAndParameters);
        m_bytes += data;
    }

    EscPosOptions m_options;
    std::optional<CodePage> m_page;
    QByteArray m_bytes;
};

/// The first page that says all of the block; nothing when it has to be drawn.
std::optional<CodePage> pageFor(const Block &block, const QList<CodePage> &pages)
{
    const auto found = std::find_if(pages.begin(), pages.end(), [&block](CodePage page) {
        return isEncodable(block.text, page) && isEncodable(block.value, page);
    });
    return found == pages.end() ? std::nullopt : std::optional(*found);
}

/// What reads well only when it is drawn: in Arabic even a row of Latin letters has its sides changed.
bool isAlwaysText(const Block &block)
{
    return block.kind == Block::Kind::Rule || block.kind == Block::Kind::Qr;
}

/// Of one block, in the printer's own letters.
void writeText(Writer &writer, const Block &block, int columns)
{
    switch (block.kind) {
    case Block::Kind::Title: {
        const bool fitsWide = block.text.size() * 2 <= columns;
        writer.centre(true);
        writer.bold(true);
        writer.size(fitsWide ? doubleBoth : doubleHeight);
        writer.lines(wrapText(block.text, columns));
        writer.size(0);
        writer.bold(false);
        writer.centre(false);
        break;
    }
    case Block::Kind::Text:
        writer.lines(sentenceText(block.text, columns));
        break;
    case Block::Kind::Small:
        writer.centre(true);
        writer.lines(wrapText(block.text, columns));
        writer.centre(false);
        break;
    case Block::Kind::Banner:
        writer.centre(true);
        writer.bold(true);
        writer.reverse(true);
        writer.line(u' ' + block.text + u' ');
        writer.reverse(false);
        writer.bold(false);
        writer.centre(false);
        break;
    case Block::Kind::Rule:
        writer.line(QString(columns, u'-'));
        break;
    case Block::Kind::Row:
        writer.lines(rowText(block.text, block.value, columns));
        break;
    case Block::Kind::Total:
        writer.bold(true);
        writer.size(doubleHeight);
        writer.lines(rowText(block.text.toUpper(), block.value, columns));
        writer.size(0);
        writer.bold(false);
        break;
    case Block::Kind::Qr:
        writer.centre(true);
        writer.line({});
        writer.qrCode(block.text);
        writer.line({});
        writer.centre(false);
        break;
    }
}

QByteArray layOut(Writer &writer, const QList<Block> &blocks, const EscPosOptions &options, bool rightToLeft)
{
    const int columns = std::max(options.columns, textColumnsMin);
    for (const Block &block : blocks) {
        const auto page = pageFor(block, options.codePages);
        const bool isDrawn = !isAlwaysText(block) && (rightToLeft || !page);
        if (isDrawn) {
            writer.picture(drawForPrinter(block, printerDots(columns), rightToLeft));
            continue;
        }
        if (page)
            writer.setCodePage(*page);
        writeText(writer, block, columns);
    }
    writer.cut();
    return writer.bytes();
}

} // namespace

QList<CodePage> usualCodePages()
{
    return {CodePage::Cp858, CodePage::Cp1252};
}

int printerDots(int columns)
{
    return columns * dotsPerColumn;
}

QByteArray layoutEscPos(const Receipt &receipt, const EscPosOptions &options)
{
    Writer writer(options);
    if (options.drawer && receipt.copy == Copy::Customer && !receipt.duplicate)
        writer.pulse();
    return layOut(writer, blocksOf(receipt), options, isRightToLeft(receipt.language));
}

QByteArray layoutEscPos(const QList<Block> &blocks, const EscPosOptions &options)
{
    Writer writer(options);
    return layOut(writer, blocks, options, false);
}

} // namespace tillwright::kiosk::receipt
