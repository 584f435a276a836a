#include "http/address_range.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

namespace tillwright::http {

namespace ip = boost::asio::ip;

namespace {

constexpr unsigned bitsPerByte = 8;
constexpr std::size_t groupBytesV6 = 8;

ip::address plain(const ip::address &address)
{
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return ip::make_address_v4(ip::v4_mapped, address.to_v6());
    return address;
}

std::vector<std::uint8_t> bytesOf(const ip::address &address)
{
    if (address.is_v4()) {
        const auto bytes = address.to_v4().to_bytes();
        return {bytes.begin(), bytes.end()};
    }
    const auto bytes = address.to_v6().to_bytes();
    return {bytes.begin(), bytes.end()};
}

std::optional<ip::address> addressFrom(std::string_view text)
{
    constexpr std::size_t addressMaxCharacters = 64;
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    if (text.size() > addressMaxCharacters)
        return std::nullopt;
    boost::system::error_code error;
    auto address = ip::make_address(std::string(text), error);
    if (error)
        return std::nullopt;
    return plain(address);
}

} // namespace

tl::expected<AddressRange, std::string> AddressRange::parse(std::string_view text)
{
    const auto slash = text.find('/');
    const auto first = addressFrom(text.substr(0, slash));
    if (!first)
        return tl::unexpected("'" + std::string(text) + "' is not an address or a block of addresses");
    const auto bitsMax = static_cast<unsigned>(bytesOf(*first).size()) * bitsPerByte;
    if (slash == std::string_view::npos)
        return AddressRange(*first, bitsMax);
    const auto bitsText = text.substr(slash + 1);
    unsigned bits = 0;
    const auto [stop, code] = std::from_chars(bitsText.data(), bitsText.data() + bitsText.size(), bits);
    if (code != std::errc() || stop != bitsText.data() + bitsText.size() || bits > bitsMax)
        return tl::unexpected("'" + std::string(text) + "' has no prefix of 0 to " + std::to_string(bitsMax)
                              + " bits");
    return AddressRange(*first, bits);
}

bool AddressRange::contains(const ip::address &address) const
{
    const auto ours = bytesOf(m_first);
    const auto other = bytesOf(plain(address));
    if (ours.size() != other.size())
        return false;
    const std::size_t wholeBytes = m_prefixBits / bitsPerByte;
    if (!std::equal(ours.begin(), ours.begin() + static_cast<std::ptrdiff_t>(wholeBytes), other.begin()))
        return false;
    const unsigned restBits = m_prefixBits % bitsPerByte;
    return restBits == 0 || (ours[wholeBytes] ^ other[wholeBytes]) >> (bitsPerByte - restBits) == 0;
}

bool isInAny(const AddressRanges &ranges, const ip::address &address)
{
    return std::any_of(ranges.begin(), ranges.end(),
                       [&](const AddressRange &range) { return range.contains(address); });
}

std::string addressGroupOf(const ip::address &address)
{
    const auto one = plain(address);
    if (one.is_v4())
        return one.to_string();
    auto bytes = one.to_v6().to_bytes();
    std::fill(bytes.begin() + groupBytesV6, bytes.end(), std::uint8_t{0});
    return ip::make_address_v6(bytes).to_string() + "/64";
}

ip::address clientAddressOf(const ip::address &peer, std::string_view forwardedFor,
                            const AddressRanges &trustedProxies)
{
    auto client = plain(peer);
    while (isInAny(trustedProxies, client) && !forwardedFor.empty()) {
        const auto comma = forwardedFor.rfind(',');
        const auto told =
            addressFrom(comma == std::string_view::npos ? forwardedFor : forwardedFor.substr(comma + 1));
        if (!told)
            return client;
        client = *told;
        forwardedFor = comma == std::string_view::npos ? std::string_view() : forwardedFor.substr(0, comma);
    }
    return client;
}

} // namespace tillwright::http
