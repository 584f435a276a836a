#include "kiosk/receipt/code_page.h"

#include <algorithm>
#include <string_view>

namespace tillwright::kiosk::receipt {

namespace {

constexpr char16_t firstHighByte = 0x80;

// The characters of the bytes 128 to 255, in their order.
constexpr std::u16string_view cp437 = u"ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ"
                                      u"áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
                                      u"└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
                                      u"αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";
constexpr std::u16string_view cp858 = u"ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ"
                                      u"áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐"
                                      u"└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀"
                                      u"ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0";
// U+FFFD: the byte means nothing there.
constexpr std::u16string_view cp1252 = u"€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ"
                                       u"\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿"
                                       u"ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß"
                                       u"àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";
static_assert(cp437.size() == 128 && cp858.size() == 128 && cp1252.size() == 128);

std::u16string_view highHalfOf(CodePage page)
{
    switch (page) {
    case CodePage::Cp437:
        return cp437;
    case CodePage::Cp1252:
        return cp1252;
    case CodePage::Cp858:
        break;
    }
    return cp858;
}

/// The plain neighbour of a character that no code page of ours has; 0 for none.
char plainNeighbour(char16_t c)
{
    switch (c) {
    case u'\u2010':
    case u'\u2011':
    case u'\u2012':
    case u'\u2013':
    case u'\u2014':
        return '-';
    case u'\u2018':
    case u'\u2019':
        return '\'';
    case u'\u201c':
    case u'\u201d':
        return '"';
    case u'\u00d7':
        return 'x';
    case u'\u00a0':
    case u'\u2009':
    case u'\u202f':
        return ' ';
    default:
        return 0;
    }
}

char encodeCharacter(QChar character, std::u16string_view highHalf)
{
    const char16_t c = character.unicode();
    if (c >= 0x20 && c < 0x7f)
        return char(c);
    const auto position = c == u'\ufffd' ? std::u16string_view::npos : highHalf.find(c);
    if (position != std::u16string_view::npos)
        return char(firstHighByte + position);
    if (const char plain = plainNeighbour(c))
        return plain;
    // An accented letter decomposes into the letter and its accent.
    const QString decomposed = QString(character).normalized(QString::NormalizationForm_KD);
    if (decomposed.size() > 1 && decomposed[0].unicode() >= 0x20 && decomposed[0].unicode() < 0x7f)
        return char(decomposed[0].unicode());
    return '?';
}

} // namespace

bool isEncodable(const QString &text, CodePage page)
{
    const std::u16string_view highHalf = highHalfOf(page);
    const QString composed = text.normalized(QString::NormalizationForm_C);
    return std::all_of(composed.begin(), composed.end(), [highHalf](QChar character) {
        const char16_t c = character.unicode();
        return c < firstHighByte || (c != u'\ufffd' && highHalf.find(c) != std::u16string_view::npos)
            || plainNeighbour(c) != 0;
    });
}

QByteArray encodeForPrinter(const QString &text, CodePage page)
{
    const std::u16string_view highHalf = highHalfOf(page);
    QByteArray bytes;
    const QString composed = text.normalized(QString::NormalizationForm_C);
    for (const QChar character : composed) {
        if (!character.isLowSurrogate())
            bytes.append(encodeCharacter(character, highHalf));
    }
    return bytes;
}

} // namespace tillwright::kiosk::receipt
