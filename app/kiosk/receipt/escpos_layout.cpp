#include "kiosk/receipt/escpos_layout.h"

#include "kiosk/receipt/blocks.h"
#include "kiosk/receipt/text_layout.h"

namespace tillwright::kiosk::receipt {

namespace {

constexpr char esc = 0x1b;
constexpr char gs = 0x1d;
constexpr int feedLinesBeforeCut = 4;
/// The high nibble is the width, the low one the height (`GS !`).
constexpr unsigned char doubleHeight = 0x01;
constexpr unsigned char doubleBoth = 0x11;

class Writer
{
public:
    explicit Writer(const EscPosOptions &options) : m_options(options)
    {
        command({esc, '@'});
        command({esc, 't', char(options.codePage)});
    }

    void command(std::initializer_list<char> bytes)
    {
        m_bytes.append(bytes.begin(), qsizetype(bytes.size()));
    }
    void line(const QString &text) { m_bytes += encodeForPrinter(text, m_options.codePage) + '\n'; }
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
    QByteArray m_bytes;
};

} // namespace

QByteArray layoutEscPos(const Receipt &receipt, const EscPosOptions &options)
{
    Writer writer(options);
    const int columns = std::max(options.columns, textColumnsMin);
    const auto blocks = blocksOf(receipt);
    for (const Block &block : blocks) {
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
    writer.cut();
    return writer.bytes();
}

} // namespace tillwright::kiosk::receipt
