#include "kiosk/virtual_printer/virtual_printer.h"

#include <QTimer>
#include <algorithm>

namespace tillwright::kiosk::virtual_printer {

namespace {

constexpr qint64 memoryBytes = 8192;
constexpr char dle = 0x10;
constexpr char eot = 0x04;
// Bits 1 and 4 of every answer to DLE EOT are set.
constexpr unsigned char statusFixed = 0x12;

} // namespace

VirtualPrinter::VirtualPrinter(const Behaviour &behaviour)
    : m_behaviour(behaviour), m_reader(behaviour.columns), m_motor(new QTimer(this))
{
    m_motor->setSingleShot(true);
    connect(m_motor, &QTimer::timeout, this, &VirtualPrinter::work);
    m_reader.paperStatus = [this] {
        return static_cast<unsigned char>((isPaperLow() ? 0x03 : 0) | (isPaperOut() ? 0x0c : 0));
    };
    m_reader.reply = [this](const QByteArray &bytes) {
        const bool isProcessId = bytes.size() > 1;
        if (isProcessId ? m_behaviour.answersProcessId : m_behaviour.answersStatus)
            Q_EMIT answered(bytes);
    };
}

qint64 VirtualPrinter::freeBytes() const
{
    return m_isDead ? 0 : std::max<qint64>(0, memoryBytes - m_buffer.size());
}

void VirtualPrinter::receive(const QByteArray &bytes)
{
    if (m_isDead)
        return;
    m_buffer += bytes;
    obeyAtOnce(bytes);
    if (!m_motor->isActive())
        work();
}

void VirtualPrinter::obeyAtOnce(const QByteArray &bytes)
{
    const QByteArray seen = m_tail + bytes;
    for (qsizetype at = 0; at + 2 < seen.size(); ++at) {
        const int kind = seen[at + 2];
        if (seen[at] == dle && seen[at + 1] == eot && kind >= 1 && kind <= 4 && m_behaviour.answersStatus)
            Q_EMIT answered(QByteArray(1, char(statusByte(kind))));
    }
    m_tail = seen.right(2);
    // Whole commands must not be seen again.
    if (seen.size() >= 3 && seen[seen.size() - 3] == dle && seen[seen.size() - 2] == eot)
        m_tail.clear();
}

unsigned char VirtualPrinter::statusByte(int kind) const
{
    unsigned char status = statusFixed;
    const auto set = [&status](bool on, int bits) {
        if (on)
            status = static_cast<unsigned char>(status | bits);
    };
    if (kind == 1) {
        set(!canPrint(), 0x08);
    } else if (kind == 2) {
        set(m_behaviour.coverOpen, 0x04);
        set(isPaperOut(), 0x20);
        set(m_behaviour.cutterError, 0x40);
    } else if (kind == 3) {
        set(m_behaviour.cutterError, 0x08);
    } else {
        set(isPaperLow(), 0x0c);
        set(isPaperOut(), 0x60);
    }
    return status;
}

bool VirtualPrinter::isPaperOut() const
{
    return m_behaviour.paperLines && *m_behaviour.paperLines <= 0;
}

bool VirtualPrinter::isPaperLow() const
{
    return m_behaviour.paperLines && *m_behaviour.paperLines < m_behaviour.nearEndLines;
}

bool VirtualPrinter::canPrint() const
{
    return !m_isDead && !isPaperOut() && !m_behaviour.coverOpen && !m_behaviour.offline
        && !m_behaviour.cutterError;
}

void VirtualPrinter::work()
{
    while (workOnce()) {
    }
    if (!m_isDead)
        Q_EMIT hungry();
}

bool VirtualPrinter::workOnce()
{
    if (!canPrint())
        return false;
    if (m_behaviour.diesAfterBytes && m_obeyedBytes >= *m_behaviour.diesAfterBytes) {
        die();
        return false;
    }
    const qsizetype before = m_buffer.size();
    const Step step = m_reader.step(m_buffer);
    m_obeyedBytes += before - m_buffer.size();
    if (step == Step::NeedsMore)
        return false;
    if (step == Step::Cut) {
        m_slips.append(m_reader.takeSlip());
        Q_EMIT slipCut(m_slips.last());
    }
    if (step == Step::Printed) {
        if (m_behaviour.paperLines)
            --*m_behaviour.paperLines;
        if (m_behaviour.msPerLine > 0) {
            m_motor->start(m_behaviour.msPerLine);
            return false;
        }
    }
    return true;
}

void VirtualPrinter::die()
{
    m_isDead = true;
    m_buffer.clear();
    m_motor->stop();
    Q_EMIT died();
}

void VirtualPrinter::switchOn()
{
    m_isDead = false;
    m_tail.clear();
    m_behaviour.diesAfterBytes.reset();
}

void VirtualPrinter::setPaperLines(std::optional<int> lines)
{
    m_behaviour.paperLines = lines;
    work();
}

void VirtualPrinter::setCoverOpen(bool open)
{
    m_behaviour.coverOpen = open;
    work();
}

void VirtualPrinter::setOffline(bool offline)
{
    m_behaviour.offline = offline;
    work();
}

} // namespace tillwright::kiosk::virtual_printer
