#pragma once

#include "http/client.h"
#include "http/server.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/asio/write.hpp>
#include <thread>

/// An io_context on a thread of its own, so that a test can talk to a real server with plain blocking calls.
class BackgroundContext
{
public:
    BackgroundContext()
        : m_work(boost::asio::make_work_guard(m_context)), m_thread([this] { m_context.run(); })
    {
    }
    ~BackgroundContext()
    {
        m_work.reset();
        m_context.stop();
        m_thread.join();
    }
    boost::asio::io_context &context() { return m_context; }
    template<typename Awaitable> auto wait(Awaitable awaitable)
    {
        return boost::asio::co_spawn(m_context, std::move(awaitable), boost::asio::use_future).get();
    }

private:
    boost::asio::io_context m_context;
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> m_work;
    std::thread m_thread;
};

/// Bytes over a plain socket, for what no honest client would send.
class RawSocket
{
public:
    /// `from`: all of 127.0.0.0/8 is this machine's.
    explicit RawSocket(unsigned short port, const char *from = "127.0.0.1") : m_socket(m_context)
    {
        m_socket.open(boost::asio::ip::tcp::v4());
        m_socket.bind({boost::asio::ip::make_address(from), 0});
        m_socket.connect({boost::asio::ip::make_address("127.0.0.1"), port});
    }
    void send(std::string_view bytes) { boost::asio::write(m_socket, boost::asio::buffer(bytes)); }
    /// False once the server has closed.
    bool trySend(std::string_view bytes)
    {
        boost::system::error_code error;
        boost::asio::write(m_socket, boost::asio::buffer(bytes), error);
        return !error;
    }
    /// Everything until the server closes.
    std::string readToEnd()
    {
        std::string text;
        boost::system::error_code error;
        boost::asio::read(m_socket, boost::asio::dynamic_buffer(text), error);
        return text;
    }
    std::string readSome(std::size_t bytes)
    {
        std::string text;
        boost::system::error_code error;
        boost::asio::read(m_socket, boost::asio::dynamic_buffer(text), boost::asio::transfer_at_least(bytes),
                          error);
        return text;
    }
    /// Everything up to and with `end`.
    std::string readUntil(std::string_view end)
    {
        std::string text;
        boost::system::error_code error;
        boost::asio::read_until(m_socket, boost::asio::dynamic_buffer(text), end, error);
        return text;
    }
    void close() { m_socket.close(); }

private:
    boost::asio::io_context m_context;
    boost::asio::ip::tcp::socket m_socket;
};
