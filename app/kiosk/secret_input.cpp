#include "kiosk/secret_input.h"

#include <QTextStream>
#include <array>
#include <cstring>
#include <termios.h>
#include <unistd.h>

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;

namespace {

/// Longer than any PIN, so that one that is too long is told from one that is not.
constexpr std::size_t lineMaxBytes = 64;

/// Byte by byte and past all buffers of the libraries, which would keep the PIN.
domain::Secret readLine()
{
    std::array<char, lineMaxBytes> bytes{};
    std::size_t length = 0;
    char byte = 0;
    while (::read(STDIN_FILENO, &byte, 1) == 1 && byte != '\n') {
        if (length < bytes.size() && byte != '\r')
            bytes[length++] = byte;
    }
    domain::Secret line(std::string(bytes.data(), length));
    explicit_bzero(bytes.data(), bytes.size());
    return line;
}

class WithoutEcho
{
public:
    WithoutEcho()
    {
        m_isChanged = ::tcgetattr(STDIN_FILENO, &m_before) == 0;
        termios quiet = m_before;
        quiet.c_lflag &= ~tcflag_t(ECHO);
        if (m_isChanged)
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    ~WithoutEcho()
    {
        if (m_isChanged)
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }
    WithoutEcho(const WithoutEcho &) = delete;
    WithoutEcho &operator=(const WithoutEcho &) = delete;

private:
    termios m_before{};
    bool m_isChanged = false;
};

domain::Secret ask(const QString &prompt)
{
    QTextStream(stderr) << prompt << Qt::flush;
    domain::Secret line = readLine();
    QTextStream(stderr) << u'\n';
    return line;
}

} // namespace

tl::expected<domain::Secret, QString> readNewPin()
{
    if (!::isatty(STDIN_FILENO)) {
        domain::Secret pin = readLine();
        if (pin.isEmpty())
            return tl::unexpected(u"PIN: standard input holds none; give it as one line"_s);
        return pin;
    }
    const WithoutEcho quiet;
    domain::Secret pin = ask(u"New PIN (4 to 8 digits): "_s);
    if (!(ask(u"Once more: "_s) == pin))
        return tl::unexpected(u"PIN: the two are not the same; nothing was changed, try again"_s);
    return pin;
}

} // namespace tillwright::kiosk
