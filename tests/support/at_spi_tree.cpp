// Prints what assistive technology is told of a running program, one JSON object a line, as it comes over AT-SPI.
// Usage: at_spi_tree PROCESS_ID           its accessible tree
//        at_spi_tree PROCESS_ID --listen  what it tells of as changed, until standard input ends

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QSocketNotifier>
#include <QtCore/QTextStream>
#include <QtDBus/QDBusArgument>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusConnectionInterface>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusVariant>
#include <unistd.h>

namespace {

const QString accessible = QStringLiteral("org.a11y.atspi.Accessible");
constexpr int depthMax = 60;
// AT-SPI's numbers (atspi-constants.h).
constexpr int stateChecked = 4;
constexpr int stateEnabled = 8;
constexpr int stateFocusable = 11;
constexpr int stateFocused = 12;
constexpr int stateSelected = 23;
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

QString textOf(const QDBusConnection &bus, const Place &place, const QString &name)
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
    const QJsonObject line{{QStringLiteral("depth"), depth},
                           {QStringLiteral("role"), role.arguments().value(0).toString()},
                           {QStringLiteral("name"), textOf(bus, place, QStringLiteral("Name"))},
                           {QStringLiteral("description"), textOf(bus, place, QStringLiteral("Description"))},
                           {QStringLiteral("id"), textOf(bus, place, QStringLiteral("AccessibleId"))},
                           {QStringLiteral("enabled"), has(stateEnabled)},
                           {QStringLiteral("focusable"), has(stateFocusable)},
                           {QStringLiteral("focused"), has(stateFocused)},
                           {QStringLiteral("checked"), has(stateChecked)},
                           {QStringLiteral("selected"), has(stateSelected)},
                           {QStringLiteral("showing"), has(stateShowing)}};
    QTextStream(stdout) << QJsonDocument(line).toJson(QJsonDocument::Compact) << Qt::endl;
    if (depth >= depthMax)
        return;
    for (const Place &child : children(bus, place))
        print(bus, child, depth + 1);
}

/// What a screen reader hears between two looks at the tree.
class Listener : public QObject
{
    Q_OBJECT

public:
    Listener(QDBusConnection bus, const QString &program) : m_bus(std::move(bus)), m_program(program)
    {
        const Place registry{QStringLiteral("org.a11y.atspi.Registry"),
                             QStringLiteral("/org/a11y/atspi/registry")};
        for (const char *event :
             {"object:property-change:accessible-name", "object:property-change:accessible-description"})
            call(m_bus, registry, QStringLiteral("org.a11y.atspi.Registry"), QStringLiteral("RegisterEvent"),
                 {QString::fromLatin1(event)});
        m_bus.connect(m_program, {}, QStringLiteral("org.a11y.atspi.Event.Object"),
                      QStringLiteral("PropertyChange"), this, SLOT(changed(QDBusMessage)));
    }

private Q_SLOTS:
    void changed(const QDBusMessage &message)
    {
        const QString what = message.arguments().value(0).toString();
        const Place place{m_program, message.path()};
        const bool isName = what == QLatin1String("accessible-name");
        const QJsonObject line{
            {QStringLiteral("changed"), what},
            {QStringLiteral("text"),
             textOf(m_bus, place, isName ? QStringLiteral("Name") : QStringLiteral("Description"))}};
        QTextStream(stdout) << QJsonDocument(line).toJson(QJsonDocument::Compact) << Qt::endl;
    }

private:
    QDBusConnection m_bus;
    QString m_program;
};

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
            if (!QCoreApplication::arguments().contains(QStringLiteral("--listen"))) {
                print(bus, program, 0);
                return 0;
            }
            const Listener listener(bus, program.service);
            const QSocketNotifier end(STDIN_FILENO, QSocketNotifier::Read);
            QObject::connect(&end, &QSocketNotifier::activated, &application, &QCoreApplication::quit);
            return QCoreApplication::exec();
        }
    }
    QTextStream(stderr) << "process " << wanted << " is not on the accessibility bus" << Qt::endl;
    return 2;
}

#include "at_spi_tree.moc"
