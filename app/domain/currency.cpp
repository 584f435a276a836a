#include "domain/currency.h"

#include "domain/text.h"

namespace tillwright::domain {

namespace {

// The currencies Stripe can present. A closed list, so that a typing error is told at the field and not by Stripe.
constexpr std::string_view knownCodes =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF "
    "CLP CNY COP CRC CVE CZK DJF DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR "
    "ILS INR ISK JMD JOD JPY KES KGS KHR KMF KRW KWD KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MUR "
    "MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR "
    "SEK SGD SHP SLE SOS SRD STD SZL THB TJS TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VND VUV WST XAF XCD XOF "
    "XPF YER ZAR ZMW";
constexpr std::string_view zeroDecimalCodes =
    "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF";
constexpr std::string_view threeDecimalCodes = "BHD JOD KWD OMR TND";

bool contains(std::string_view codes, std::string_view code)
{
    return codes.find(code) != std::string_view::npos;
}

} // namespace

tl::expected<Currency, InputError> Currency::parse(std::string_view code)
{
    const auto wrong = [](std::string problem) {
        return tl::unexpected(
            InputError{"currency", std::move(problem), "use a three-letter ISO 4217 code such as USD"});
    };
    if (code.size() != 3)
        return wrong("it does not have three letters");
    std::array<char, 3> upper{};
    for (std::size_t i = 0; i < upper.size(); ++i) {
        if (!isAsciiLetter(code[i]))
            return wrong("it does not have three letters");
        upper[i] = static_cast<char>(code[i] & ~0x20);
    }
    const std::string_view text(upper.data(), upper.size());
    if (!contains(knownCodes, text))
        return wrong(std::string(text) + " is not a currency that can be charged");
    return Currency(upper);
}

int Currency::decimals() const noexcept
{
    const std::string_view text(m_code.data(), m_code.size());
    if (contains(zeroDecimalCodes, text))
        return 0;
    return contains(threeDecimalCodes, text) ? 3 : 2;
}

std::int64_t Currency::minorPerMajor() const noexcept
{
    switch (decimals()) {
    case 0:
        return 1;
    case 3:
        return 1000;
    default:
        return 100;
    }
}

} // namespace tillwright::domain
