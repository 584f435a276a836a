#include "kiosk/printing/cups_printer.h"

#include <QProcessEnvironment>
#include <QRegularExpression>
#include <QTimer>

namespace tillwright::kiosk::printing {

namespace {

constexpr int idlePollFactor = 15;
/// Longer than any of these commands takes when the server is well.
constexpr int commandMaxMs = 30'000;

/// What CUPS says that means nothing of a job was taken.
bool isNothingSent(const QString &errors)
{
    return errors.contains(QStringLiteral("onnect")) || errors.contains(QStringLiteral("scheduler"))
        || errors.contains(QStringLiteral("not accepting"))
        || errors.contains(QStringLiteral("imed out"))
        // Said of a server that is down as well.
        || errors.contains(QStringLiteral("does not exist"));
}

/// What will be the same at the next try.
bool isRefused(const QString &errors)
{
    return errors.contains(QStringLiteral("nsupported")) || errors.contains(QStringLiteral("nauthorized"))
        || errors.contains(QStringLiteral("orbidden"));
}

} // namespace

CupsPrinter::CupsPrinter(CupsQueue queue, int pollMs)
    : m_queue(std::move(queue)), m_pollMs(pollMs), m_pollTimer(new QTimer(this))
{
    m_pollTimer->setSingleShot(true);
    connect(m_pollTimer, &QTimer::timeout, this, &CupsPrinter::poll);
    m_asker.setMaxThreadCount(1);
}

CupsPrinter::~CupsPrinter()
{
    m_asker.waitForDone();
}

void CupsPrinter::watch(bool isWaited)
{
    const bool isHurried = isWaited && !m_isWaited;
    m_isWaited = isWaited;
    if (isHurried || !m_pollTimer->isActive())
        m_pollTimer->start(0);
}

void CupsPrinter::print(const QString &token, const QByteArray &document)
{
    m_isFree = false;
    m_hasJob = true;
    m_jobId.clear();
    QStringList arguments{QStringLiteral("-d"), m_queue.name, QStringLiteral("-t"), token};
    if (m_queue.isRaw)
        arguments << QStringLiteral("-o") << QStringLiteral("raw");
    run(QStringLiteral("lp"), arguments, document, [this](const Ended &lp) { submitted(lp); });
}

void CupsPrinter::submitted(const Ended &lp)
{
    m_jobId = jobIdFrom(lp.output);
    if (!m_jobId.isEmpty()) {
        m_pollTimer->start(0);
        return;
    }
    const QString cause = lp.errors.isEmpty() ? QStringLiteral("lp did not name the job") : lp.errors;
    if (isRefused(lp.errors))
        finish(Outcome::Kind::Refused, Proof::None, cause);
    else if (isNothingSent(lp.errors))
        finish(Outcome::Kind::NotSent, Proof::None, cause);
    else
        finish(Outcome::Kind::Uncertain, Proof::None, cause);
}

void CupsPrinter::run(const QString &command, const QStringList &arguments, const QByteArray &input,
                      std::function<void(const Ended &)> done)
{
    auto *process = new QProcess(this);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    process->setProcessEnvironment(environment);
    QTimer::singleShot(commandMaxMs, process, &QProcess::kill);
    const auto ended = [process, done](bool isGood, const QString &trouble) {
        Ended result{isGood, QString::fromUtf8(process->readAllStandardOutput()),
                     QString::fromUtf8(process->readAllStandardError()).simplified()};
        if (result.errors.isEmpty())
            result.errors = trouble;
        process->disconnect();
        process->deleteLater();
        done(result);
    };
    connect(process, &QProcess::finished, this, [ended](int exitCode, QProcess::ExitStatus how) {
        ended(exitCode == 0 && how == QProcess::NormalExit,
              how == QProcess::CrashExit ? QStringLiteral("the command was ended") : QString());
    });
    connect(
        process, &QProcess::errorOccurred, this,
        [ended, command](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                ended(false,
                      QStringLiteral("cannot connect: %1 is missing, install cups-client").arg(command));
        },
        Qt::QueuedConnection);
    QStringList all = arguments;
    if (!m_queue.server.isEmpty())
        all = QStringList{QStringLiteral("-h"), m_queue.server} + arguments;
    process->start(command, all);
    process->write(input);
    process->closeWriteChannel();
}

void CupsPrinter::poll()
{
    if (m_isAsking)
        return;
    m_isAsking = true;
    if (!m_hasJob)
        askQueue();
    else if (!m_jobId.isEmpty())
        askJob();
    else
        m_isAsking = false;
}

void CupsPrinter::askQueue()
{
    run(QStringLiteral("lpstat"), {QStringLiteral("-l"), QStringLiteral("-p"), m_queue.name}, {},
        [this](const Ended &lpstat) {
            m_isAsking = false;
            setStatus(lpstat.isGood ? statusFrom(lpstat.output)
                                    : PrinterStatus{Condition::Unreachable, lpstat.errors});
            m_pollTimer->start(m_isWaited ? m_pollMs : m_pollMs * idlePollFactor);
            if (m_hasJob)
                return;
            m_isFree = m_status.canPrint() && m_isWaited;
            if (m_isFree)
                Q_EMIT becameFree();
        });
}

void CupsPrinter::askJob()
{
    // The queue's troubles are the job's while it waits there.
    run(QStringLiteral("lpstat"), {QStringLiteral("-l"), QStringLiteral("-p"), m_queue.name}, {},
        [this](const Ended &queue) {
            setStatus(queue.isGood ? statusFrom(queue.output)
                                   : PrinterStatus{Condition::Unreachable, queue.errors});
            m_asker.start([this, queue = m_queue, number = m_jobId.section(u'-', -1).toInt()] {
                const CupsJobEnd end = cupsJobEnd(queue.server, queue.name, number);
                QMetaObject::invokeMethod(
                    this, [this, end] { jobAnswered(end); }, Qt::QueuedConnection);
            });
        });
}

void CupsPrinter::jobAnswered(CupsJobEnd end)
{
    m_isAsking = false;
    m_pollTimer->start(m_pollMs);
    switch (end) {
    case CupsJobEnd::Completed:
        finish(Outcome::Kind::Printed, Proof::Queue, {});
        break;
    case CupsJobEnd::Cancelled:
        finish(Outcome::Kind::Uncertain, Proof::None, QStringLiteral("it was cancelled in CUPS"));
        break;
    case CupsJobEnd::Aborted:
        // Its first lines may be on paper.
        finish(Outcome::Kind::Uncertain, Proof::None, QStringLiteral("CUPS gave it up"));
        break;
    case CupsJobEnd::Unknown:
    case CupsJobEnd::Open:
        break;
    }
}

void CupsPrinter::finish(Outcome::Kind kind, Proof proof, const QString &cause)
{
    m_hasJob = false;
    m_jobId.clear();
    m_pollTimer->start(kind == Outcome::Kind::NotSent ? m_pollMs : 0);
    Q_EMIT finished({kind, proof, cause});
}

PrinterStatus CupsPrinter::statusFrom(const QString &lpstat)
{
    static const QRegularExpression alertsLine(QStringLiteral("^\\s*Alerts: (.*)$"),
                                               QRegularExpression::MultilineOption);
    const QString alerts = alertsLine.match(lpstat).captured(1);
    const auto says = [&alerts](const char *word) { return alerts.contains(QLatin1String(word)); };
    if (says("cover-open") || says("door-open"))
        return {Condition::CoverOpen, {}};
    if (says("media-empty") || says("media-needed"))
        return {Condition::PaperOut, {}};
    if (says("jam"))
        return {Condition::Error, alerts};
    if (says("offline") || says("connecting-to-device") || says("timed-out")
        || lpstat.contains(QStringLiteral("may not exist or is unavailable")))
        return {Condition::Unreachable, alerts};
    if (lpstat.contains(QStringLiteral(" disabled since")) || says("paused"))
        return {Condition::Offline, QStringLiteral("the queue is stopped: cupsenable starts it")};
    if (says("media-low"))
        return {Condition::PaperLow, {}};
    return {Condition::Ready, {}};
}

QString CupsPrinter::jobIdFrom(const QString &lp)
{
    static const QRegularExpression named(QStringLiteral("request id is (\\S+) "));
    return named.match(lp).captured(1);
}

void CupsPrinter::setStatus(const PrinterStatus &status)
{
    if (m_status == status)
        return;
    m_status = status;
    Q_EMIT statusChanged();
}

} // namespace tillwright::kiosk::printing
