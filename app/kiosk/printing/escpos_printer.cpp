#include "kiosk/printing/escpos_printer.h"

#include <QCryptographicHash>
#include <QTimer>

namespace tillwright::kiosk::printing {

namespace {

QTimer *makeTimer(QObject *parent)
{
    auto *timer = new QTimer(parent);
    timer->setSingleShot(true);
    return timer;
}

/// Four printable characters out of any token.
QByteArray processIdFor(const QString &token)
{
    constexpr char first = '0';
    constexpr int range = 'z' - '0' + 1;
    const QByteArray hash = QCryptographicHash::hash(token.toUtf8(), QCryptographicHash::Sha256);
    QByteArray id;
    for (int i = 0; i < 4; ++i)
        id += char(first + static_cast<unsigned char>(hash[i]) % range);
    return id;
}

} // namespace

EscPosPrinter::EscPosPrinter(std::unique_ptr<ByteTransport> transport, Confirmation confirmation,
                             const PrinterPatience &patience)
    : m_transport(std::move(transport)), m_confirmation(confirmation), m_patience(patience),
      m_answerTimer(makeTimer(this)), m_pollTimer(makeTimer(this)), m_jobTimer(makeTimer(this))
{
    connect(m_transport.get(), &ByteTransport::opened, this, &EscPosPrinter::opened);
    connect(m_transport.get(), &ByteTransport::closed, this, &EscPosPrinter::closed);
    connect(m_transport.get(), &ByteTransport::received, this, &EscPosPrinter::received);
    connect(m_transport.get(), &ByteTransport::progressed, this, &EscPosPrinter::progressed);
    connect(m_transport.get(), &ByteTransport::drained, this, &EscPosPrinter::drained);
    connect(m_answerTimer, &QTimer::timeout, this, &EscPosPrinter::silent);
    connect(m_pollTimer, &QTimer::timeout, this, &EscPosPrinter::polled);
    connect(m_jobTimer, &QTimer::timeout, this, &EscPosPrinter::waited);
}

EscPosPrinter::~EscPosPrinter()
{
    m_transport->disconnect(this);
}

void EscPosPrinter::watch(bool isWaited)
{
    const bool isHurried = isWaited && !m_isWaited;
    m_isWaited = isWaited;
    if (m_phase == Phase::Closed && (isHurried || !m_pollTimer->isActive()))
        m_pollTimer->start(0);
    else if (m_phase == Phase::Held && isHurried)
        m_pollTimer->start(0);
    else if (m_phase == Phase::Free && !isWaited)
        rest();
}

void EscPosPrinter::print(const QString &token, const QByteArray &document)
{
    m_pollTimer->start(m_patience.answerMs);
    m_phase = Phase::Sending;
    m_processId = processIdFor(token);
    QByteArray bytes = document;
    if (m_confirmation == Confirmation::ProcessId)
        bytes += askProcessId(m_processId);
    else if (m_confirmation == Confirmation::Status)
        bytes += askWhenPrinted();
    m_jobTimer->start(m_patience.stallMs);
    m_transport->write(bytes);
}

void EscPosPrinter::open()
{
    m_phase = Phase::Opening;
    m_reader.reset();
    m_staleAnswers = 0;
    m_answerTimer->start(m_patience.openMs);
    m_transport->open();
}

void EscPosPrinter::opened()
{
    m_answerTimer->stop();
    if (m_confirmation == Confirmation::None || !m_transport->hasBackChannel()) {
        answered({Condition::Ready, {}});
        return;
    }
    m_phase = Phase::Asking;
    startAsking();
}

void EscPosPrinter::closed(const QString &cause)
{
    stopAsking();
    const bool hadJob = hasJob();
    m_phase = Phase::Closed;
    setStatus({Condition::Unreachable, cause});
    m_pollTimer->start(m_isWaited || hadJob ? m_patience.pollWaitedMs : m_patience.pollIdleMs);
    if (hadJob)
        finish(Outcome::Kind::Uncertain, Proof::None, cause);
}

void EscPosPrinter::startAsking()
{
    m_answers.clear();
    m_isAsking = true;
    askNext();
}

void EscPosPrinter::stopAsking()
{
    m_answerTimer->stop();
    if (m_isAsking)
        ++m_staleAnswers;
    m_isAsking = false;
}

void EscPosPrinter::askNext()
{
    m_answerTimer->start(m_patience.answerMs);
    m_transport->write(ask(Question(m_answers.size() + 1)));
}

void EscPosPrinter::received(const QByteArray &bytes)
{
    const auto replies = m_reader.read(bytes);
    for (const Reply &reply : replies)
        std::visit([this](const auto &known) { handle(known); }, reply);
}

void EscPosPrinter::handle(const RealTimeStatus &reply)
{
    if (m_staleAnswers > 0) {
        --m_staleAnswers;
        return;
    }
    if (!m_isAsking)
        return;
    m_answers.append(reply);
    if (m_answers.size() < questionCount) {
        askNext();
        return;
    }
    m_answerTimer->stop();
    m_isAsking = false;
    answered(statusFrom(m_answers));
}

void EscPosPrinter::handle(const PaperStatus &)
{
    if (hasJob() && m_confirmation == Confirmation::Status)
        finish(Outcome::Kind::Printed, Proof::Status, {});
}

void EscPosPrinter::handle(const ProcessId &reply)
{
    if (hasJob() && reply.id == m_processId)
        finish(Outcome::Kind::Printed, Proof::ProcessId, {});
}

void EscPosPrinter::answered(const PrinterStatus &status)
{
    setStatus(status);
    if (hasJob()) {
        // Somebody has to fetch paper first: until then nothing can be confirmed.
        if (!status.canPrint())
            m_jobTimer->start(m_patience.confirmMs);
        m_pollTimer->start(m_patience.pollWaitedMs);
        return;
    }
    if (!m_isWaited) {
        rest();
        return;
    }
    if (!status.canPrint()) {
        m_phase = Phase::Held;
        m_pollTimer->start(m_patience.pollWaitedMs);
        return;
    }
    m_phase = Phase::Free;
    // An answer is good for now only.
    m_pollTimer->start(m_patience.pollWaitedMs);
    Q_EMIT becameFree();
}

void EscPosPrinter::silent()
{
    stopAsking();
    if (hasJob()) {
        // While it is asked the job's own patience goes on.
        setStatus({Condition::Silent, QStringLiteral("no answer in the middle of a job")});
        m_pollTimer->start(m_patience.pollWaitedMs);
        return;
    }
    const bool isOpening = m_phase == Phase::Opening;
    m_transport->close();
    m_phase = Phase::Closed;
    setStatus(isOpening ? PrinterStatus{Condition::Unreachable, QStringLiteral("no connection in time")}
                        : PrinterStatus{Condition::Silent, QStringLiteral("no answer to DLE EOT")});
    m_pollTimer->start(m_isWaited ? m_patience.pollWaitedMs : m_patience.pollIdleMs);
}

void EscPosPrinter::progressed()
{
    if (m_phase != Phase::Sending)
        return;
    m_jobTimer->start(m_patience.stallMs);
    m_pollTimer->start(m_patience.answerMs);
}

void EscPosPrinter::drained()
{
    if (m_phase != Phase::Sending)
        return;
    if (m_confirmation == Confirmation::None || !m_transport->hasBackChannel()) {
        finish(Outcome::Kind::Printed, Proof::Sent, {});
        return;
    }
    m_phase = Phase::Confirming;
    m_jobTimer->start(m_patience.confirmMs);
    m_pollTimer->start(m_patience.pollWaitedMs);
}

void EscPosPrinter::waited()
{
    const QString cause = m_phase == Phase::Sending ? QStringLiteral("the printer takes no more data")
                                                    : QStringLiteral("the printer did not confirm it");
    // What is still on the way must not be taken for an answer to the next job.
    m_transport->close();
    m_phase = Phase::Closed;
    m_pollTimer->start(m_patience.pollWaitedMs);
    stopAsking();
    finish(Outcome::Kind::Uncertain, Proof::None, cause);
}

void EscPosPrinter::polled()
{
    switch (m_phase) {
    case Phase::Closed:
        open();
        break;
    case Phase::Free:
    case Phase::Held:
        if (m_confirmation == Confirmation::None || !m_transport->hasBackChannel()) {
            answered({Condition::Ready, {}});
            break;
        }
        m_phase = Phase::Asking;
        startAsking();
        break;
    case Phase::Confirming:
        if (!m_isAsking)
            startAsking();
        break;
    case Phase::Sending:
        // Questions would wait behind the data.
        setStatus({Condition::Offline, QStringLiteral("it takes no more data in the middle of a job")});
        break;
    case Phase::Opening:
    case Phase::Asking:
        break;
    }
}

void EscPosPrinter::finish(Outcome::Kind kind, Proof proof, const QString &cause)
{
    m_jobTimer->stop();
    if (m_phase != Phase::Closed) {
        m_phase = Phase::Held;
        stopAsking();
        // A fresh answer before the next job.
        m_pollTimer->start(0);
    }
    Q_EMIT finished({kind, proof, cause});
}

/// Lets go of the printer, which another register may want.
void EscPosPrinter::rest()
{
    m_transport->close();
    m_phase = Phase::Closed;
    m_pollTimer->start(m_patience.pollIdleMs);
}

void EscPosPrinter::setStatus(const PrinterStatus &status)
{
    if (m_status == status)
        return;
    m_status = status;
    Q_EMIT statusChanged();
}

} // namespace tillwright::kiosk::printing
