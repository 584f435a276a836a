#include "kiosk/sandbox_printer.h"

#include <QLoggingCategory>
#include <QSaveFile>
#include <algorithm>
#include <utility>

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

} // namespace

bool SandboxPrinter::isWantedBy(const QList<Fault> &faults)
{
    return std::any_of(faults.begin(), faults.end(), [](const Fault &fault) { return fault.at == place; });
}

SandboxPrinter::SandboxPrinter(const QList<Fault> &faults, const QDir &slips)
    : m_slips(slips), m_server(m_printer)
{
    connect(&m_printer, &virtual_printer::VirtualPrinter::slipCut, this, &SandboxPrinter::keep);
    setFaults(faults);
}

QString SandboxPrinter::start()
{
    if (!m_slips.mkpath(u"."_s) || !m_server.listen())
        return {};
    return u"127.0.0.1:%1"_s.arg(m_server.port());
}

void SandboxPrinter::setFaults(const QList<Fault> &faults)
{
    const auto before = std::exchange(m_faults, {});
    for (const Fault &fault : faults) {
        if (fault.at == place)
            m_faults.append(fault);
    }
    const auto isIn = [](const QList<Fault> &list, const Fault &fault) {
        return std::any_of(list.begin(), list.end(), [&fault](const Fault &other) {
            return other.action == fault.action && other.delayMs == fault.delayMs;
        });
    };
    for (const Fault &fault : before) {
        if (isIn(m_faults, fault))
            continue;
        delete m_repairs.take(fault.action);
        repair(fault.action);
    }
    for (const Fault &fault : std::as_const(m_faults)) {
        if (!isIn(before, fault))
            strike(fault);
    }
}

void SandboxPrinter::strike(const Fault &fault)
{
    if (fault.action == "paper_out"_L1)
        m_printer.setPaperLines(linesBeforePaperOut);
    else if (fault.action == "cover_open"_L1)
        m_printer.setCoverOpen(true);
    else if (fault.action == "offline"_L1)
        m_printer.setOffline(true);
    else if (fault.action == "never"_L1)
        m_printer.setAnswersStatus(false);
    else
        m_printer.dieAfterMoreBytes(bytesBeforeCrash);
    if (fault.delayMs == 0)
        return;
    auto *repairer = new QTimer(this);
    repairer->setSingleShot(true);
    connect(repairer, &QTimer::timeout, this, [this, action = fault.action] {
        m_repairs.take(action)->deleteLater();
        m_faults.removeIf([&action](const Fault &other) { return other.action == action; });
        repair(action);
    });
    m_repairs.insert(fault.action, repairer);
    repairer->start(fault.delayMs);
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
    else if (!m_printer.isDead())
        m_printer.setDiesAfterBytes(std::nullopt);
    else {
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
