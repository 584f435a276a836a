// A request as it comes over the wire, up to what our handlers get: line, target, header fields and body.
#include "fuzz.h"
#include "http/request_parsing.h"
#include "http/url_codec.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/address_v4.hpp>
#include <boost/beast/http/parser.hpp>

using namespace tillwright;
namespace beast_http = boost::beast::http;

namespace {

void checkTarget(std::string_view text)
{
    const auto target = http::parseTarget(text);
    if (!target)
        return;
    TILLWRIGHT_PROMISE(target->path.starts_with('/'));
    for (const auto &segment : target->segments)
        TILLWRIGHT_PROMISE(http::percentDecode(http::percentEncode(segment)) == segment);
    // What was understood is written and understood again as the same.
    std::string again;
    for (const auto &segment : target->segments)
        again += "/" + http::percentEncode(segment);
    if (again.empty())
        again = "/";
    if (!target->query.empty())
        again += "?" + http::writeForm(target->query);
    const auto twin = http::parseTarget(again);
    TILLWRIGHT_PROMISE(twin.has_value());
    TILLWRIGHT_PROMISE(twin->segments == target->segments);
    TILLWRIGHT_PROMISE(twin->query == target->query);
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto bytes = fuzz::bytesOf(data, size);
    auto rest = bytes;
    checkTarget(fuzz::takeLine(rest));

    beast_http::request_parser<beast_http::string_body> parser;
    parser.header_limit(8 * 1024 + 1);
    parser.body_limit(64 * 1024);
    parser.eager(true);
    boost::system::error_code error;
    for (std::size_t taken = 0; !parser.is_done() && taken < bytes.size();) {
        const auto count = parser.put(boost::asio::buffer(bytes.data() + taken, bytes.size() - taken), error);
        taken += count;
        if (error || count == 0)
            return 0;
    }
    if (!parser.is_done())
        return 0;
    http::Peer peer;
    peer.address = boost::asio::ip::address_v4::loopback();
    peer.isTrustedProxy = size % 2 == 0;
    const auto request = http::toRequest(parser.release(), peer, {});
    if (!request) {
        TILLWRIGHT_PROMISE(request.error().status == 400);
        return 0;
    }
    TILLWRIGHT_PROMISE(!request->id.empty() && request->id.size() <= 128);
    checkTarget(request->path);
    (void)request->bearerToken();
    return 0;
}
