#include "kiosk/virtual_printer/slip.h"

#include <QFont>
#include <QPainter>

#include <algorithm>
#include <memory>
#include <qrencode.h>

namespace tillwright::kiosk::virtual_printer {

namespace {

// Font A of every receipt printer.
constexpr int cellWidth = 12;
constexpr int cellHeight = 24;
constexpr int lineSpacing = 30;
constexpr int baseline = 19;
constexpr int letterPx = 19;
constexpr int paperMargin = 24;

int widthOf(const TextLine &line)
{
    int cells = 0;
    for (const Letter &letter : line.letters)
        cells += letter.widthFactor;
    return cells;
}

int heightOf(const TextLine &line)
{
    int factor = 1;
    for (const Letter &letter : line.letters)
        factor = std::max(factor, letter.heightFactor);
    return lineSpacing + (factor - 1) * cellHeight;
}

int indent(Align align, int free)
{
    free = std::max(free, 0);
    return align == Align::Left ? 0 : align == Align::Centre ? free / 2 : free;
}

QImage drawQr(const QrSymbol &symbol)
{
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeData(int(symbol.content.size()),
                          reinterpret_cast<const unsigned char *>(symbol.content.constData()), 0,
                          QR_ECLEVEL_M),
        &QRcode_free);
    if (!code)
        return {};
    QImage image(code->width * symbol.dots, code->width * symbol.dots, QImage::Format_Mono);
    image.setColorTable({qRgb(255, 255, 255), qRgb(0, 0, 0)});
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            image.setPixel(x, y, code->data[y / symbol.dots * code->width + x / symbol.dots] & 1);
    }
    return image;
}

class Paper
{
public:
    Paper(QPainter *painter, int dots) : m_painter(painter), m_dots(dots) {}

    [[nodiscard]] int height() const { return m_y + paperMargin; }

    void operator()(const TextLine &line)
    {
        const int height = heightOf(line);
        int x = paperMargin + indent(line.align, m_dots - widthOf(line) * cellWidth);
        for (const Letter &letter : line.letters) {
            // Letters of one line stand on one ground.
            draw(letter, QPoint(x, m_y + height - lineSpacing - (letter.heightFactor - 1) * cellHeight));
            x += letter.widthFactor * cellWidth;
        }
        m_y += height;
    }
    void operator()(const QrSymbol &symbol) { place(drawQr(symbol), symbol.align); }
    void operator()(const Picture &picture) { place(picture.dots, picture.align); }

private:
    void place(const QImage &image, Align align)
    {
        if (m_painter)
            m_painter->drawImage(paperMargin + indent(align, m_dots - image.width()), m_y, image);
        m_y += image.height();
    }

    void draw(const Letter &letter, QPoint corner)
    {
        if (!m_painter)
            return;
        QFont font;
        font.setFamilies({QStringLiteral("DejaVu Sans Mono"), QStringLiteral("Noto Sans Mono"),
                          QStringLiteral("monospace")});
        font.setPixelSize(letterPx);
        font.setBold(letter.bold);
        m_painter->save();
        m_painter->translate(corner);
        m_painter->scale(letter.widthFactor, letter.heightFactor);
        if (letter.reverse)
            m_painter->fillRect(0, 0, cellWidth, cellHeight, Qt::black);
        m_painter->setPen(letter.reverse ? Qt::white : Qt::black);
        m_painter->setFont(font);
        m_painter->drawText(0, baseline, QString(letter.character));
        m_painter->restore();
    }

    QPainter *m_painter;
    int m_dots;
    int m_y = paperMargin;
};

int layOut(const Slip &slip, int dots, QPainter *painter)
{
    Paper paper(painter, dots);
    for (const Element &element : slip.elements)
        std::visit(paper, element);
    return paper.height();
}

struct TextWriter {
    int columns;
    QStringList &lines;

    void operator()(const TextLine &line) const
    {
        QString text(indent(line.align, columns - widthOf(line)), u' ');
        for (const Letter &letter : line.letters)
            text += letter.character + QString(letter.widthFactor - 1, u' ');
        while (text.endsWith(u' '))
            text.chop(1);
        lines.append(text);
    }
    void operator()(const QrSymbol &symbol) const
    {
        lines.append(QStringLiteral("[QR %1]").arg(QString::fromUtf8(symbol.content)));
    }
    void operator()(const Picture &picture) const
    {
        lines.append(QStringLiteral("[picture %1x%2]").arg(picture.dots.width()).arg(picture.dots.height()));
    }
};

} // namespace

QStringList textOf(const Slip &slip, int columns)
{
    QStringList lines;
    for (const Element &element : slip.elements)
        std::visit(TextWriter{columns, lines}, element);
    return lines;
}

QImage pictureOf(const Slip &slip, int dots)
{
    QImage image(dots + 2 * paperMargin, layOut(slip, dots, nullptr), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::TextAntialiasing);
    layOut(slip, dots, &painter);
    return image;
}

} // namespace tillwright::kiosk::virtual_printer
