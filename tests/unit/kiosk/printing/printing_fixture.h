#pragma once

#include "../../../support/fake_ports.h"

#include "kiosk/printing/escpos_printer.h"
#include "kiosk/printing/spooler.h"
#include "kiosk/printing/tcp_transport.h"
#include "kiosk/virtual_printer/printer_server.h"

#include <QTemporaryDir>
#include <QTest>

namespace tillwright::testing {

using namespace tillwright::kiosk::printing;
using kiosk::virtual_printer::Behaviour;
using kiosk::virtual_printer::PrinterServer;
using kiosk::virtual_printer::VirtualPrinter;

/// Initialise, a title, lines, a cut.
inline QByteArray paper(const QByteArray &title, int lines = 12)
{
    QByteArray bytes("\x1b@");
    bytes += title + '\n';
    for (int line = 1; line < lines; ++line)
        bytes += "line " + QByteArray::number(line) + '\n';
    return bytes
        + QByteArray("\x1b"
                     "d\x03"
                     "\x1dV\x01");
}

inline NewJob exampleJob(const QString &id = QStringLiteral("attempt-1/customer"), int lines = 12)
{
    return {id, QStringLiteral("Receipt 17"), paper(id.toUtf8(), lines),
            paper("DUPLICATE " + id.toUtf8(), lines)};
}

/// Short enough for tests, long enough for a busy machine.
inline PrinterPatience shortPatience()
{
    return {.openMs = 3'000,
            .answerMs = 1'000,
            .pollWaitedMs = 30,
            .pollIdleMs = 100,
            .confirmMs = 2'000,
            .stallMs = 3'000};
}

inline constexpr int waitMs = 20'000;

/// The first line of every slip.
inline QStringList titlesOf(const VirtualPrinter &printer)
{
    QStringList titles;
    for (const auto &slip : printer.slips())
        titles.append(textOf(slip, printer.behaviour().columns).value(0));
    return titles;
}

/// A spool, a spooler and a printer at a TCP port, as a register has them.
struct Counter {
    explicit Counter(const Behaviour &behaviour = {}, Confirmation confirmation = Confirmation::Status)
        : device(behaviour), server(device), m_confirmation(confirmation)
    {
        if (!server.listen())
            qFatal("no port");
        start();
    }
    ~Counter() { stop(); }

    void start()
    {
        auto opened = SpoolStore::open(folder.filePath(QStringLiteral("spool.sqlite")));
        if (!opened)
            qFatal("%s", qPrintable(opened.error().cause));
        store = *std::move(opened);
        printer = std::make_unique<EscPosPrinter>(
            std::make_unique<TcpTransport>(QStringLiteral("127.0.0.1"), server.port()), m_confirmation,
            shortPatience());
        spooler = std::make_unique<Spooler>(*store, *printer, clock);
    }
    /// As if the program ended.
    void stop()
    {
        spooler.reset();
        printer.reset();
        store.reset();
    }
    [[nodiscard]] Job job(const QString &id = QStringLiteral("attempt-1/customer")) const
    {
        const auto found = store->find(id);
        return found && *found ? **found : Job();
    }
    [[nodiscard]] JobState state(const QString &id = QStringLiteral("attempt-1/customer")) const
    {
        return job(id).state;
    }
    [[nodiscard]] Condition condition() const { return printer->status().condition; }

    QTemporaryDir folder;
    VirtualPrinter device;
    PrinterServer server;
    FakeClock clock;
    std::unique_ptr<SpoolStore> store;
    std::unique_ptr<EscPosPrinter> printer;
    std::unique_ptr<Spooler> spooler;

private:
    Confirmation m_confirmation;
};

} // namespace tillwright::testing
