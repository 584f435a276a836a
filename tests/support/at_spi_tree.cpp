// Prints what assistive technology is told of a running program: its accessible tree, one JSON object a line, as it comes
// over AT-SPI. Usage: at_spi_tree PROCESS_ID

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTextStream>
#include <QtDBus/QDBusArgument>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusConnectionInterface>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusVariant>

namespace {

const QString accessible = QStringLiteral("org.a11y.atspi.Accessible");
constexpr int depthMax = 60;
// AT-SPI's numbers (atspi-constants.h).
constexpr int stateEnabled = 8;
constexpr int stateFocusable = 11;
constexpr int stateFocused = 12;
constexpr int stateShowing = 25;

struct Place {
    QString service;
    QString path;
};

QDBusMessage call(const QDBusConnection &bus, const Place &place, const QString &interface,
                  const QString &method, const QVariantList &arguments = {})
{
    auto message = QDBusMessage::createMethodCall(place.service, place.path, interface, method);
    message.setArguments(arguments);
    return bus.call(message);
}

QString property(const QDBusConnection &bus, const Place &place, const QString &name)
{
    const auto answer = call(bus, place, QStringLiteral("org.freedesktop.DBus.Properties"),
                             QStringLiteral("Get"), {accessible, name});
    if (answer.type() != QDBusMessage::ReplyMessage)
        return {};
    return answer.arguments().value(0).value<QDBusVariant>().variant().toString();
}

QList<Place> children(const QDBusConnection &bus, const Place &place)
{
    const auto answer = call(bus, place, accessible, QStringLiteral("GetChildren"));
    QList<Place> found;
    if (answer.type() != QDBusMessage::ReplyMessage)
        return found;
    const auto list = answer.arguments().value(0).value<QDBusArgument>();
    list.beginArray();
    while (!list.atEnd()) {
        Place child;
        QDBusObjectPath path;
        list.beginStructure();
        list >> child.service >> path;
        list.endStructure();
        child.path = path.path();
        found.append(child);
    }
    list.endArray();
    return found;
}

quint64 states(const QDBusConnection &bus, const Place &place)
{
    const auto answer = call(bus, place, accessible, QStringLiteral("GetState"));
    if (answer.type() != QDBusMessage::ReplyMessage)
        return 0;
    const auto list = answer.arguments().value(0).value<QDBusArgument>();
    quint64 result = 0;
    int shift = 0;
    list.beginArray();
    while (!list.atEnd()) {
        uint word = 0;
        list >> word;
        if (shift < 64)
            result |= quint64(word) << shift;
        shift += 32;
    }
    list.endArray();
    return result;
}

void print(const QDBusConnection &bus, const Place &place, int depth)
{
    const quint64 state = states(bus, place);
    const auto role = call(bus, place, accessible, QStringLiteral("GetRoleName"));
    const auto has = [state](int bit) { return ((state >> bit) & 1) != 0; };
    const QJsonObject line{
        {QStringLiteral("depth"), depth},
        {QStringLiteral("role"), role.arguments().value(0).toString()},
        {QStringLiteral("name"), property(bus, place, QStringLiteral("Name"))},
        {QStringLiteral("description"), property(bus, place, QStringLiteral("Description"))},
        {QStringLiteral("id"), property(bus, place, QStringLiteral("AccessibleId"))},
        {QStringLiteral("enabled"), has(stateEnabled)},
        {QStringLiteral("focusable"), has(stateFocusable)},
        {QStringLiteral("focused"), has(stateFocused)},
        {QStringLiteral("showing"), has(stateShowing)}};
    QTextStream(stdout) << QJsonDocument(line).toJson(QJsonDocument::Compact) << Qt::endl;
    if (depth >= depthMax)
        return;
    for (const Place &child : children(bus, place))
        print(bus, child, depth + 1);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const uint wanted = QCoreApplication::arguments().value(1).toUInt();
    const auto address =
        call(QDBusConnection::sessionBus(), {QStringLiteral("org.a11y.Bus"), QStringLiteral("/org/a11y/bus")},
             QStringLiteral("org.a11y.Bus"), QStringLiteral("GetAddress"));
    if (address.type() != QDBusMessage::ReplyMessage) {
        QTextStream(stderr) << "there is no accessibility bus: " << address.errorMessage() << Qt::endl;
        return 1;
    }
    const auto bus =
        QDBusConnection::connectToBus(address.arguments().value(0).toString(), QStringLiteral("a11y"));
    const Place root{QStringLiteral("org.a11y.atspi.Registry"),
                     QStringLiteral("/org/a11y/atspi/accessible/root")};
    for (const Place &program : children(bus, root)) {
        if (bus.interface()->servicePid(program.service) == wanted) {
            print(bus, program, 0);
            return 0;
        }
    }
    QTextStream(stderr) << "process " << wanted << " is not on the accessibility bus" << Qt::endl;
    return 2;
}
