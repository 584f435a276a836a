#include "kiosk/virtual_printer/printer_server.h"
#include "version/version.h"

#include <QCommandLineParser>
#include <QDir>
#include <QGuiApplication>
#include <QSaveFile>
#include <QSocketNotifier>
#include <QTextStream>
#include <string_view>
#include <unistd.h>

namespace {

using namespace Qt::StringLiterals;
using namespace tillwright;
using namespace tillwright::kiosk::virtual_printer;

constexpr int exitBadInput = 2;

int complain(const QString &text)
{
    QTextStream(stderr) << "tillwright-virtual-printer: " << text << Qt::endl;
    return exitBadInput;
}

void save(const Slip &slip, const QDir &folder, int number, int columns)
{
    const QString name = folder.filePath(u"slip-%1"_s.arg(number));
    QSaveFile text(name + u".txt"_s);
    if (!text.open(QIODevice::WriteOnly) || text.write(textOf(slip, columns).join(u'\n').toUtf8() + '\n') < 0
        || !text.commit() || !pictureOf(slip, columns * 12).save(name + u".png"_s))
        complain(u"%1 cannot be written"_s.arg(name));
}

/// One a line on standard input: what a person does to the printer.
void obey(const QString &line, VirtualPrinter &printer, PrinterServer &server)
{
    const QStringList words = line.simplified().split(u' ');
    const QString what = words.value(0);
    const QString value = words.value(1);
    if (what == "paper"_L1)
        printer.setPaperLines(value.isEmpty() ? std::nullopt : std::optional(value.toInt()));
    else if (what == "cover"_L1)
        printer.setCoverOpen(value == "open"_L1);
    else if (what == "offline"_L1 || what == "online"_L1)
        printer.setOffline(what == "offline"_L1);
    else if (what == "unplug"_L1)
        server.unplug();
    else if (what == "plug"_L1 && !server.plugIn())
        complain(server.errorString());
    else if (what == "on"_L1) {
        printer.switchOn();
        if (!server.plugIn())
            complain(server.errorString());
    }
}

Behaviour behaviourOf(const QCommandLineParser &parser)
{
    Behaviour behaviour;
    behaviour.columns = parser.value(u"columns"_s).toInt();
    if (parser.isSet(u"paper-out-after"_s))
        behaviour.paperLines = parser.value(u"paper-out-after"_s).toInt();
    if (parser.isSet(u"die-after-bytes"_s))
        behaviour.diesAfterBytes = parser.value(u"die-after-bytes"_s).toLongLong();
    behaviour.msPerLine = parser.value(u"ms-per-line"_s).toInt();
    behaviour.coverOpen = parser.isSet(u"cover-open"_s);
    behaviour.offline = parser.isSet(u"offline"_s);
    behaviour.answersStatus = !parser.isSet(u"no-status"_s);
    behaviour.answersProcessId = !parser.isSet(u"no-process-id"_s);
    return behaviour;
}

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        u"A receipt printer on a port of this machine. Each slip that it cuts off "
        "becomes slip-N.txt and slip-N.png."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({
        {u"port"_s, u"TCP port; 0 is any free one."_s, u"port"_s, u"9100"_s},
        {u"out"_s, u"Folder for the slips."_s, u"folder"_s, u"."_s},
        {u"columns"_s, u"32, 42 or 48."_s, u"columns"_s, u"42"_s},
        {u"paper-out-after"_s, u"The roll ends after so many lines."_s, u"lines"_s},
        {u"die-after-bytes"_s, u"Loses its power after so many bytes."_s, u"bytes"_s},
        {u"ms-per-line"_s, u"Slow."_s, u"ms"_s, u"0"_s},
        {u"cover-open"_s, u"Starts with an open cover."_s},
        {u"offline"_s, u"Starts switched off line."_s},
        {u"no-status"_s, u"Never answers DLE EOT and GS r."_s},
        {u"no-process-id"_s, u"Never answers GS ( H."_s},
    });
}

} // namespace

int main(int argc, char **argv)
{
    // Before there is a display to be missed.
    if (argc == 2 && std::string_view(argv[1]) == "--version") {
        QTextStream(stdout) << "tillwright-virtual-printer " << QString::fromStdString(version::text())
                            << Qt::endl;
        return 0;
    }
    QGuiApplication application(argc, argv);
    QGuiApplication::setApplicationName(u"tillwright-virtual-printer"_s);
    QGuiApplication::setApplicationVersion(QString::fromStdString(version::text()));
    QCommandLineParser parser;
    addOptions(parser);
    parser.process(application);
    const QDir folder(parser.value(u"out"_s));
    if (!folder.mkpath(u"."_s))
        return complain(u"the folder %1 cannot be made"_s.arg(folder.path()));
    VirtualPrinter printer(behaviourOf(parser));
    PrinterServer server(printer);
    int number = 0;
    QTextStream out(stdout);
    QObject::connect(&printer, &VirtualPrinter::slipCut, &printer, [&](const Slip &slip) {
        save(slip, folder, ++number, printer.behaviour().columns);
        out << u"{\"slip\": %1, \"problems\": %2}"_s.arg(number).arg(printer.problems().size()) << Qt::endl;
    });
    bool isPort = false;
    const auto port = parser.value(u"port"_s).toUShort(&isPort);
    if (!isPort)
        return complain(u"--port is no port"_s);
    if (!server.listen(port))
        return complain(server.errorString());
    out << u"{\"ready\": true, \"listen\": \"127.0.0.1:%1\"}"_s.arg(server.port()) << Qt::endl;
    QSocketNotifier commands(STDIN_FILENO, QSocketNotifier::Read);
    QTextStream in(stdin);
    QObject::connect(&commands, &QSocketNotifier::activated, &printer, [&] {
        QString line;
        if (in.readLineInto(&line))
            obey(line, printer, server);
        else
            commands.setEnabled(false);
    });
    return QGuiApplication::exec();
}
