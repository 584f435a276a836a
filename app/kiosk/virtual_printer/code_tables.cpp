#include "kiosk/virtual_printer/code_tables.h"

#include <string_view>

namespace tillwright::kiosk::virtual_printer {

namespace {

// The upper halves, from the Unicode Consortium's mapping tables; written apart from the receipt's own tables, so that
// a mistake in either shows.

constexpr std::u16string_view cp437 = u"ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ"
                                      u"áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
                                      u"└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
                                      u"αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";
constexpr std::u16string_view cp850 = u"ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ"
                                      u"áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐"
                                      u"└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀"
                                      u"ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0";
constexpr std::u16string_view cp858 = u"ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ"
                                      u"áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐"
                                      u"└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀"
                                      u"ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0";
constexpr std::u16string_view cp1252 = u"€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ"
                                       u"\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿"
                                       u"ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß"
                                       u"àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";

std::u16string_view upperHalf(int page)
{
    switch (page) {
    case 0:
        return cp437;
    case 2:
        return cp850;
    case 16:
        return cp1252;
    case 19:
        return cp858;
    default:
        return {};
    }
}

} // namespace

bool knowsCodePage(int page)
{
    return !upperHalf(page).empty();
}

QChar decode(unsigned char byte, int page)
{
    constexpr unsigned char firstUpper = 0x80;
    if (byte < firstUpper)
        return QChar(char16_t(byte));
    const auto table = upperHalf(page);
    return table.empty() ? QChar(QChar::ReplacementCharacter) : QChar(table[byte - firstUpper]);
}

} // namespace tillwright::kiosk::virtual_printer
