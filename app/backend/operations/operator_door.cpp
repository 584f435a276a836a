#include "backend/operations/operator_door.h"

#include "contract/import_report.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fcntl.h>
#include <filesystem>
#include <spdlog/spdlog.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace tillwright::backend::operations {

namespace asio = boost::asio;
namespace json = boost::json;
using boost::system::error_code;
using Protocol = asio::local::stream_protocol;

namespace {

/// An import comes through the door with its file, in which JSON doubles some characters.
constexpr std::size_t lineLimitBytes = 2 * contract::importTextMaxBytes + 16 * 1024;
constexpr std::chrono::seconds readPatience{3};
constexpr std::size_t answerLimitBytes = 64 * 1024 * 1024;

std::optional<OperatorCommands::Words> wordsOf(const std::string &line)
{
    error_code error;
    const auto value = json::parse(line, error);
    if (error || !value.is_array())
        return std::nullopt;
    OperatorCommands::Words words;
    for (const auto &item : value.as_array()) {
        if (!item.is_string())
            return std::nullopt;
        words.emplace_back(item.as_string());
    }
    return words;
}

/// A socket's address has room for 107 bytes, a path of the file system for 4095: a longer one is gone through its folder,
/// which the kernel keeps under a short name while this lives.
class DoorAddress
{
public:
    explicit DoorAddress(const std::filesystem::path &path)
    {
        if (path.native().size() < sizeof(sockaddr_un::sun_path)) {
            m_endpoint = Protocol::endpoint(path.native());
            return;
        }
        m_folder = ::open(path.parent_path().c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
        if (m_folder < 0)
            throw boost::system::system_error(errno, boost::system::system_category());
        m_endpoint =
            Protocol::endpoint("/proc/self/fd/" + std::to_string(m_folder) + "/" + path.filename().native());
    }
    ~DoorAddress()
    {
        if (m_folder >= 0)
            ::close(m_folder);
    }
    DoorAddress(const DoorAddress &) = delete;
    DoorAddress &operator=(const DoorAddress &) = delete;

    [[nodiscard]] const Protocol::endpoint &endpoint() const { return m_endpoint; }

private:
    Protocol::endpoint m_endpoint;
    int m_folder = -1;
};

/// Nobody else may open it, from its first moment on.
void bindForOwnerOnly(Protocol::acceptor &acceptor, const Protocol::endpoint &endpoint)
{
    error_code error;
    const auto before = ::umask(S_IRWXG | S_IRWXO | S_IXUSR);
    acceptor.bind(endpoint, error);
    ::umask(before);
    if (error)
        throw boost::system::system_error(error);
}

std::string lineOf(const OperatorAnswer &answer)
{
    return json::serialize(json::object{{"exit_code", answer.exitCode}, {"text", answer.text}}) + "\n";
}

} // namespace

std::string operatorDoorOf(const std::string &sqlitePath)
{
    return sqlitePath + ".operator";
}

OperatorDoor::OperatorDoor(asio::any_io_executor executor, OperatorCommands &commands, std::string path)
    : m_executor(executor), m_commands(commands), m_path(std::move(path)), m_acceptor(executor),
      m_empty(executor, asio::steady_timer::time_point::max())
{
}

OperatorDoor::~OperatorDoor() = default;

tl::expected<void, std::string> OperatorDoor::open()
{
    // The store's lock says that no other backend is behind it: a socket that is there was left by a crash.
    ::unlink(m_path.c_str());
    try {
        const DoorAddress address(m_path);
        m_acceptor.open(Protocol());
        bindForOwnerOnly(m_acceptor, address.endpoint());
        m_acceptor.listen(4);
    } catch (const boost::system::system_error &failure) {
        error_code ignored;
        m_acceptor.close(ignored);
        return tl::unexpected("commands do not reach this backend while it serves: " + m_path + ": "
                              + failure.code().message());
    }
    asio::co_spawn(m_executor, accept(), [](const std::exception_ptr &) {});
    return {};
}

void OperatorDoor::close()
{
    if (!m_acceptor.is_open())
        return;
    error_code error;
    m_acceptor.close(error);
    ::unlink(m_path.c_str());
}

asio::awaitable<void> OperatorDoor::drain()
{
    error_code error;
    while (m_inside > 0)
        co_await m_empty.async_wait(asio::redirect_error(asio::use_awaitable, error));
}

asio::awaitable<void> OperatorDoor::accept()
{
    ++m_inside;
    while (m_acceptor.is_open()) {
        error_code error;
        auto socket = co_await m_acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
        if (error)
            break;
        ++m_inside;
        asio::co_spawn(m_executor, serve(std::make_shared<Socket>(std::move(socket))),
                       [this](const std::exception_ptr &) { leave(); });
    }
    leave();
}

asio::awaitable<void> OperatorDoor::serve(std::shared_ptr<Socket> socket)
{
    std::string line;
    error_code error;
    // Whoever opens the door and says nothing must not hold the end of the program up.
    asio::steady_timer patience(m_executor, readPatience);
    // Weak: the timer may have run out in the very moment in which this coroutine ends.
    patience.async_wait([weak = std::weak_ptr<Socket>(socket)](const error_code &failure) {
        if (const auto waiting = weak.lock(); waiting && !failure)
            waiting->cancel();
    });
    co_await asio::async_read_until(*socket, asio::dynamic_buffer(line, lineLimitBytes), '\n',
                                    asio::redirect_error(asio::use_awaitable, error));
    patience.cancel();
    if (error)
        co_return;
    auto words = wordsOf(line);
    if (!words)
        co_return;
    const auto answer = co_await m_commands.run(*std::move(words));
    const auto text = lineOf(answer);
    co_await asio::async_write(*socket, asio::buffer(text), asio::redirect_error(asio::use_awaitable, error));
}

void OperatorDoor::leave()
{
    if (--m_inside == 0)
        m_empty.cancel();
}

tl::expected<OperatorAnswer, std::string> askThroughDoor(const std::string &path,
                                                         const OperatorCommands::Words &words)
{
    try {
        asio::io_context context;
        Protocol::socket socket(context);
        socket.connect(DoorAddress(path).endpoint());
        const auto line = json::serialize(json::array(words.begin(), words.end())) + "\n";
        asio::write(socket, asio::buffer(line));
        std::string text;
        asio::read_until(socket, asio::dynamic_buffer(text, answerLimitBytes), '\n');
        const auto answer = json::parse(text);
        return OperatorAnswer{static_cast<int>(answer.at("exit_code").as_int64()),
                              std::string(answer.at("text").as_string())};
    } catch (const std::exception &failure) {
        return tl::unexpected("the backend that has the store open does not answer at " + path + ": "
                              + failure.what());
    }
}

} // namespace tillwright::backend::operations
