// bench_restinio: the peer of P7 and P8. A small server on RESTinio that does what a server on it would do at least, and
// nothing else: it says hello, or holds a request until it is told to answer it.
#include <CLI/CLI.hpp>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <restinio/all.hpp>
#include <string>
#include <unordered_map>

namespace {

struct Traits : restinio::default_single_thread_traits_t {
    using request_handler_t = restinio::default_request_handler_t;
};

class Peer
{
public:
    explicit Peer(std::size_t bodyBytes) : m_body(bodyBytes, 'x') {}

    restinio::request_handling_status_t handle(const restinio::request_handle_t &request)
    {
        const std::string path(request->header().path());
        const std::string heldPrefix = "/v1/checkouts/";
        const std::string wakePrefix = "/wake/";
        if (path.starts_with(heldPrefix)) {
            m_held.insert_or_assign(path.substr(heldPrefix.size()), request);
        } else if (path.starts_with(wakePrefix)) {
            if (const auto found = m_held.find(path.substr(wakePrefix.size())); found != m_held.end()) {
                answer(found->second, m_body);
                m_held.erase(found);
            }
            answer(request, "{}");
        } else if (path == "/held") {
            answer(request, std::to_string(m_held.size()));
        } else {
            answer(request, m_body);
        }
        return restinio::request_accepted();
    }

private:
    static void answer(const restinio::request_handle_t &request, const std::string &body)
    {
        request->create_response()
            .append_header_date_field()
            .append_header("Content-Type", "application/json")
            .set_body(body)
            .done();
    }

    std::string m_body;
    std::unordered_map<std::string, restinio::request_handle_t> m_held;
};

} // namespace

int main(int argc, char **argv)
{
    CLI::App app("The peer of the HTTP server");
    std::size_t bodyBytes = 0;
    app.add_option("--body-bytes", bodyBytes, "How long an answer's body is")->required();
    CLI11_PARSE(app, argc, argv);
    Peer peer(bodyBytes);
    constexpr std::chrono::seconds patience{60};
    // Said from the loop that serves, so that it serves by then.
    const auto sayReady = [](restinio::asio_ns::ip::tcp::acceptor &acceptor) {
        const auto port = acceptor.local_endpoint().port();
        restinio::asio_ns::post(acceptor.get_executor(), [port] {
            std::printf("{\"ready\":true,\"listen\":\"127.0.0.1:%d\"}\n", port);
            std::fflush(stdout);
        });
    };
    restinio::run(restinio::on_this_thread<Traits>()
                      .address("127.0.0.1")
                      .port(0)
                      .handle_request_timeout(patience)
                      .read_next_http_message_timelimit(patience)
                      .acceptor_post_bind_hook(sayReady)
                      .request_handler([&peer](auto request) { return peer.handle(request); }));
}
