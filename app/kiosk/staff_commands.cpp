#include "kiosk/staff_commands.h"

#include "domain/utc_time.h"
#include "kiosk/kiosk_config.h"
#include "kiosk/qt_clock.h"
#include "kiosk/secret_input.h"
#include "kiosk/staff/staff_store.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>
#include <QTextStream>
#include <pwd.h>
#include <string_view>
#include <unistd.h>

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;
using staff::StaffStore;

namespace {

constexpr int exitFailed = 1;
constexpr int exitBadInput = 2;

int complain(const QString &text, int exitCode)
{
    QTextStream(stderr) << "tillwright: " << text << Qt::endl;
    return exitCode;
}

int complain(const shift::StaffError &error)
{
    return complain(QString::fromStdString(error.cause),
                    error.kind == shift::StaffError::Kind::Failed ? exitFailed : exitBadInput);
}

/// Who is at the terminal, for the audit.
std::string terminalUser()
{
    const passwd *entry = ::getpwuid(::getuid());
    return std::string("terminal:") + (entry ? entry->pw_name : std::to_string(::getuid()));
}

QString say(const std::string &text)
{
    return QString::fromStdString(text);
}

struct Command {
    QStringList words; ///< `operators`, `add`, NAME
    QString id;
    QString role;
    int count = 0;
    QString dataFolder;
};

int add(StaffStore &store, const Command &command)
{
    const auto role = shift::roleFromWord(command.role.toStdString());
    if (!role)
        return complain(u"--role: it is %1; say cashier or supervisor"_s.arg(
                            command.role.isEmpty() ? u"missing"_s : command.role),
                        exitBadInput);
    const auto pin = readNewPin();
    if (!pin)
        return complain(pin.error(), exitBadInput);
    const auto added = store.add(command.words.value(2).toStdString(), *role, command.id.toStdString(), *pin,
                                 terminalUser());
    if (!added)
        return complain(added.error());
    QTextStream(stdout) << "Operator " << say(added->id) << " (" << say(added->name) << ") is there"
                        << Qt::endl;
    return 0;
}

QString stateWords(const shift::Operator &person, std::int64_t nowMs)
{
    if (person.isDisabled)
        return u"disabled"_s;
    const auto gate = gateOf(person, nowMs);
    if (gate.isLocked)
        return u"locked until %1"_s.arg(say(domain::utcTimeText(nowMs + gate.waitMs)));
    return person.wrongPins > 0 ? u"%1 wrong PINs in a row"_s.arg(person.wrongPins) : u"ready"_s;
}

int list(StaffStore &store, std::int64_t nowMs)
{
    const auto people = store.operators();
    if (!people)
        return complain(people.error());
    QTextStream out(stdout);
    for (const auto &person : *people)
        out << say(person.id) << '\t' << QString::fromUtf8(shift::roleWord(person.role)) << '\t'
            << stateWords(person, nowMs) << '\t' << say(person.name) << Qt::endl;
    if (people->empty())
        out << "No operators: this register works without sign-in" << Qt::endl;
    return 0;
}

int setPin(StaffStore &store, const std::string &id)
{
    const auto pin = readNewPin();
    if (!pin)
        return complain(pin.error(), exitBadInput);
    const auto set = store.setPin(id, *pin, terminalUser());
    return set ? 0 : complain(set.error());
}

int runOperators(StaffStore &store, const Command &command, const checkout::Clock &clock)
{
    const QString verb = command.words.value(1);
    const std::string argument = command.words.value(2).toStdString();
    const bool takesArgument = verb != "list"_L1;
    if (command.words.size() != (takesArgument ? 3 : 2))
        return complain(
            u"say operators add NAME --role cashier|supervisor [--id ID], list, set-pin ID, disable ID or unlock ID"_s,
            exitBadInput);
    if (verb == "add"_L1)
        return add(store, command);
    if (verb == "list"_L1)
        return list(store, clock.nowMs());
    if (verb == "set-pin"_L1)
        return setPin(store, argument);
    if (verb != "disable"_L1 && verb != "unlock"_L1)
        return complain(u"operators has no %1; say add, list, set-pin, disable or unlock"_s.arg(verb),
                        exitBadInput);
    const auto done = verb == "disable"_L1 ? store.disable(argument, terminalUser())
                                           : store.unlock(argument, terminalUser());
    return done ? 0 : complain(done.error());
}

int runAudit(const StaffStore &store, const Command &command)
{
    const QString verb = command.words.value(1);
    QTextStream out(stdout);
    if (verb == "verify"_L1 && command.words.size() == 2) {
        const auto head = store.verifyAudit();
        if (!head)
            return complain(head.error());
        out << "The audit is whole: " << head->number << " lines, hash "
            << QString::fromLatin1(head->hash.toHex()) << Qt::endl;
        return 0;
    }
    if (verb != "list"_L1 || command.words.size() != 2)
        return complain(u"say audit list [--count N] or audit verify"_s, exitBadInput);
    const auto lines = store.auditLines(command.count);
    if (!lines)
        return complain(lines.error());
    for (const auto &line : *lines)
        out << line.number << '\t' << say(domain::utcTimeText(line.atMs)) << '\t' << say(line.entry.act)
            << '\t' << say(line.entry.subject) << '\t' << say(line.entry.reason)
            << "\tsigned in: " << say(line.entry.signedIn) << "\tallowed by: " << say(line.entry.allowedBy)
            << Qt::endl;
    return 0;
}

tl::expected<Command, QString> parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    const QCommandLineOption sandbox(u"sandbox"_s, u"Of the sandbox's register."_s);
    const QCommandLineOption config(u"config"_s, u"Of the register with this configuration."_s, u"file"_s);
    const QCommandLineOption role(u"role"_s, u"cashier or supervisor."_s, u"role"_s);
    const QCommandLineOption id(u"id"_s, u"Made of the name where it is not given."_s, u"id"_s);
    const QCommandLineOption count(u"count"_s, u"The newest so many lines."_s, u"lines"_s, u"0"_s);
    parser.addOptions({sandbox, config, role, id, count});
    if (!parser.parse(arguments))
        return tl::unexpected(parser.errorText());
    Command command{
        parser.positionalArguments(), parser.value(id), parser.value(role), parser.value(count).toInt(), {}};
    if (parser.isSet(sandbox) == parser.isSet(config))
        return tl::unexpected(u"say of which register: --config FILE or --sandbox"_s);
    const QString usual = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    if (parser.isSet(sandbox)) {
        command.dataFolder = QDir(usual).filePath(u"sandbox"_s);
        return command;
    }
    const auto loaded = loadKioskConfig(parser.value(config), DeviceToken::NotYet);
    if (!loaded)
        return tl::unexpected(loaded.error().join(u'\n'));
    command.dataFolder = loaded->dataFolder.isEmpty() ? usual : loaded->dataFolder;
    return command;
}

} // namespace

std::optional<int> runStaffCommand(int argc, char **argv)
{
    const std::string_view first = argc > 1 ? argv[1] : "";
    if (first != "operators" && first != "audit")
        return std::nullopt;
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"tillwright"_s);
    const auto command = parse(QCoreApplication::arguments());
    if (!command)
        return complain(command.error(), exitBadInput);
    const QtClock clock;
    const auto store = StaffStore::open(QDir(command->dataFolder).filePath(u"staff.sqlite"_s), clock);
    if (!store)
        return complain(store.error());
    return first == "audit" ? runAudit(**store, *command) : runOperators(**store, *command, clock);
}

} // namespace tillwright::kiosk
