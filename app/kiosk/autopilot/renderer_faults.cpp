#include "kiosk/autopilot/renderer_faults.h"

#include <QTimer>
#include <QWebEnginePage>
#include <QWebEngineView>
#include <csignal>
#include <limits>

namespace tillwright::kiosk::autopilot {

using namespace Qt::StringLiterals;

RendererFaults::RendererFaults(const QList<Fault> &faults, QWebEngineView *view, QObject *parent)
    : QObject(parent), m_view(view)
{
    for (const auto &fault : faults) {
        if (fault.at == "page.renderer"_L1)
            m_faults.append(fault);
    }
}

void RendererFaults::arm()
{
    m_armed.clear();
    for (const auto &fault : m_faults)
        m_armed.append({fault, fault.times > 0 ? fault.times : std::numeric_limits<int>::max()});
}

bool RendererFaults::strike(Moment when)
{
    for (auto &armed : m_armed) {
        if (!armed.fault.event.isEmpty() || armed.fault.when != when || armed.left == 0)
            continue;
        launch(armed);
        return true;
    }
    return false;
}

void RendererFaults::strikeAt(const QString &event)
{
    for (auto &armed : m_armed) {
        if (armed.left > 0 && isDueAt(armed.fault, event)) {
            launch(armed);
            armed.left = 0;
        }
    }
}

void RendererFaults::launch(Armed &armed)
{
    --armed.left;
    const bool isKill = armed.fault.action == "crash"_L1;
    const auto strikeNow = [this, isKill] {
        carryOut(isKill ? SIGKILL : SIGSTOP, isKill ? u"kill:renderer"_s : u"stop:renderer"_s);
    };
    // Without a delay before anything else happens: the page must not get the answer to its "confirming" first.
    if (armed.fault.delayMs == 0)
        strikeNow();
    else
        QTimer::singleShot(armed.fault.delayMs, this, strikeNow);
}

void RendererFaults::carryOut(int signal, const QString &event)
{
    const auto pid = m_view ? m_view->page()->renderProcessPid() : 0;
    if (pid <= 1)
        return;
    Q_EMIT struck(event);
    ::kill(pid_t(pid), signal);
}

} // namespace tillwright::kiosk::autopilot
