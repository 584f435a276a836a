#pragma once

#include "kiosk/printing/byte_transport.h"
#include "kiosk/printing/printer.h"
#include "kiosk/printing/replies.h"

#include <memory>

class QTimer;

namespace tillwright::kiosk::printing {

/// How a printer says that a job came out.
enum class Confirmation {
    Status,    ///< by `GS r 1` behind the last line: every printer that answers at all
    ProcessId, ///< by `GS ( H`, which names the job: the best proof, newer printers only
    None,      ///< it cannot answer; what was handed over counts as printed
};

/// How long what may take.
struct PrinterPatience {
    int openMs = 5'000;
    int answerMs = 3'000;
    /// Between questions while a job waits, and while none does.
    int pollWaitedMs = 1'000;
    int pollIdleMs = 15'000;
    /// A ready printer that took everything and does not confirm.
    int confirmMs = 30'000;
    /// A printer that takes no more data: somebody may be fetching paper.
    int stallMs = 600'000;
};

/// Speaks ESC/POS status over any wire. A job is sent only right after the printer has said that it can print, and
/// counts as printed when the printer answers the question that stands behind its last line. When paper runs out in
/// the middle the printer keeps the rest; so the job waits with it.
class EscPosPrinter : public Printer
{
    Q_OBJECT

public:
    EscPosPrinter(std::unique_ptr<ByteTransport> transport, Confirmation confirmation,
                  const PrinterPatience &patience = {});
    ~EscPosPrinter() override;

    [[nodiscard]] const PrinterStatus &status() const override { return m_status; }
    void watch(bool isWaited) override;
    [[nodiscard]] bool isFree() const override { return m_phase == Phase::Free; }
    void print(const QString &token, const QByteArray &document) override;

private:
    enum class Phase { Closed, Opening, Asking, Free, Held, Sending, Confirming };

    void open();
    void opened();
    void closed(const QString &cause);
    void startAsking();
    void stopAsking();
    void askNext();
    void received(const QByteArray &bytes);
    void handle(const RealTimeStatus &reply);
    void handle(const PaperStatus &reply);
    void handle(const ProcessId &reply);
    void answered(const PrinterStatus &status);
    void silent();
    void drained();
    void progressed();
    void waited();
    void polled();
    void finish(Outcome::Kind kind, Proof proof, const QString &cause);
    void rest();
    void setStatus(const PrinterStatus &status);
    [[nodiscard]] bool hasJob() const { return m_phase == Phase::Sending || m_phase == Phase::Confirming; }

    std::unique_ptr<ByteTransport> m_transport;
    const Confirmation m_confirmation;
    const PrinterPatience m_patience;
    Phase m_phase = Phase::Closed;
    PrinterStatus m_status;
    bool m_isWaited = false;
    ReplyReader m_reader;
    QList<RealTimeStatus> m_answers;
    bool m_isAsking = false;
    /// Answers that may still come to questions that nobody waits for any more: they do not say which one was asked.
    int m_staleAnswers = 0;
    QByteArray m_processId;
    /// Opening, an answer.
    QTimer *m_answerTimer;
    /// The next question, or the next try to open.
    QTimer *m_pollTimer;
    /// How long a job makes no progress.
    QTimer *m_jobTimer;
};

} // namespace tillwright::kiosk::printing
