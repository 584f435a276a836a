#pragma once

#include <QMutex>
#include <QString>
#include <deque>

namespace tillwright::kiosk::support_bundle {

/// What this program has logged last, beside where it goes anyhow. One at a time: Qt has one handler for messages.
class LogMemory
{
public:
    static constexpr std::size_t linesMax = 5'000;
    static constexpr qsizetype lineMaxCharacters = 2'000;

    LogMemory();
    ~LogMemory();
    LogMemory(const LogMemory &) = delete;
    LogMemory &operator=(const LogMemory &) = delete;

    /// Oldest first, one a line. Not masked.
    [[nodiscard]] QString text() const;

private:
    static void handle(QtMsgType type, const QMessageLogContext &context, const QString &message);
    void keep(const QString &line);

    /// Messages come from every thread.
    mutable QMutex m_mutex;
    std::deque<QString> m_lines;
    QtMessageHandler m_before = nullptr;
};

} // namespace tillwright::kiosk::support_bundle
