#include "kiosk/printing/cups_jobs.h"

#include <QFile>

#include <cups/cups.h>
#include <memory>

namespace tillwright::kiosk::printing {

namespace {

constexpr int connectMaxMs = 5'000;
constexpr double answerMaxS = 5;

int giveUp(http_t *, void *)
{
    return 0;
}

CupsJobEnd endOf(ipp_jstate_t state)
{
    switch (state) {
    case IPP_JSTATE_COMPLETED:
        return CupsJobEnd::Completed;
    case IPP_JSTATE_CANCELED:
        return CupsJobEnd::Cancelled;
    case IPP_JSTATE_ABORTED:
        return CupsJobEnd::Aborted;
    default:
        return CupsJobEnd::Open;
    }
}

} // namespace

CupsJobEnd cupsJobEnd(const QString &server, const QString &queue, int jobNumber)
{
    // `host:port` and sockets' paths.
    const bool hasPort = !server.startsWith(u'/') && server.contains(u':');
    const QByteArray host = server.isEmpty()
        ? QByteArray(cupsServer())
        : QFile::encodeName(hasPort ? server.section(u':', 0, 0) : server);
    const int port = hasPort ? server.section(u':', 1).toInt() : ippPort();
    const std::unique_ptr<http_t, decltype(&httpClose)> connection(
        httpConnect2(host.constData(), port, nullptr, AF_UNSPEC, HTTP_ENCRYPTION_IF_REQUESTED, 1,
                     connectMaxMs, nullptr),
        &httpClose);
    if (!connection)
        return CupsJobEnd::Unknown;
    httpSetTimeout(connection.get(), answerMaxS, giveUp, nullptr);
    cups_job_t *jobs = nullptr;
    const int count =
        cupsGetJobs2(connection.get(), &jobs, queue.toUtf8().constData(), 0, CUPS_WHICHJOBS_ALL);
    CupsJobEnd end = CupsJobEnd::Unknown;
    for (int i = 0; i < count; ++i) {
        if (jobs[i].id == jobNumber)
            end = endOf(jobs[i].state);
    }
    cupsFreeJobs(count, jobs);
    return end;
}

} // namespace tillwright::kiosk::printing
