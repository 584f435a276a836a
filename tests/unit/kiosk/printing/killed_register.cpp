#include "printing_fixture.h"

#include <QCoreApplication>
#include <QTextStream>

using namespace tillwright::testing;

/// A register that is there to be killed: `killed_register SPOOL PORT ID...` enqueues the jobs and prints what is in the
/// spool until nothing is left that could be printed.
int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    auto store = SpoolStore::open(arguments.value(1));
    if (!store)
        qFatal("%s", qPrintable(store.error().cause));
    EscPosPrinter printer(
        std::make_unique<TcpTransport>(QStringLiteral("127.0.0.1"), arguments.value(2).toUShort()),
        Confirmation::ProcessId, shortPatience());
    FakeClock clock;
    Spooler spooler(**store, printer, clock);
    QObject::connect(&spooler, &Spooler::changed, [&] {
        const auto jobs = *spooler.open();
        const bool isOver = std::none_of(jobs.begin(), jobs.end(), [](const Job &job) {
            return job.state == JobState::Queued || job.state == JobState::Printing;
        });
        if (isOver)
            QCoreApplication::quit();
    });
    for (const QString &id : arguments.mid(3)) {
        if (!spooler.enqueue(exampleJob(id, 40)))
            return 1;
    }
    return QCoreApplication::exec();
}
