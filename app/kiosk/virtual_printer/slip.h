#pragma once

#include <QByteArray>
#include <QImage>
#include <QList>
#include <QString>

#include <variant>

namespace tillwright::kiosk::virtual_printer {

enum class Align { Left, Centre, Right };

struct Letter {
    QChar character;
    int widthFactor = 1; ///< 1..8
    int heightFactor = 1;
    bool bold = false;
    bool reverse = false;
};

struct TextLine {
    QList<Letter> letters;
    Align align = Align::Left;
};
struct QrSymbol {
    QByteArray content;
    int dots = 3; ///< a square's side
    Align align = Align::Left;
};
struct Picture {
    QImage dots; ///< Format_Mono, black is 1
    Align align = Align::Left;
};

/// One thing below the other on the paper.
using Element = std::variant<TextLine, QrSymbol, Picture>;

/// What came out of the printer up to a cut.
struct Slip {
    QList<Element> elements;
    bool isCut = false; ///< false: torn off by a person, or the printer never got to its end

    [[nodiscard]] bool isEmpty() const { return elements.isEmpty(); }
};

/// Lines as they stand on the paper, with the blanks of their alignment; double width takes two places. A QR code is
/// `[QR content]`, a picture `[picture WxH]`. `columns`: letters of normal width in a line.
[[nodiscard]] QStringList textOf(const Slip &slip, int columns);

/// A photo of the paper, dot by dot with the printer's margin. `dots`: the printable width. Needs a QGuiApplication.
[[nodiscard]] QImage pictureOf(const Slip &slip, int dots);

} // namespace tillwright::kiosk::virtual_printer
