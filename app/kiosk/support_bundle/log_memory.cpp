#include "kiosk/support_bundle/log_memory.h"

#include <QDateTime>
#include <QLoggingCategory>
#include <QMutexLocker>
#include <atomic>

namespace tillwright::kiosk::support_bundle {

using namespace Qt::StringLiterals;

namespace {

/// Qt's handler is a function without a place for an object.
std::atomic<LogMemory *> current = nullptr;

QString wordOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return u"debug"_s;
    case QtInfoMsg:
        return u"info"_s;
    case QtWarningMsg:
        return u"warning"_s;
    case QtCriticalMsg:
        return u"critical"_s;
    case QtFatalMsg:
        return u"fatal"_s;
    }
    return {};
}

} // namespace

LogMemory::LogMemory()
{
    current = this;
    m_before = qInstallMessageHandler(&LogMemory::handle);
}

LogMemory::~LogMemory()
{
    qInstallMessageHandler(m_before);
    current = nullptr;
}

void LogMemory::handle(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    auto *self = current.load();
    if (!self)
        return;
    self->keep(u"%1 %2 %3: %4"_s.arg(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs),
                                     wordOf(type), QString::fromLatin1(context.category), message));
    if (self->m_before)
        self->m_before(type, context, message);
}

void LogMemory::keep(const QString &line)
{
    const QMutexLocker lock(&m_mutex);
    m_lines.push_back(line.left(lineMaxCharacters));
    if (m_lines.size() > linesMax)
        m_lines.pop_front();
}

QString LogMemory::text() const
{
    const QMutexLocker lock(&m_mutex);
    QString text;
    for (const auto &line : m_lines)
        text += line + u'\n';
    return text;
}

} // namespace tillwright::kiosk::support_bundle
