#include "kiosk/qa_kiosk_faults.h"

#include "kiosk/autopilot/faulty_backend.h"
#include "kiosk/autopilot/process_faults.h"
#include "kiosk/autopilot/renderer_faults.h"
#include "kiosk/sandbox_printer.h"

#include <QCoreApplication>
#include <QWebEngineView>

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;
using autopilot::Fault;

namespace {

bool isTheSandboxs(const QString &place)
{
    return place.startsWith("clive."_L1) || place.startsWith("stripe."_L1);
}

QList<Fault> ofPlaces(const QList<Fault> &faults, const QString &begin)
{
    QList<Fault> found;
    for (const auto &fault : faults) {
        if (fault.at.startsWith(begin))
            found.append(fault);
    }
    return found;
}

} // namespace

void QaKioskFaults::attach(autopilot::FaultyBackend *backend, QWebEngineView *page, SandboxPrinter *printer)
{
    m_backend = backend;
    m_page = page;
    m_printer = printer;
}

QList<qa::FaultPlace> QaKioskFaults::places() const
{
    QList<qa::FaultPlace> places;
    const auto &all = autopilot::actionsByPlace();
    for (auto it = all.begin(); it != all.end(); ++it) {
        if (!isTheSandboxs(it.key()))
            places.append({it.key(), it.value()});
    }
    return places;
}

QString QaKioskFaults::whyNot(const QString &at) const
{
    const bool isPrinter = at == "printer"_L1;
    if (isPrinter && !m_printer)
        return QCoreApplication::translate(
            "QaFaults",
            "There is no printer in software here. Start with --qa-panel and without --printer to have one.");
    return {};
}

void QaKioskFaults::set(const QList<Fault> &faults)
{
    if (m_backend)
        m_backend->setFaults(ofPlaces(faults, u"backend."_s));
    if (m_printer)
        m_printer->setFaults(ofPlaces(faults, u"printer"_s));
    m_waiting.clear();
    for (const auto &fault : ofPlaces(faults, u"page.renderer"_s) + ofPlaces(faults, u"kiosk.process"_s)) {
        if (fault.event.isEmpty())
            strike(fault);
        else
            m_waiting.append(fault);
    }
}

QList<Fault> QaKioskFaults::inForce() const
{
    QList<Fault> faults = m_waiting;
    if (m_backend)
        faults += m_backend->faults();
    if (m_printer)
        faults += m_printer->faults();
    return faults;
}

void QaKioskFaults::happen(const QString &event)
{
    for (qsizetype i = m_waiting.size() - 1; i >= 0; --i) {
        if (autopilot::isDueAt(m_waiting[i], event))
            strike(m_waiting.takeAt(i));
    }
}

void QaKioskFaults::strike(Fault fault)
{
    if (fault.at == "kiosk.process"_L1) {
        fault.event = u"now"_s;
        autopilot::ProcessFaults({fault}).happen(fault.event);
        return;
    }
    fault.event.clear();
    autopilot::RendererFaults once({fault}, m_page);
    once.arm();
    static_cast<void>(once.strike(fault.when));
}

} // namespace tillwright::kiosk
