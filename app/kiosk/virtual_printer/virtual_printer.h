#pragma once

#include "kiosk/virtual_printer/command_reader.h"

#include <QObject>

#include <optional>

class QTimer;

namespace tillwright::kiosk::virtual_printer {

/// What can be wrong with a printer, and how good it is.
struct Behaviour {
    int columns = 42;
    /// Lines (or pictures) that the roll still holds; nothing: it never ends.
    std::optional<int> paperLines;
    /// The roll is low below this.
    int nearEndLines = 0;
    bool coverOpen = false;
    bool offline = false;
    bool cutterError = false;
    int msPerLine = 0;
    /// Loses its power once so many bytes were obeyed. What it had received and not printed is gone.
    std::optional<qint64> diesAfterBytes;
    /// Answers `DLE EOT` and `GS r`.
    bool answersStatus = true;
    /// Answers `GS ( H`.
    bool answersProcessId = true;
};

/// A receipt printer without its wires: bytes in, paper and answers out. It has a small memory, as they have, and stops
/// in the middle of a job when it runs out of paper.
class VirtualPrinter : public QObject
{
    Q_OBJECT

public:
    explicit VirtualPrinter(const Behaviour &behaviour = {});

    /// More than that would not fit a printer's memory; whoever feeds it waits for hungry().
    [[nodiscard]] qint64 freeBytes() const;
    void receive(const QByteArray &bytes);
    /// After died(); the paper that hung out of it still does.
    void switchOn();

    void setPaperLines(std::optional<int> lines);
    void setCoverOpen(bool open);
    void setOffline(bool offline);
    void setAnswersStatus(bool answers) { m_behaviour.answersStatus = answers; }
    void setDiesAfterBytes(std::optional<qint64> bytes) { m_behaviour.diesAfterBytes = bytes; }
    /// Once it has obeyed so many bytes more.
    void dieAfterMoreBytes(qint64 bytes) { m_behaviour.diesAfterBytes = m_obeyedBytes + bytes; }
    [[nodiscard]] const Behaviour &behaviour() const { return m_behaviour; }
    [[nodiscard]] bool isDead() const { return m_isDead; }

    /// What was cut off, the oldest first.
    [[nodiscard]] const QList<Slip> &slips() const { return m_slips; }
    /// What hangs out of it.
    [[nodiscard]] const Slip &hanging() const { return m_reader.slip(); }
    [[nodiscard]] const QStringList &problems() const { return m_reader.problems(); }
    [[nodiscard]] int drawerPulses() const { return m_reader.drawerPulses(); }

Q_SIGNALS:
    void answered(const QByteArray &bytes);
    void hungry();
    void slipCut(const tillwright::kiosk::virtual_printer::Slip &slip);
    void died();

private:
    void obeyAtOnce(const QByteArray &bytes);
    [[nodiscard]] unsigned char statusByte(int kind) const;
    [[nodiscard]] bool isPaperOut() const;
    [[nodiscard]] bool isPaperLow() const;
    [[nodiscard]] bool canPrint() const;
    void work();
    /// False: it has to wait, or is dead.
    bool workOnce();
    void die();

    Behaviour m_behaviour;
    CommandReader m_reader;
    QByteArray m_buffer;
    /// The last two bytes that came, to see a real-time command that two packets share.
    QByteArray m_tail;
    QList<Slip> m_slips;
    qint64 m_obeyedBytes = 0;
    bool m_isDead = false;
    QTimer *m_motor;
};

} // namespace tillwright::kiosk::virtual_printer
