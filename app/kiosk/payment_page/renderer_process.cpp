#include "kiosk/payment_page/renderer_process.h"

#include <QtCore/QByteArray>
#include <QtCore/QFile>
#include <QtCore/QList>
#include <csignal>
#include <unistd.h>

namespace tillwright::kiosk::payment_page {

namespace {

// Of /proc/PID/task/TID/stat, counted from the state, which follows the name in brackets (proc(5)).
constexpr qsizetype userTicksField = 11;
constexpr qsizetype systemTicksField = 12;

} // namespace

std::optional<ThreadSample> sampleMainThread(qint64 pid)
{
    if (pid <= 1)
        return std::nullopt;
    QFile file(QStringLiteral("/proc/%1/task/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray text = file.readAll();
    const auto fields = text.mid(text.lastIndexOf(')') + 1).simplified().split(' ');
    if (fields.size() <= systemTicksField || fields.front().isEmpty())
        return std::nullopt;
    const char state = fields.front().front();
    const auto ticks = fields.at(userTicksField).toLongLong() + fields.at(systemTicksField).toLongLong();
    return ThreadSample{state == 'R', state == 'D', ticks * 1'000 / ::sysconf(_SC_CLK_TCK)};
}

void endRenderer(qint64 pid)
{
    if (pid > 1)
        ::kill(static_cast<pid_t>(pid), SIGKILL);
}

} // namespace tillwright::kiosk::payment_page
