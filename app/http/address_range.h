#pragma once

#include <boost/asio/ip/address.hpp>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace tillwright::http {

/// One address or a block of them: "192.0.2.7", "10.0.0.0/8", "2001:db8::/32".
class AddressRange
{
public:
    /// The error is a sentence without the way out.
    [[nodiscard]] static tl::expected<AddressRange, std::string> parse(std::string_view text);
    /// An IPv4 address that came over IPv6 (::ffff:192.0.2.7) counts as the IPv4 address.
    [[nodiscard]] bool contains(const boost::asio::ip::address &address) const;

private:
    AddressRange(boost::asio::ip::address first, unsigned prefixBits)
        : m_first(std::move(first)), m_prefixBits(prefixBits)
    {
    }
    boost::asio::ip::address m_first;
    unsigned m_prefixBits;
};
using AddressRanges = std::vector<AddressRange>;

[[nodiscard]] bool isInAny(const AddressRanges &ranges, const boost::asio::ip::address &address);

/// By what connections are counted together: an IPv4 address itself, and of an IPv6 address its /64, which one client
/// has to itself.
[[nodiscard]] std::string addressGroupOf(const boost::asio::ip::address &address);

/// Who asks: `peer`, or, when the peer is one of our proxies, the last address of X-Forwarded-For that is not one of
/// them. What stands before that was written by the client and proves nothing. `forwardedFor` is the header's value, several
/// headers joined by commas; when what is needed of it is not an address, the peer is the answer.
[[nodiscard]] boost::asio::ip::address clientAddressOf(const boost::asio::ip::address &peer,
                                                       std::string_view forwardedFor,
                                                       const AddressRanges &trustedProxies);

} // namespace tillwright::http
