#include "kiosk/sandbox_printer.h"

#include <QLoggingCategory>
#include <QSaveFile>
#include <QTimer>

#include <algorithm>

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;
using autopilot::Fault;
using virtual_printer::Behaviour;

namespace {

Q_LOGGING_CATEGORY(lcSandboxPrinter, "tillwright.sandbox_printer")

const QString place = u"printer"_s;
// In the middle of a receipt, which has some twenty lines of some forty bytes.
constexpr int linesBeforePaperOut = 5;
constexpr int bytesBeforeCrash = 200;

Behaviour behaviourWith(const QList<Fault> &faults)
{
    Behaviour behaviour;
    for (const Fault &fault : faults) {
        if (fault.at != place)
            continue;
        if (fault.action == "paper_out"_L1)
            behaviour.paperLines = linesBeforePaperOut;
        behaviour.coverOpen |= fault.action == "cover_open"_L1;
        behaviour.offline |= fault.action == "offline"_L1;
        behaviour.answersStatus &= fault.action != "never"_L1;
        if (fault.action == "crash"_L1)
            behaviour.diesAfterBytes = bytesBeforeCrash;
    }
    return behaviour;
}

} // namespace

bool SandboxPrinter::isWantedBy(const QList<Fault> &faults)
{
    return std::any_of(faults.begin(), faults.end(), [](const Fault &fault) { return fault.at == place; });
}

SandboxPrinter::SandboxPrinter(const QList<Fault> &faults, const QDir &slips)
    : m_slips(slips), m_printer(behaviourWith(faults)), m_server(m_printer)
{
    connect(&m_printer, &virtual_printer::VirtualPrinter::slipCut, this, &SandboxPrinter::keep);
    for (const Fault &fault : faults) {
        if (fault.at == place && fault.delayMs > 0)
            QTimer::singleShot(fault.delayMs, this, [this, action = fault.action] { repair(action); });
    }
}

QString SandboxPrinter::start()
{
    if (!m_slips.mkpath(u"."_s) || !m_server.listen())
        return {};
    return u"127.0.0.1:%1"_s.arg(m_server.port());
}

void SandboxPrinter::repair(const QString &action)
{
    if (action == "paper_out"_L1)
        m_printer.setPaperLines(std::nullopt);
    else if (action == "cover_open"_L1)
        m_printer.setCoverOpen(false);
    else if (action == "offline"_L1)
        m_printer.setOffline(false);
    else if (action == "never"_L1)
        m_printer.setAnswersStatus(true);
    else if (m_printer.isDead()) {
        m_printer.switchOn();
        if (!m_server.plugIn())
            qCWarning(lcSandboxPrinter) << "the printer's port is taken";
    }
}

void SandboxPrinter::keep(const virtual_printer::Slip &slip)
{
    const QString name = m_slips.filePath(u"slip-%1"_s.arg(++m_slipCount));
    QSaveFile text(name + u".txt"_s);
    const QByteArray lines = textOf(slip, m_printer.behaviour().columns).join(u'\n').toUtf8() + '\n';
    if (!text.open(QIODevice::WriteOnly) || text.write(lines) != lines.size() || !text.commit())
        qCWarning(lcSandboxPrinter) << name << "cannot be written";
}

} // namespace tillwright::kiosk
